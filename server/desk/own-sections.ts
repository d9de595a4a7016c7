/** What has come back to a person and what he has not sent yet: ledger rows and milestones. One query. */
import "server-only";
import { MILESTONE_NAME, type Milestone } from "@/server/domain/milestones";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { Ledger } from "@/server/domain/project-facts";
import { tableOf } from "@/server/ledger/load-entries";
import { database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects/project-scope";
import { type DeskLine, type DeskSection, SHOWN } from "./desk-line";

const LEDGER_WORD: Record<Ledger, string> = { arrival: "到位资金", investment: "固投", agreement: "协议" };

interface OwnRow {
  kind: Ledger | "milestone";
  status: "returned" | "draft";
  id: number;
  projectId: number;
  name: string;
  hue: number | null;
  on: Day;
  amountFen: number | null;
  what: string;
  why: string;
  total: number;
}

const entries = (actor: Actor, ledger: Ledger, amount: Sql, day: Sql): Sql => sql`
  SELECT ${ledger} AS kind, e.status, e.id, e.project_id, ${day} AS happened_on, ${amount} AS amount, '' AS what,
    coalesce(e.return_reason, '') AS why
  FROM ${tableOf(ledger)} e JOIN project p ON p.id = e.project_id
  WHERE e.status IN ('draft', 'returned') AND e.voided_at IS NULL AND ${projectsFor(actor, "entry:draft")}
    AND (e.recorded_by_id = ${actor.id} OR p.owner_id = ${actor.id})`;

const wordsOf = (row: OwnRow): string =>
  row.kind === "milestone" ? `进入${MILESTONE_NAME[row.what as Milestone]}` : LEDGER_WORD[row.kind];

const lineOf = (row: OwnRow): DeskLine => ({
  key: `${row.kind}:${row.id}`,
  href:
    row.kind === "milestone"
      ? `/projects/${row.projectId}`
      : `/ledger?project=${row.projectId}&tab=${row.kind}`,
  title: row.name,
  chainHue: row.hue,
  detail: row.why ? `${wordsOf(row)}：${row.why}` : wordsOf(row),
  who: "",
  on: row.on,
  amountFen: row.amountFen,
  light: null,
});

/** 被退回 and 未报审的草稿 of the actor. */
export async function ownSections(actor: Actor): Promise<DeskSection[]> {
  const rows = await rowsOf<OwnRow>(
    database,
    sql`WITH own AS (
        ${entries(actor, "arrival", sql`e.amount_fen`, sql`e.arrived_on`)}
        UNION ALL ${entries(actor, "investment", sql`e.total_fen`, sql`to_date(e.month::text, 'YYYYMM')`)}
        UNION ALL ${entries(actor, "agreement", sql`e.amount_fen`, sql`e.signed_on`)}
        UNION ALL SELECT 'milestone', CASE e.status WHEN 'withdrawn' THEN 'draft' ELSE e.status END, e.id, e.project_id, e.occurred_on, NULL::bigint, e.kind, coalesce(e.return_reason, '')
          FROM milestone e WHERE e.status IN ('returned', 'withdrawn') AND e.voided_at IS NULL AND e.recorded_by_id = ${actor.id}
            AND NOT EXISTS (SELECT 1 FROM milestone n WHERE n.project_id = e.project_id AND n.kind = e.kind AND n.id > e.id))
      SELECT * FROM (SELECT o.kind, o.status, o.id, o.project_id AS "projectId", p.name, c.hue, o.happened_on::text AS on, o.amount AS "amountFen",
          o.what, o.why, count(*) OVER (PARTITION BY o.status) AS total,
          row_number() OVER (PARTITION BY o.status ORDER BY o.happened_on DESC, o.id) AS place
        FROM own o JOIN project p ON p.id = o.project_id LEFT JOIN chain c ON c.id = p.chain_id
        WHERE ${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}) ranked
      WHERE place <= ${SHOWN} ORDER BY place`,
  );
  const section = (status: OwnRow["status"], title: string, empty: string): DeskSection => {
    const of = rows.filter((row) => row.status === status);
    return {
      id: status,
      title,
      empty,
      total: of[0]?.total ?? 0,
      href: of[0] && of[0].kind !== "milestone" ? `/ledger?tab=${of[0].kind}&status=${status}` : null,
      lines: of.map(lineOf),
    };
  };
  return [
    section("returned", "被退回，请修改", "没有被退回的内容"),
    section("draft", "草稿未报审", "没有未报审的草稿"),
  ];
}
