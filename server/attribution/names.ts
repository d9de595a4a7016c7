/** Names of units and people for what is told of disputes and transfers. */
import "server-only";
import type { NamedShare } from "@/server/contracts/attribution";
import type { Share } from "@/server/domain/attribution-facts";
import type { Day } from "@/server/domain/periods";
import { type NameBook, nameBook, nameVersion } from "@/server/organisation";
import { database, rowOf, sql } from "@/server/platform/database";

export async function namesNow(today: Day): Promise<NameBook> {
  const { version } = await rowOf<{ version: number }>(database, sql`SELECT ${nameVersion} AS version`);
  return nameBook(version, today);
}

export const unitIn = (names: NameBook, id: number): string => names.unit(id) ?? "（已删除）";

export const namedShares = (shares: readonly Share[], names: NameBook): NamedShare[] =>
  shares.map((share) => ({ ...share, unit: unitIn(names, share.unitId) }));
