/** The projects behind a chain's contracts of the year, as a text may name them. */
import "server-only";
import type { WrittenParagraph } from "@/server/contracts/writing";
import type { Fen } from "@/server/domain/amounts";
import { isMilestone, MILESTONES, type Milestone } from "@/server/domain/milestones";
import type { StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import {
  type FrameworkAddress,
  type ProjectAddress,
  readAddress,
  writeAddress,
} from "@/server/domain/writing/figure-address";
import type { KnownFigure } from "@/server/domain/writing/verify";
import { database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects/project-scope";
import { drillFigure } from "@/server/statistics";
import { type Knowledge, live } from "@/server/statistics/knowledge";

export interface NewProject {
  id: number;
  name: string;
  plannedFen: Fen | null;
  /** 已开工建设 */
  progress: string;
}
export interface NewProjects {
  /** The largest, which are named. */
  named: NewProject[];
  /** All of them, also those that stay without a name. */
  count: number;
}

const MOST_NAMED = 5;
const MOST_ASKED = 200;

const PROGRESS: Record<Milestone, string> = {
  lead: "",
  negotiation: "",
  framework: "",
  contract: "已正式签约",
  registration: "已完成公司注册",
  filing: "已完成立项备案",
  land: "已落实用地",
  start: "已开工",
  statistics: "已开工纳统",
  building: "正在建设",
  completion: "已竣工",
  production: "已投产",
  "full-capacity": "已达产",
};

interface Row {
  id: number;
  name: string;
  planned: number | null;
  /** Null without any milestone by then. */
  stage: string | null;
  sensitive: boolean;
}

/**
 * What the person may read of them, as far as they had come by the end of the month. One that is sensitive, or off the main line by
 * now, is counted and never named.
 */
export async function newProjects(
  { actor, now }: { actor: Actor; now: Date },
  { month, rowKey, version }: { month: StatMonth; rowKey: string; version: number | undefined },
): Promise<NewProjects> {
  const drill = await drillFigure(
    { actor, now },
    {
      ...{ month, cut: "chain", indicator: "outsideFen", rowKey, column: "signedYearCount" },
      ...{ offset: 0, limit: MOST_ASKED },
      ...(version === undefined ? {} : { version }),
    },
  );
  const ids = [...new Set(drill.rows.filter(({ value }) => value > 0).map(({ projectId }) => projectId))];
  const rows = await rowsOf<Row>(
    database,
    sql`SELECT id, name, planned_total_fen AS planned, sensitivity = 'sensitive' AS sensitive,
        (SELECT m.kind FROM milestone m WHERE m.project_id = project.id AND ${live("m")} AND m.stat_month <= ${month}
          ORDER BY array_position(${[...MILESTONES]}::text[], m.kind) DESC LIMIT 1) AS stage
      FROM project WHERE id = ANY(${ids}::int[]) AND off_state IS NULL
      ORDER BY planned_total_fen DESC NULLS LAST, id`,
  );
  const named = rows.filter(({ sensitive }) => !sensitive).slice(0, MOST_NAMED);
  return {
    named: named.map(({ id, name, planned, stage }) => ({
      id,
      name,
      plannedFen: planned,
      progress: stage !== null && isMilestone(stage) ? PROGRESS[stage] : "",
    })),
    count: drill.total.sum,
  };
}

/** A text names a few of every chain, and a hundred in each of its lists. */
const MOST_IN_TEXT = 1_000;

/** The projects that a text names, with what is planned today: of those that the person may read. */
export async function projectFigures(
  { actor, known }: { actor: Actor; known: Knowledge },
  written: readonly [address: string, figure: { name: string }][],
  paragraphs: readonly WrittenParagraph[],
): Promise<KnownFigure[]> {
  const addresses = [
    ...written.map(([address]) => address),
    ...paragraphs.flatMap(({ parts }) =>
      parts.flatMap((part) => (typeof part === "string" ? [] : [part.address])),
    ),
  ];
  const asked = [...new Set(addresses)].flatMap((text) => {
    const address = readAddress(text);
    return address?.kind === "project" || address?.kind === "framework" ? [address] : [];
  });
  const ids = new Set(asked.map(({ id }) => id));
  if (ids.size === 0) return [];
  const rows = await rowsOf<{ id: number; name: string; planned: number | null }>(
    database,
    sql`SELECT p.id, p.name, p.planned_total_fen AS planned FROM project p
      WHERE p.id = ANY(${[...ids].slice(0, MOST_IN_TEXT)}::int[]) AND ${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}`,
  );
  const figure = (
    address: ProjectAddress | FrameworkAddress,
    name: string,
    value: Fen | null,
  ): KnownFigure => ({
    ...{ address: writeAddress(address), name, value, brief: value },
    ...{ kind: "amount", claim: null },
  });
  const agreed = asked.filter((one) => one.kind === "framework");
  const sums = await frameworkSums(agreed, known);
  return rows.flatMap(({ id, name, planned }) => [
    figure({ kind: "project", id }, name, planned),
    ...agreed
      .filter((one) => one.id === id)
      .map((one) => figure(one, `${name}协议金额`, sums.get(writeAddress(one)) ?? null)),
  ]);
}

/** What the framework agreements of projects came to by the ends of months. */
async function frameworkSums(
  asked: readonly FrameworkAddress[],
  known: Knowledge,
): Promise<ReadonlyMap<string, Fen>> {
  if (asked.length === 0) return new Map();
  const rows = await rowsOf<{ id: number; month: StatMonth; fen: Fen }>(
    database,
    sql`SELECT w.id, w.month, sum(a.amount_fen)::bigint AS fen
      FROM unnest(${asked.map(({ id }) => id)}::int[], ${asked.map(({ month }) => month)}::int[]) AS w(id, month)
      JOIN agreement a ON a.project_id = w.id AND a.kind = 'framework' AND a.stat_month <= w.month AND ${live("a", known)}
      GROUP BY w.id, w.month`,
  );
  return new Map(rows.map(({ id, month, fen }) => [writeAddress({ kind: "framework", month, id }), fen]));
}
