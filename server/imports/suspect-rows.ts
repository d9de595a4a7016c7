/**
 * Rows of a ledger that may be a project of the database, or another row of the ledger. Warnings that name the twin as far
 * as the person may know of it; nothing is left out and nothing merged for them.
 */
import "server-only";
import type { ImportProblem, LedgerRow } from "@/server/contracts/import";
import { likenessOf } from "@/server/domain/likeness";
import { candidatesAmong, likenessKeys, strongLikenessKeys } from "@/server/domain/likeness-keys";
import { type LikenessProfile, likenessProfile, likenessSubject } from "@/server/domain/likeness-profile";
import { CERTAINTY_WORD, type Certainty } from "@/server/domain/likeness-words";
import type { Actor } from "@/server/domain/permissions";
import { database } from "@/server/platform/database";
import { likenessTools } from "@/server/platform/likeness-tools";
import { alikeProjects } from "@/server/projects/alike-projects";
import { reasonsFor } from "@/server/projects/reasons-for";
import { type ToldSuspect, toldOf } from "@/server/projects/suspect-duplicates";
import { valuesOf } from "./history/row-values";

const CHUNK = 200;
const CONSIDERED = 10;
/** How closely rows are looked at: by every key, or, when thousands ask at once, by the keys that few projects share. */
interface Look {
  most: number;
  keysOf: typeof likenessKeys;
}
const CLOSE: Look = { most: 40, keysOf: likenessKeys };
const QUICK: Look = { most: 5, keysOf: strongLikenessKeys };
const MOST_LOOKED_AT_CLOSELY = 1000;

function profileOfRow(row: LedgerRow): LikenessProfile {
  const values = valuesOf(row);
  const { name, company, uscc, province, city } = row.project;
  return likenessProfile(
    likenessSubject({
      name,
      content: values.text("content"),
      investorName: company ?? "",
      investorUscc: uscc,
      companyName: values.text("projectCompany"),
      projectCode: values.text("projectCode") || null,
      contactPhone: values.text("contact"),
      originProvince: province ?? "",
      originCity: city ?? "",
      address: values.text("place"),
      amountFen: row.amounts.totalFen,
    }),
    likenessTools,
  );
}

interface Suspicion {
  certainty: Certainty;
  twin: string;
  reasons: string[];
}

function warning(row: LedgerRow, { certainty, twin, reasons }: Suspicion): ImportProblem {
  const cell = row.values.find((value) => value.field === "name")?.cell ?? null;
  const message = `与${twin}疑似重复（${CERTAINTY_WORD[certainty]}）：${reasons.join("；")}。请核对是否同一项目。`;
  return { sheet: row.sheet, row: row.row, cell, kind: "duplicate", severity: "warning", message };
}

/** The likeliest earlier row of the same ledger. */
function twinsAmong(
  rows: readonly LedgerRow[],
  profiles: readonly LikenessProfile[],
  look: Look,
): (Suspicion | null)[] {
  const candidates = candidatesAmong(profiles.map(look.keysOf), look.most);
  return rows.map((row, place) => {
    const mine = profiles[place];
    const found = (candidates[place] ?? []).flatMap((other) => {
      const [twin, its] = [rows[other], profiles[other]];
      const likeness = mine && its ? likenessOf(mine, its) : null;
      return twin && likeness?.certainty ? [{ twin, likeness, certainty: likeness.certainty }] : [];
    });
    const [best] = found.sort((a, b) => b.likeness.points - a.likeness.points);
    if (!best) return null;
    const where = best.twin.sheet === row.sheet ? "" : `工作表“${best.twin.sheet}”`;
    return {
      certainty: best.certainty,
      twin: `${where}第 ${best.twin.row} 行“${best.twin.project.name}”`,
      reasons: reasonsFor(best.likeness.reasons, true),
    };
  });
}

/** The likeliest project of the database that the person may be told of. */
async function twinsInDatabase(
  actor: Actor,
  profiles: readonly LikenessProfile[],
  look: Look,
): Promise<(Suspicion | null)[]> {
  const alike = (await alikeProjects(database, profiles, look)).map((a) => a.slice(0, CONSIDERED));
  const found: (Suspicion | null)[] = [];
  for (let from = 0; from < alike.length; from += CHUNK) {
    const told = await toldOf(actor, alike.slice(from, from + CHUNK));
    found.push(...told.map(suspicionOf));
  }
  return found;
}

function suspicionOf(told: readonly ToldSuspect[]): Suspicion | null {
  const [best] = told.filter((t) => t.certainty !== null).sort((a, b) => b.points - a.points);
  if (!best?.certainty) return null;
  const whose = best.name === null ? "他人登记的项目" : `库中项目“${best.name}”`;
  return {
    certainty: best.certainty,
    twin: `${whose}（首报 ${best.firstReporter ?? "未记"} ${best.firstReportedOn}）`,
    reasons: best.reasons,
  };
}

/** `known`: rows that are in the system for sure are told of otherwise. */
export async function suspectRows(
  actor: Actor,
  { rows, problems }: { rows: readonly LedgerRow[]; problems: readonly ImportProblem[] },
  known: readonly (number | null)[],
): Promise<ImportProblem[]> {
  const keyOf = (at: { sheet: string; row: number | null }) => `${at.row} ${at.sheet}`;
  const told = new Set(problems.filter((p) => p.kind === "duplicate").map(keyOf));
  const asked = rows.filter((row, i) => row.counted && (known[i] ?? null) === null);
  const profiles = asked.map(profileOfRow);
  const look = asked.length > MOST_LOOKED_AT_CLOSELY ? QUICK : CLOSE;
  const among = twinsAmong(asked, profiles, look);
  const stored = await twinsInDatabase(actor, profiles, look);
  return asked.flatMap((row, i) =>
    [told.has(keyOf(row)) ? null : (among[i] ?? null), stored[i] ?? null].flatMap((suspicion) =>
      suspicion === null ? [] : [warning(row, suspicion)],
    ),
  );
}
