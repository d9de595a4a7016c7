/**
 * What was chosen by hand for a layout is chosen again the next time a ledger of that layout comes. Nothing is stored for
 * it: the last committed ledger with the same header words tells its columns, its chains and its departments.
 */
import "server-only";
import type { LedgerDryRun, LedgerTable } from "@/server/contracts/import";
import type { ImportChoices, ImportSummary } from "@/server/contracts/import-batch";
import { importChoices } from "@/server/contracts/import-batch";
import type { DetailCandidate, DetailTable } from "@/server/contracts/import-details";
import { type Database, rowsOf, sql } from "@/server/platform/database";

type Mapping = ImportChoices["mapping"];

/** Choices for `from`'s columns, carried to the column at the same place of `to`. */
function carried(from: LedgerTable, to: LedgerTable, mapping: Mapping): Mapping {
  return from.columns.flatMap((column, place) => {
    const chosen = mapping.find((m) => m.sheet === from.sheet && m.column === column.column);
    const target = to.columns[place];
    return chosen && target ? [{ ...chosen, sheet: to.sheet, column: target.column }] : [];
  });
}

interface Earlier {
  choices: unknown;
  tables: ImportSummary["tables"];
}

/** The last committed ledger that had a table of this layout. */
async function lastOf(db: Pick<Database, "$queryRaw">, fingerprint: string): Promise<Earlier | null> {
  const [earlier] = await rowsOf<Earlier>(
    db,
    sql`SELECT choices, report->'tables' AS tables FROM import_batch
      WHERE state = 'committed' AND report->'tables' @> ${JSON.stringify([{ fingerprint }])}::jsonb
      ORDER BY id DESC LIMIT 1`,
  );
  return earlier ?? null;
}

/** Words that led somewhere by hand. What was made new then is found by its name now; what is gone is asked about anew. */
const stillThere = (words: ImportChoices["chains"], ids: ReadonlySet<number>): ImportChoices["chains"] =>
  words.filter(({ target }) => target === null || (target !== "new" && ids.has(target)));

type Remembered = Pick<ImportChoices, "mapping" | "chains" | "units" | "kinds" | "detailMapping" | "bases">;

/** The last committed workbook that had a detail sheet of this kind and layout. */
async function lastDetails(
  db: Pick<Database, "$queryRaw">,
  { kind, fingerprint }: DetailCandidate,
): Promise<{ table: DetailTable; choices: ImportChoices } | null> {
  const [earlier] = await rowsOf<{ choices: unknown; tables: DetailTable[] }>(
    db,
    sql`SELECT choices, report->'details'->'tables' AS tables FROM import_batch
      WHERE state = 'committed' AND report->'details'->'tables' @> ${JSON.stringify([{ kind, fingerprint }])}::jsonb
      ORDER BY id DESC LIMIT 1`,
  );
  const table = earlier?.tables.find((t) => t.kind === kind && t.fingerprint === fingerprint);
  return earlier && table ? { table, choices: importChoices.parse(earlier.choices) } : null;
}

/** Kinds and columns of detail sheets that were chosen by hand for their layouts. */
async function rememberedDetails(
  db: Pick<Database, "$queryRaw">,
  candidates: readonly DetailCandidate[],
): Promise<Pick<ImportChoices, "kinds" | "detailMapping" | "bases">> {
  const kinds = new Map<string, ImportChoices["kinds"][number]>();
  const detailMapping: ImportChoices["detailMapping"] = [];
  const bases: ImportChoices["bases"] = [];
  for (const candidate of candidates) {
    const { sheet } = candidate;
    const earlier = await lastDetails(db, candidate);
    if (!earlier) continue;
    const mine = earlier.choices.detailMapping.filter((m) => m.sheet === earlier.table.sheet);
    const basis = earlier.choices.bases.find((b) => b.sheet === earlier.table.sheet);
    const byHand = earlier.choices.kinds.some((k) => k.sheet === earlier.table.sheet) || basis !== undefined;
    if (basis) bases.push({ ...basis, sheet });
    if (byHand || mine.length > 0) kinds.set(sheet, { sheet, kind: candidate.kind });
    detailMapping.push(...mine.map((m) => ({ ...m, sheet })));
  }
  return { kinds: [...kinds.values()], detailMapping, bases };
}

export interface Standing {
  chains: ReadonlySet<number>;
  units: ReadonlySet<number>;
}

/** Choices for these tables as they were made for their layouts; null where none was ever made. */
export async function rememberedChoices(
  db: Pick<Database, "$queryRaw">,
  { tables, details }: Pick<LedgerDryRun, "tables" | "details">,
  standing: Standing,
): Promise<Remembered | null> {
  const mapping: Mapping = [];
  const chains = new Map<string, ImportChoices["chains"][number]>();
  const units = new Map<string, ImportChoices["units"][number]>();
  const known = new Map<string, Earlier | null>();
  for (const table of tables) {
    const { fingerprint } = table;
    if (!known.has(fingerprint)) known.set(fingerprint, await lastOf(db, fingerprint));
    const earlier = known.get(fingerprint);
    const like = earlier?.tables.find((t) => t.fingerprint === fingerprint);
    if (!earlier || !like) continue;
    const choices = importChoices.parse(earlier.choices);
    mapping.push(...carried(like, table, choices.mapping));
    for (const word of stillThere(choices.chains, standing.chains)) chains.set(word.word, word);
    for (const word of stillThere(choices.units, standing.units)) units.set(word.word, word);
  }
  const sheets = await rememberedDetails(db, details.candidates);
  const nothing = mapping.length + chains.size + units.size + sheets.kinds.length === 0;
  return nothing ? null : { mapping, chains: [...chains.values()], units: [...units.values()], ...sheets };
}
