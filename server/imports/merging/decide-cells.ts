/** Which cells go in and what becomes of conflicts: kept with the batch at once, without reading the workbook again. */
import "server-only";
import type { z } from "zod";
import type { ImportChoices } from "@/server/contracts/import-batch";
import type { decideImport, MergeState } from "@/server/contracts/import-merge";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, sql } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import { loadBatch } from "../import-batch";
import { type DecidedRow, decidedRows, mergeState } from "./decided-rows";

type Answer = ImportChoices["takes"][number];
const keyOf = ({ sheet, row, field }: Pick<Answer, "sheet" | "row" | "field">) => `${row} ${field} ${sheet}`;

/** Every answerable field with the version of the change that the person sees. */
const askedIn = (rows: readonly DecidedRow[]): (Omit<Answer, "take"> & { conflict: boolean })[] =>
  rows.flatMap(({ sheet, row, known }) =>
    known.fields.map(({ field, conflict }) => ({
      ...{ sheet, row, field, conflict: conflict !== null, version: conflict?.later?.version ?? 0 },
    })),
  );

function answered(
  takes: ImportChoices["takes"],
  rows: readonly DecidedRow[],
  { cells, all }: z.output<typeof decideImport>,
): ImportChoices["takes"] {
  const asked = askedIn(rows);
  const versions = new Map(asked.map((one) => [keyOf(one), one.version]));
  const kept = new Map(takes.map((one) => [keyOf(one), one]));
  if (all !== undefined)
    for (const { conflict, ...one } of asked) if (conflict) kept.set(keyOf(one), { ...one, take: all });
  for (const { take, ...cell } of cells) {
    const version = versions.get(keyOf(cell));
    if (version === undefined) throw new Refusal("not-found", { message: "这一格现在没有要决定的内容" });
    if (take === null) kept.delete(keyOf(cell));
    else kept.set(keyOf(cell), { ...cell, take, version });
  }
  return [...kept.values()];
}

export async function decideCells(
  { actor }: WriteContext,
  input: z.output<typeof decideImport>,
): Promise<MergeState> {
  return database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    const batch = await loadBatch(db, actor, input.id, true);
    if (batch.state !== "tried") throw new Refusal("bad-state", { message: "这一批已经导入，或还没有试读" });
    const takes = answered(batch.choices.takes, await decidedRows(db, batch), input);
    const choices = { ...batch.choices, takes };
    await db.$executeRaw(
      sql`UPDATE import_batch SET choices = ${JSON.stringify(choices)}::jsonb WHERE id = ${batch.id}`,
    );
    return mergeState(await decidedRows(db, { id: batch.id, choices }));
  });
}
