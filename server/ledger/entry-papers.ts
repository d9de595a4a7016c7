/** The papers of ledger rows: what hangs on each, and which rows went for review without any. */
import "server-only";
import type { PaperGap } from "@/server/contracts/ledger";
import { voucherName } from "@/server/domain/entry-papers";
import type { Actor } from "@/server/domain/permissions";
import type { Ledger } from "@/server/domain/project-facts";
import { type Database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { projectsFor } from "@/server/projects";

/** Papers `l` that meet a condition, oldest first. `mine`: the reader uploaded it himself. */
export const papersWhere = (actor: Actor, condition: Sql): Sql =>
  sql`(SELECT coalesce(json_agg(json_build_object('linkId', l.id, 'name', l.original_name, 'kind', l.requirement,
      'mine', l.attached_by_id = ${actor.id}) ORDER BY l.id), '[]') FROM evidence_paper l WHERE ${condition})`;

/** Papers of the row `e` itself. */
export const papersOfEntry = (actor: Actor, ledger: Ledger): Sql =>
  papersWhere(actor, sql`l.subject_kind = ${ledger} AND l.subject_id = e.id`);

/** Columns over `e` and `p`: the row's own papers as far as they may be read, and whether one may be added. */
export const paperColumns = (actor: Actor, ledger: Ledger): Sql =>
  sql`(SELECT count(*)::int FROM evidence_paper l WHERE l.subject_kind = ${ledger} AND l.subject_id = e.id) AS "paperCount",
    CASE WHEN ${projectsFor(actor, "evidence:read")} THEN ${papersOfEntry(actor, ledger)} ELSE '[]' END AS papers,
    ${projectsFor(actor, "evidence:attach")} AS "mayAttach"`;

/** Arrivals among these rows that wait for review without a paper of their own: the rule `lacksPaper`. */
export async function paperGaps(
  db: Database,
  entries: readonly { ledger: Ledger; id: number; status: string }[],
): Promise<PaperGap[]> {
  const ids = entries.filter((e) => e.ledger === "arrival" && e.status === "submitted").map((e) => e.id);
  if (ids.length === 0) return [];
  const rows = await rowsOf<{
    entryId: number;
    projectName: string;
    voucherKind: string;
    voucherNumber: string;
    arrivedOn: string;
  }>(
    db,
    sql`SELECT e.id AS "entryId", p.name AS "projectName", e.voucher_kind AS "voucherKind", e.voucher_number AS "voucherNumber",
        e.arrived_on::text AS "arrivedOn"
      FROM arrival e JOIN project p ON p.id = e.project_id
      WHERE e.id = ANY(${ids}) AND e.correction_of_id IS NULL AND NOT e.opening
        AND NOT EXISTS (SELECT 1 FROM evidence_paper l WHERE l.subject_kind = 'arrival' AND l.subject_id = e.id)
      ORDER BY e.id`,
  );
  return rows.map(({ entryId, projectName, ...voucher }) => ({
    entryId,
    projectName,
    voucher: voucherName(voucher),
  }));
}
