/** 工作台: what is due today for this person, by role. */
import "server-only";
import type { Fen } from "@/server/domain/amounts";
import { type Day, dayOf, monthOfDay, type StatMonth } from "@/server/domain/periods";
import type { Action, Actor, Role } from "@/server/domain/permissions";
import type { FigureValue } from "@/server/domain/statistics-columns";
import { chainOverview } from "@/server/chains/chain-overview";
import { database } from "@/server/platform/database";
import { firstOpenMonth, rulesInForce } from "@/server/record/load-rules";
import { monthReport } from "@/server/statistics";
import { type ChainPage, chainPage } from "./chain-page";
import type { DeskSection } from "./desk-line";
import { ownSections } from "./own-sections";
import { type BucketId, projectSections } from "./project-sections";
import { reviewSections, unreportedSection } from "./review-sections";

/** One chain in totals: what a leader of the district sees without names. */
export interface ChainGlance {
  id: number;
  name: string;
  hue: number;
  leader: string;
  talking: number;
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
  chainPage: ChainPage | null;
  chains: ChainGlance[] | null;
}

/** Over which projects a role's day runs, and what of them it asks about. */
const PROJECT_DAY: Partial<Record<Role, { scope: Action; buckets: BucketId[] }>> = {
  officer: { scope: "project:edit", buckets: ["overdue", "due", "unanswered", "red", "amber"] },
  "section-head": { scope: "project:edit", buckets: ["overdue", "unanswered", "red", "amber"] },
  "lead-department": { scope: "project:edit", buckets: ["overdue", "due", "red", "amber"] },
  street: { scope: "follow-up:log", buckets: ["overdue", "due", "red", "amber"] },
  "task-force": { scope: "follow-up:log", buckets: ["overdue", "due", "red", "amber"] },
  director: { scope: "project:read", buckets: ["allRed"] },
  supervision: { scope: "project:read", buckets: ["allRed", "amber", "overdue"] },
};
const REVIEWERS: readonly Role[] = ["section-head", "director", "statistician"];
const AUTHORS: readonly Role[] = ["officer", "section-head", "lead-department", "statistician", "street"];
const WATCHES_MONTH: readonly Role[] = ["director", "statistician"];

/** The month that is being filled in: the oldest one still open, but not older than last month. */
async function reportingMonth(today: Day): Promise<StatMonth> {
  return Math.max(await firstOpenMonth(database, today), monthOfDay(today));
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
    talking: p.negotiation + p.framework,
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
  if (role === "chain-leader") return { today, sections: [], chainPage: await chainPage(actor, now), chains: null };
  if (role === "district-leader") return { today, sections: [], chainPage: null, chains: await chainsAtAGlance(now) };
  const day = PROJECT_DAY[role];
  const [reviews, own, projects, unreported] = await Promise.all([
    REVIEWERS.includes(role) ? rulesInForce(database, today).then((rules) => reviewSections(actor, rules)) : [],
    AUTHORS.includes(role) ? ownSections(actor) : [],
    day ? projectSections(actor, day.scope, today, day.buckets) : [],
    WATCHES_MONTH.includes(role) ? reportingMonth(today).then((month) => unreportedSection(actor, month)) : [],
  ]);
  const [returned, drafts] = own;
  const sections = [...reviews, ...(returned ? [returned] : []), ...projects, ...(drafts ? [drafts] : []), ...[unreported].flat()];
  return { today, sections, chainPage: null, chains: null };
}
