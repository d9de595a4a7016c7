/** What waits for a reader's approval, oldest first, and the projects that have not reported the month. */
import "server-only";
import { MILESTONE_NAME, MILESTONES, type Milestone } from "@/server/domain/milestones";
import { type Day, dayOf, monthLabel, type StatMonth } from "@/server/domain/periods";
import { type Actor, can } from "@/server/domain/permissions";
import type { Ledger } from "@/server/domain/project-facts";
import type { Rules } from "@/server/domain/rules";
import { tableOf } from "@/server/ledger/load-entries";
import { myMilestones } from "@/server/ledger/review-queue";
import { reportingIn, unreportedIn } from "@/server/ledger/sheets";
import { database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects/project-scope";
import { type DeskSection, SHOWN } from "./desk-line";

interface WaitingRow {
  kind: Ledger | "milestone";
  what: string;
  id: number;
  name: string;
  hue: number | null;
  who: string;
  at: Date;
  amountFen: number | null;
  total: number;
}

const WORD: Record<Ledger, string> = { arrival: "到位资金", investment: "固定资产投资", agreement: "协议" };
const AMOUNT: Record<Ledger, Sql> = {
  arrival: sql`e.amount_fen`,
  investment: sql`e.total_fen`,
  agreement: sql`e.amount_fen`,
};

const waitingEntries = (actor: Actor, ledger: Ledger): Sql => sql`
  SELECT ${ledger} AS kind, '' AS what, e.id, e.project_id, e.recorded_by_id, e.submitted_at AS at, ${AMOUNT[ledger]} AS amount
  FROM ${tableOf(ledger)} e JOIN project p ON p.id = e.project_id
  WHERE e.status = 'submitted' AND e.voided_at IS NULL AND ${projectsFor(actor, "entry:review")} AND NOT ${maskedFor(actor)}`;

async function waitingRows(actor: Actor, rules: Rules): Promise<WaitingRow[]> {
  const ledgers: Ledger[] = can(actor, "entry:review") ? ["arrival", "investment", "agreement"] : [];
  const mine = myMilestones(actor, rules);
  const milestones = mine
    ? [
        sql`SELECT 'milestone' AS kind, e.kind AS what, e.id, e.project_id, e.recorded_by_id, e.recorded_at AS at,
        (e.details->>'amountFen')::bigint AS amount FROM milestone e JOIN project p ON p.id = e.project_id WHERE ${mine}`,
      ]
    : [];
  const parts = [...ledgers.map((ledger) => waitingEntries(actor, ledger)), ...milestones];
  const [first, ...more] = parts;
  if (!first) return [];
  const waiting = more.reduce((all, part) => sql`${all} UNION ALL ${part}`, first);
  return rowsOf<WaitingRow>(
    database,
    sql`WITH waiting AS (${waiting})
      SELECT * FROM (SELECT w.kind, w.what, w.id, p.name, c.hue, coalesce(a.display_name, '') AS who, w.at, w.amount AS "amountFen",
          count(*) OVER (PARTITION BY w.kind, w.what) AS total,
          row_number() OVER (PARTITION BY w.kind, w.what ORDER BY w.at, w.id) AS place
        FROM waiting w JOIN project p ON p.id = w.project_id LEFT JOIN chain c ON c.id = p.chain_id
        LEFT JOIN account a ON a.id = w.recorded_by_id) ranked
      WHERE place <= ${SHOWN} ORDER BY at`,
  );
}

const sectionOf = (
  id: string,
  title: string,
  empty: string,
  rows: readonly WaitingRow[],
  of: string,
): DeskSection => {
  const kinds = new Map(rows.map((row) => [`${row.kind}/${row.what}`, row.total]));
  return {
    id,
    title,
    empty,
    total: [...kinds.values()].reduce((a, b) => a + b, 0),
    href: `/ledger?tab=review&of=${of}`,
    lines: rows.slice(0, SHOWN).map((row) => ({
      key: `${row.kind}:${row.id}`,
      href: `/ledger?tab=review&of=${row.kind}`,
      title: row.name,
      chainHue: row.hue,
      detail: row.kind === "milestone" ? `进入${MILESTONE_NAME[row.what as Milestone]}` : WORD[row.kind],
      who: row.who,
      on: dayOf(row.at),
      amountFen: row.amountFen,
      light: null,
    })),
  };
};

/** Milestones that wait for me: what the director alone decides first, then what a head of section could also give. */
export async function reviewSections(actor: Actor, rules: Rules): Promise<DeskSection[]> {
  const rows = await waitingRows(actor, rules);
  const milestones = rows.filter((row) => row.kind === "milestone");
  const levelOf = (row: WaitingRow) => rules.gates[row.what as Milestone].approval;
  const top = MILESTONES.filter((m) => rules.gates[m].approval === "director").map((m) => MILESTONE_NAME[m]);
  const sections: DeskSection[] = [];
  if (can(actor, "milestone:approve-director")) {
    const mine = milestones.filter((row) => levelOf(row) === "director");
    sections.push(
      sectionOf("director", `待您审批：${top.join("、")}`, "没有待审批的签约", mine, "milestone"),
    );
  }
  const rest = milestones.filter((row) => levelOf(row) !== "director");
  sections.push(
    sectionOf(
      "milestone",
      can(actor, "entry:review") ? "待审核的纳统" : "待审核的节点",
      "没有待审核的节点",
      rest,
      "milestone",
    ),
  );
  if (can(actor, "entry:review")) {
    for (const ledger of ["arrival", "investment", "agreement"] as const) {
      sections.push(
        sectionOf(
          ledger,
          `待审核的${WORD[ledger]}`,
          `没有待审核的${WORD[ledger]}`,
          rows.filter((r) => r.kind === ledger),
          ledger,
        ),
      );
    }
  }
  return sections;
}

/** Started projects without a figure for the month. */
export async function unreportedSection(actor: Actor, month: StatMonth): Promise<DeskSection> {
  const rows = await rowsOf<{
    id: number;
    name: string;
    hue: number | null;
    who: string;
    on: Day | null;
    total: number;
  }>(
    database,
    sql`SELECT p.id, p.name, c.hue, coalesce(a.display_name, '') AS who, p.start_on::text AS on, count(*) OVER () AS total
      FROM project p LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN account a ON a.id = p.owner_id
      WHERE ${projectsFor(actor, "entry:read")} AND ${reportingIn(month, "official")} AND ${unreportedIn(month, "official")}
      ORDER BY p.planned_total_fen DESC NULLS LAST, p.id LIMIT ${SHOWN}`,
  );
  return {
    id: "unreported",
    title: `${monthLabel(month)}固投未报`,
    empty: "已开工项目都已填报",
    total: rows[0]?.total ?? 0,
    href: `/ledger?tab=investment&view=entry&month=${month}&missing=1`,
    lines: rows.map((row) => ({
      key: `unreported:${row.id}`,
      href: `/ledger?project=${row.id}&tab=investment`,
      title: row.name,
      chainHue: row.hue,
      detail: row.on === null ? "" : `${row.on} 开工`,
      who: row.who,
      on: null,
      amountFen: null,
      light: null,
    })),
  };
}
