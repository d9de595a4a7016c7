/** Rows of a ledger that are in the system already. */
import "server-only";
import type { LedgerRow } from "@/server/contracts/import";
import { enterpriseKey, normaliseUscc, projectKey } from "@/server/domain/identity";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { valuesOf } from "./history/row-values";

interface Known {
  id: number;
  nameKey: string;
  investorName: string;
  investorUscc: string | null;
  projectCode: string | null;
}

function sameInvestor(row: LedgerRow, known: Known): boolean {
  const { company, uscc } = row.project;
  if (uscc !== null && known.investorUscc !== null) return normaliseUscc(uscc) === known.investorUscc;
  if (!company || known.investorName === "") return true;
  return enterpriseKey(company) === enterpriseKey(known.investorName);
}

/**
 * The live project that each row means, by position: the same 项目代码, or the same name with an investor that does not
 * contradict it. Null for a row that is new.
 */
export async function knownProjects(
  db: Pick<Database, "$queryRaw">,
  rows: readonly LedgerRow[],
): Promise<(number | null)[]> {
  const keys = rows.map((row) => projectKey(row.project.name));
  const codes = rows.map((row) => valuesOf(row).text("projectCode"));
  const live = await rowsOf<Known>(
    db,
    sql`SELECT id, name_key AS "nameKey", investor_name AS "investorName", investor_uscc AS "investorUscc", project_code AS "projectCode"
      FROM project WHERE (off_state IS NULL OR off_state <> 'withdrawn')
        AND (name_key = ANY(${[...new Set(keys)]}) OR project_code = ANY(${[...new Set(codes.filter((c) => c !== ""))]}))
      ORDER BY id`,
  );
  const byName = new Map<string, Known[]>();
  for (const known of live) byName.set(known.nameKey, [...(byName.get(known.nameKey) ?? []), known]);
  const byCode = new Map(
    live.flatMap((k) => (k.projectCode === null ? [] : [[k.projectCode, k.id] as const])),
  );
  return rows.map((row, i) => {
    const coded = byCode.get(codes[i] ?? "");
    if (coded !== undefined) return coded;
    return byName.get(keys[i] ?? "")?.find((known) => sameInvestor(row, known))?.id ?? null;
  });
}
