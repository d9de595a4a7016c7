/** Which enterprise each row of a directory means: one on record, one that an earlier row makes, or nobody yet. */
import "server-only";
import type { DetailRow, EnterpriseReading } from "@/server/contracts/import-details";
import type { FoundBy } from "@/server/domain/enterprise-directory";
import { enterpriseKey } from "@/server/domain/identity";
import type { Register } from "@/server/enterprises/register";

export type EnterpriseRow = DetailRow<EnterpriseReading>;

/** Where a row leads: an enterprise on record, one that an earlier row makes, or nobody yet. */
export interface Lead {
  id: number | null;
  by: Pick<FoundBy, "code" | "former">;
  /** Those who have the same name by now or had it, and are not meant. */
  namesakes: number[];
  /** Of the code and of the name where these are two. */
  torn: number | null;
}

/** By code, by name, or by a name that the row itself calls a former one. */
function leadOf({ reading }: EnterpriseRow, register: Register): Lead {
  const { uscc, name, formerNames } = reading;
  const key = enterpriseKey(name);
  const coded = uscc === null ? null : register.holderOf(uscc);
  if (coded) {
    const others = register.bearersOf(key).filter((id) => id !== coded.id);
    const code = coded.uscc === uscc;
    return { id: coded.id, by: { code, former: false }, namesakes: [], torn: others[0] ?? null };
  }
  const named = register.find(uscc, key);
  if (named) return { id: named.id, by: { code: false, former: false }, namesakes: [], torn: null };
  for (const former of formerNames) {
    const found = register.find(uscc, enterpriseKey(former));
    if (found) return { id: found.id, by: { code: false, former: true }, namesakes: [], torn: null };
  }
  return { id: null, by: { code: false, former: false }, namesakes: register.bearersOf(key), torn: null };
}

export interface Led {
  row: EnterpriseRow;
  lead: Lead;
  /** The row above that is the same enterprise. */
  twin: number | null;
}

/** New ones join the register under numbers that nobody else has, so that a second row of them is known. */
export function leadRows(rows: readonly EnterpriseRow[], register: Register): Led[] {
  const first = new Map<number, number>();
  return rows.map((row, i) => {
    const found = leadOf(row, register);
    const id = found.id ?? -1 - i;
    const { uscc, name, formerNames, shortNames } = row.reading;
    if (found.id === null) {
      const otherKeys = [...formerNames, ...shortNames].map(enterpriseKey);
      register.add({ id, uscc, nameKey: enterpriseKey(name), otherKeys });
    }
    const twin = first.get(id) ?? null;
    if (twin === null) first.set(id, row.row);
    return { row, lead: found, twin };
  });
}
