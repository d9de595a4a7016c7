/** Which project of the database each row of a ledger means. */
import "server-only";
import type { LedgerRow } from "@/server/contracts/import";
import { enterpriseKey, normaliseUscc, projectKey } from "@/server/domain/identity";
import type { Actor } from "@/server/domain/permissions";
import { type ReadRowKey, readRowKey } from "@/server/exports/row-keys";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { valuesOf } from "../history/row-values";

interface Live {
  id: number;
  number: string;
  nameKey: string;
  investorName: string;
  /** By whatever name the bureau knows the investor: present, 曾用名, 简称. */
  investorKeys: string[];
  investorUscc: string | null;
  projectCode: string | null;
  /** The actor may see it whole. */
  open: boolean;
}

/** By what a row is known: the key of an exported view goes first, then 项目编号, 项目代码, and the name with its investor. */
export type MatchedBy = "key" | "number" | "code" | "name";

export interface Match {
  id: number;
  by: MatchedBy;
  /** A project that the actor may not see: that there is one is all he is told, and only for a whole code or name. */
  open: boolean;
  /** Where the row carries a key of this project. */
  key: ReadRowKey | null;
}

function sameInvestor(row: LedgerRow, known: Live): boolean {
  const { company, uscc } = row.project;
  if (uscc !== null && known.investorUscc !== null) return normaliseUscc(uscc) === known.investorUscc;
  if (!company || known.investorName === "") return true;
  const key = enterpriseKey(company);
  return key === enterpriseKey(known.investorName) || known.investorKeys.includes(key);
}

interface Said {
  key: ReadRowKey | null;
  number: string;
  code: string;
  nameKey: string;
}

function saidBy(row: LedgerRow): Said {
  const values = valuesOf(row);
  return {
    key: row.key === undefined ? null : readRowKey(row.key),
    number: values.text("projectNumber"),
    code: values.text("projectCode"),
    nameKey: projectKey(row.project.name),
  };
}

/** Numbers as the product gives them. A number of the ledger's own making may be another project's here. */
const OWN_NUMBER = /^\d{4}-\d{5,}$/;

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
const written = (values: readonly string[]): string[] => distinct(values).filter((v) => v !== "");

async function liveProjects(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  said: readonly Said[],
): Promise<Live[]> {
  const ids = distinct(said.flatMap(({ key }) => key?.id ?? []));
  return rowsOf<Live>(
    db,
    sql`SELECT p.id, p.number, p.name_key AS "nameKey", p.investor_name AS "investorName", p.investor_uscc AS "investorUscc",
        (SELECT coalesce(array_agg(k.key), '{}') FROM (SELECT e.name_key AS key FROM enterprise e WHERE e.id = p.investor_id
          UNION SELECT n.name_key FROM enterprise_name n WHERE n.enterprise_id = p.investor_id AND n.removed_at IS NULL) k
          WHERE k.key <> '') AS "investorKeys",
        p.project_code AS "projectCode", (${projectsFor(actor, "project:read")} AND NOT ${maskedFor(actor)}) AS open
      FROM project p WHERE (p.off_state IS NULL OR p.off_state <> 'withdrawn')
        AND (p.name_key = ANY(${written(said.map((s) => s.nameKey))}) OR p.project_code = ANY(${written(said.map((s) => s.code))})
          OR p.number = ANY(${written(said.map((s) => s.number))}) OR p.id = ANY(${ids}::int[]))
      ORDER BY p.id`,
  );
}

function lookUp(live: readonly Live[]) {
  const byName = new Map<string, Live[]>();
  for (const known of live) byName.set(known.nameKey, [...(byName.get(known.nameKey) ?? []), known]);
  return {
    byId: new Map(live.map((k) => [k.id, k])),
    byNumber: new Map(live.map((k) => [k.number, k])),
    byCode: new Map(live.flatMap((k) => (k.projectCode === null ? [] : [[k.projectCode, k] as const]))),
    byName,
  };
}

/** By position; null for a row that is new. Withdrawn projects are none. */
export async function matchRows(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  rows: readonly LedgerRow[],
): Promise<(Match | null)[]> {
  const said = rows.map(saidBy);
  const { byId, byNumber, byCode, byName } = lookUp(await liveProjects(db, actor, said));
  return rows.map((row, i) => {
    const { key, number, code, nameKey } = said[i] as Said;
    const keyed = key === null ? undefined : byId.get(key.id);
    // Keys and numbers can be made up: of what may not be seen they prove nothing.
    if (keyed?.open) return { id: keyed.id, by: "key", open: true, key };
    const numbered = number === "" ? undefined : byNumber.get(number);
    if (numbered?.open && (OWN_NUMBER.test(number) || numbered.nameKey === nameKey))
      return { id: numbered.id, by: "number", open: true, key: null };
    const coded = code === "" ? undefined : byCode.get(code);
    if (coded) return { id: coded.id, by: "code", open: coded.open, key: null };
    const named = nameKey === "" ? undefined : byName.get(nameKey)?.find((one) => sameInvestor(row, one));
    return named ? { id: named.id, by: "name", open: named.open, key: null } : null;
  });
}
