/** The arithmetic of a month's report, over the same sums that the report is made of. */
import "server-only";
import { createHash } from "node:crypto";
import type { CheckedFindings, Deed, Finding } from "@/server/contracts/checkup";
import { CUT_NAMES, CUTS, type Cut } from "@/server/contracts/statistics";
import { type FigureCheckId, mayAccept } from "@/server/domain/checkup";
import {
  belowZero,
  type FigureFinding,
  nestedApart,
  ratiosApart,
  sumsApart,
  targetsApart,
  yearApart,
} from "@/server/domain/checkup-figures";
import { addMonths, dayOf, lastDayOf, monthNumberOf, type StatMonth } from "@/server/domain/periods";
import { type Actor, can, scopeOf } from "@/server/domain/permissions";
import type { Rules } from "@/server/domain/rules";
import { actualOf, TARGET_INDICATOR_NAMES } from "@/server/domain/statistics-columns";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import { type Close, closesInForce, rulesOf } from "../closing/closes";
import { sumsWith } from "../month-sums";
import { type ReportContent, reportContent, shapeOf } from "../report-scene";

export const FIGURE_CHECK_IDS = [
  "sums",
  "inclusion",
  "year-to-date",
  "ratios",
  "negative",
  "targets",
] as const satisfies FigureCheckId[];

export interface FigureAsk {
  month: StatMonth;
  now: Date;
  rules: Rules;
}

/** Ratios and targets of every row of the chain table, by every indicator. */
function ofTargets(content: ReportContent, month: StatMonth): FigureFinding[] {
  return TARGET_INDICATOR_NAMES.flatMap((indicator) => {
    const rows = content.frames.flatMap((frame) => {
      const sums = content.sums[frame.key];
      const target = content.targets[indicator][frame.key] ?? null;
      return sums ? [{ key: frame.key, name: frame.name, kind: frame.kind, sums, target }] : [];
    });
    const measured = rows.flatMap((r) =>
      r.kind === "chain" || r.kind === "total" || r.kind === "other"
        ? [{ key: r.key, name: r.name, kind: r.kind, target: r.target, actual: actualOf(r.sums, indicator) }]
        : [],
    );
    return [
      ...ratiosApart(rows, shapeOf(content, indicator), month),
      ...targetsApart(indicator, measured, content.rules.thresholds.unitSlipMultiple),
    ];
  });
}

async function sumsOf(db: Database, closes: readonly Close[], month: StatMonth, cut: Cut, rules: Rules) {
  const { groups, total } = await sumsWith(db, closes, { month, cut, rules });
  return { cut, cutName: CUTS[cut], groups, total };
}

async function figureFindings(db: Database, { month, now, rules }: FigureAsk): Promise<FigureFinding[]> {
  const closes = await closesInForce(db);
  const tiers = rulesOf(closes, month, rules).tiers;
  const cuts = [];
  for (const cut of CUT_NAMES) cuts.push(await sumsOf(db, closes, month, cut, rules));
  const chain = cuts.find((c) => c.cut === "chain") ?? cuts[0];
  if (!chain) return [];
  const january = monthNumberOf(month) === 1;
  const before = january ? null : await sumsOf(db, closes, addMonths(month, -1), "chain", rules);
  const sums = sumsApart(cuts, tiers);
  const found = [
    ...sums,
    ...nestedApart(cuts, tiers),
    ...yearApart(month, chain, before, tiers),
    ...belowZero(chain, tiers),
  ];
  // A report whose rows do not add up is none, and cannot be asked for its ratios.
  if (sums.some(({ subject }) => subject.startsWith("chain/"))) return found;
  const [today, end] = [dayOf(now), lastDayOf(month)];
  const content = await reportContent(db, { month, cut: "chain", day: end < today ? end : today }, chain);
  return [...found, ...ofTargets(content, month)];
}

const digestOf = (numbers: Finding["numbers"]): string =>
  createHash("sha256").update(JSON.stringify(numbers)).digest("hex");

const deedsOf = (check: FigureCheckId, month: StatMonth, subject: string, actor: Actor | null): Deed[] => {
  if (!actor) return [];
  if (check === "targets")
    return can(actor, "target:edit") ? [{ kind: "open", label: "核对目标", href: "/admin/targets" }] : [];
  const cut = CUT_NAMES.find((name) => subject.startsWith(`${name}/`)) ?? "chain";
  return [{ kind: "open", label: "看月报", href: `/statistics?cut=${cut}&month=${month}` }];
};

interface Acceptance {
  id: number;
  check_id: string;
  subject: string;
  digest: string;
  by: string;
  at: string;
  reason: string;
}

const acceptancesOf = (db: Database): Promise<Acceptance[]> =>
  rowsOf<Acceptance>(
    db,
    sql`SELECT a.id, a.check_id, a.subject, a.digest, w.display_name AS by, a.reason,
        to_char(a.accepted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
      FROM checkup_acceptance a JOIN account w ON w.id = a.accepted_by_id
      WHERE a.revoked_at IS NULL AND a.check_id = ANY(${[...FIGURE_CHECK_IDS]}::text[])`,
  );

/** Figures are of the whole district: for those who answer for all of it, and for closes and the command line (no actor). */
export const seesFigures = (actor: Actor | null): boolean =>
  actor === null || scopeOf(actor, "checkup:read") === "all";

export async function examineFigures(
  db: Database,
  ask: FigureAsk,
  actor: Actor | null,
): Promise<CheckedFindings[]> {
  if (!seesFigures(actor)) return [];
  const found = await figureFindings(db, ask);
  const said = found.length === 0 ? [] : await acceptancesOf(db);
  const may = actor !== null && can(actor, "checkup:accept");
  const whole = found.map(({ check, subject: bare, words, numbers }): Finding & { check: FigureCheckId } => {
    const subject = `${ask.month}/${bare}`;
    const digest = digestOf(numbers);
    const held = said.find((a) => a.check_id === check && a.subject === subject && a.digest === digest);
    return {
      check,
      subject,
      digest,
      words,
      mender: null,
      project: null,
      other: null,
      numbers,
      since: null,
      deeds: deedsOf(check, ask.month, bare, actor),
      acceptable: !held && mayAccept(check) && may,
      accepted: held ? { id: held.id, by: held.by, at: held.at, reason: held.reason, revocable: may } : null,
    };
  });
  return FIGURE_CHECK_IDS.map((check) => {
    const mine = whole.filter((f) => f.check === check);
    const open = mine.filter((f) => f.accepted === null);
    const findings = [...open, ...mine.filter((f) => f.accepted !== null)].map(({ check: _, ...f }) => f);
    return { check, open: open.length, accepted: mine.length - open.length, oldest: null, findings };
  });
}
