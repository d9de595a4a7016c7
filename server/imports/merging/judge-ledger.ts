/** A ledger beside what is in the system: matched, compared and judged, with what is to be said of its rows. */
import "server-only";
import type { LedgerDryRun } from "@/server/contracts/import";
import type { ImportChoices, RowFate } from "@/server/contracts/import-batch";
import type { Actor } from "@/server/domain/permissions";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import { database } from "@/server/platform/database";
import { activeChains, activeUnits } from "../active-names";
import { suspectRows } from "../suspect-rows";
import { compareKnown } from "./compare-known";
import { type JudgedRow, judgeRows, problemsOf } from "./judge-rows";
import { matchRows } from "./match-rows";

/** The ledger's own year, as its totals name it. */
export const yearOfTotals = (totals: LedgerDryRun["totals"]): number =>
  Number(
    Object.keys(totals)
      .find((key) => /^signed\d{4}$/.test(key))
      ?.slice(6),
  );

export async function judgeLedger(
  context: { actor: Actor; now: Date },
  read: LedgerDryRun,
  choices: ImportChoices,
): Promise<{ dry: LedgerDryRun; rows: JudgedRow[] }> {
  const matches = await matchRows(database, context.actor, read.rows);
  const known = matches.map((match) => match?.id ?? null);
  const dry = { ...read, problems: [...read.problems, ...(await suspectRows(context.actor, read, known))] };
  const lists = { chains: await activeChains(database), units: await activeUnits(database) };
  const year = yearOfTotals(dry.totals);
  const compared = await compareKnown(context, dry, choices, matches, { ...lists, year });
  const rows = judgeRows(dry, choices, { matches, compared });
  return { dry: { ...dry, problems: problemsOf(dry, rows) }, rows };
}

/** What would become of a row, for a program that asks. */
export interface ToldFate {
  sheet: string;
  row: number;
  name: string;
  fate: RowFate;
  /** Fields of a known project that differ. */
  fields: string[];
}

/** What would become of each row if this person took the ledger in; writes nothing. */
export async function ledgerFates(
  context: { actor: Actor; now: Date },
  read: LedgerDryRun,
  choices: ImportChoices,
): Promise<ToldFate[]> {
  const { rows } = await judgeLedger(context, read, choices);
  return rows.map(({ fate, detail: { row, known } }) => ({
    ...{ sheet: row.sheet, row: row.row, name: row.project.name, fate },
    fields: (known?.fields ?? []).map(({ field }) => BASICS_WORDS[field].label),
  }));
}
