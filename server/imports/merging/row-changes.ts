/** What a row would change, in the words of the screen. */
import "server-only";
import type { RowChange } from "@/server/contracts/import-merge";
import type { FieldAnswer } from "@/server/domain/workbook-merge";
import { factNames, thingShown, thingWords } from "@/server/projects";
import type { KnownRow } from "./compare-known";
import { takeOf } from "./decided-rows";

type Names = Awaited<ReturnType<typeof factNames>>;

export const namesFor = (rows: readonly { known: KnownRow | undefined }[]): Promise<Names | null> =>
  rows.some((r) => r.known && r.known.fields.length > 0) ? factNames() : Promise.resolve(null);

export function rowChanges(
  known: KnownRow | undefined,
  answers: readonly FieldAnswer[],
  names: Names | null,
): RowChange[] {
  if (!known || names === null) return [];
  const reader = { names, contacts: false };
  return known.fields.map((merged): RowChange => {
    const { field, cell, theirs, mine, conflict } = merged;
    if (field === "ownerId" || field === "ownerUnitId") throw new Error("a ledger changes nobody in charge");
    const shown = (value: unknown) => thingShown(field, value, reader);
    const { by = "系统", at = "" } = conflict?.later ?? {};
    return {
      ...{ field, ...thingWords(field), cell, before: shown(theirs), after: shown(mine) },
      conflict: conflict === null ? null : { original: shown(conflict.original), by, at },
      take: takeOf(merged, answers),
    };
  });
}
