/** 工作台: what is due today for this person, by role. */
import "server-only";
import { chainOverview } from "@/server/chains/chain-overview";
import type { Fen } from "@/server/domain/amounts";
import { addMonths, type Day, dayOf, monthOfDay, type StatMonth } from "@/server/domain/periods";
import type { Action, Actor, Role } from "@/server/domain/permissions";
import type { FigureValue } from "@/server/domain/statistics-columns";
import { database, rowsOf, sql } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";
import { monthReport } from "@/server/statistics";
import { attributionSection } from "./attribution-section";
import { type ChainPage, chainPage } from "./chain-page";
import { checkupSection } from "./checkup-section";
import { closingSection } from "./closing-section";
import type { DeskSection } from "./desk-line";
import { duplicateSection } from "./duplicate-section";
import { ownSections } from "./own-sections";
import { type BucketId, projectSections } from "./project-sections";
import { reviewSections, unreportedSection } from "./review-sections";

/** One chain in totals: what a leader of the district sees without names. */
export interface ChainGlance {
  id: number;
  name: string;
  hue: number;
  leader: string;
  negotiation: number;
  framework: number;
  signed: number;
  started: number;
  late: number;
  signedFen: Fen;
  arrivedFen: Fen;
  investedFen: Fen;
  completion: FigureValue;
}

export interface Desk {
  today: Day;
  sections: DeskSection[];
  months: MonthGlance[];
  chainPage: ChainPage | null;
  chains: ChainGlance[] | null;
}

/** Over which projects a role's day runs, and what of them it asks about. */
const PROJECT_DAY: Partial<Record<Role, { scope: Action; buckets: BucketId[] }>> = {
  officer: {
    scope: "project:edit",
    buckets: ["duty", "lapsing", "overdue", "due", "unanswered", "red", "amber"],
  },
  "section-head": {
    scope: "project:edit",
    buckets: ["headDuty", "lapsing", "overdue", "unanswered", "red", "amber"],
  },
  "lead-department": {
    scope: "project:edit",
    buckets: ["duty", "lapsing", "overdue", "due", "red", "amber"],
  },
  street: { scope: "follow-up:log", buckets: ["overdue", "due", "red", "amber"] },
  "task-force": { scope: "follow-up:log", buckets: ["overdue", "due", "red", "amber"] },
  director: { scope: "project:read", buckets: ["directorDuty", "allRed"] },
  supervision: { scope: "project:read", buckets: ["allRed", "amber", "overdue"] },
};
const REVIEWERS: readonly Role[] = ["section-head", "director", "statistician"];
const AUTHORS: readonly Role[] = ["officer", "section-head", "lead-department", "statistician", "street"];
const WATCHES_MONTH: readonly Role[] = ["director", "statistician"];

export interface MonthGlance {
  month: StatMonth;
  /** open | cutoff | review | closed | reported */
  state: string;
}

/** Last month and this one: which of them is still open, and how far the closing has come. */
async function monthsAtAGlance(today: Day): Promise<MonthGlance[]> {
  const now = monthOfDay(today);
  const months = [addMonths(now, -1), now];
  const rows = await rowsOf<MonthGlance>(
    database,
    sql`SELECT month, state FROM month_state WHERE month = ANY(${months})`,
  );
  return months.map((month) => ({ month, state: rows.find((row) => row.month === month)?.state ?? "open" }));
}

async function chainsAtAGlance(now: Date): Promise<ChainGlance[]> {
  const month = monthOfDay(dayOf(now));
  const [{ chains }, report] = await Promise.all([
    chainOverview({ now }),
    monthReport({ now }, { month, cut: "chain", indicator: "outsideFen" }),
  ]);
  return chains.map(({ id, name, hue, leader, pipeline: p }) => ({
    id,
    name,
    hue,
    leader: leader?.name ?? "",
    negotiation: p.negotiation,
    framework: p.framework,
    signed: p.signed,
    started: p.started,
    late: p.late,
    signedFen: p.signedFen,
    arrivedFen: p.arrivedFen,
    investedFen: p.investedFen,
    completion: report.rows.find((row) => row.key === String(id))?.values.completion ?? null,
  }));
}

export async function deskOf(actor: Actor, now: Date): Promise<Desk> {
  const today = dayOf(now);
  const { role } = actor;
  if (role === "chain-leader")
    return { today, sections: [], months: [], chainPage: await chainPage(actor, now), chains: null };
  if (role === "district-leader")
    return { today, sections: [], months: [], chainPage: null, chains: await chainsAtAGlance(now) };
  const day = PROJECT_DAY[role];
  const watches = WATCHES_MONTH.includes(role);
  const [reviews, attribution, own, projects, unreported, months, duplicates, closing, checkup] =
    await Promise.all([
      REVIEWERS.includes(role)
        ? rulesInForce(database, today).then((rules) => reviewSections(actor, rules))
        : [],
      attributionSection(actor, today),
      AUTHORS.includes(role) ? ownSections(actor) : [],
      day ? projectSections(actor, day.scope, today, day.buckets) : [],
      watches ? unreportedSection(actor, monthOfDay(today)) : [],
      watches ? monthsAtAGlance(today) : [],
      duplicateSection(actor),
      closingSection(actor),
      checkupSection(actor),
    ]);
  const [returned, drafts] = own;
  const sections = [
    ...reviews,
    ...closing,
    ...checkup,
    ...attribution,
    ...(returned ? [returned] : []),
    ...projects,
    ...duplicates,
    ...(drafts ? [drafts] : []),
    ...[unreported].flat(),
  ];
  return { today, sections, months, chainPage: null, chains: null };
}
