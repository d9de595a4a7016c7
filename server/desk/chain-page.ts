/** 链长一页纸: red lights, what changed since last Monday, funnel and target of the chains that one leads. Own chains only. */
import "server-only";
import { chainOverview } from "@/server/chains/chain-overview";
import type { Fen } from "@/server/domain/amounts";
import { type FunnelCount, funnelOf } from "@/server/domain/chain-funnel";
import { MILESTONE_NAME, type Milestone } from "@/server/domain/milestones";
import { addDays, type Day, dayOf, daysBetween, monthOfDay } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { FigureValue } from "@/server/domain/statistics-columns";
import { database, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects/project-scope";
import { monthReport } from "@/server/statistics";
import type { DeskSection } from "./desk-line";
import { projectSections } from "./project-sections";

const A_MONDAY: Day = "1970-01-05";
/** The Monday of the week before: the last weekly meeting that everybody has had. */
export const lastMonday = (today: Day): Day =>
  addDays(today, -7 - (((daysBetween(A_MONDAY, today) % 7) + 7) % 7));

export interface ChainChange {
  key: string;
  projectId: number;
  name: string;
  what: string;
  amountFen: Fen | null;
  on: Day;
}

export interface LedChain {
  id: number;
  name: string;
  hue: number;
  funnel: FunnelCount[];
  signedFen: Fen;
  target: FigureValue;
  /** % of the year's target, and 百分点 ahead of or behind the calendar, as decimal text. */
  completion: FigureValue;
  lead: FigureValue;
}

export interface ChainPage {
  since: Day;
  red: DeskSection;
  changes: {
    leads: number;
    advanced: number;
    arrivedFen: Fen;
    investedFen: Fen;
    left: number;
    lines: ChainChange[];
  };
  chains: LedChain[];
}

interface FactRow {
  id: number;
  type: string;
  payload: {
    milestone?: Milestone;
    ledger?: string;
    row?: { amountFen?: number; totalFen?: number; basis?: string };
    to?: string;
  };
  projectId: number;
  name: string;
  at: Date;
}

const LEFT_WORD: Record<string, string> = { held: "搁置", ended: "终止", lost: "流失" };
/** What a week's page looks at; a chain with more changes than this shows its latest. */
const FACTS_READ = 2000;
const CHANGES_SHOWN = 12;

function changeOf(fact: FactRow): ChainChange | null {
  const base = { key: String(fact.id), projectId: fact.projectId, name: fact.name, on: dayOf(fact.at) };
  const { payload } = fact;
  if (fact.type === "LeadCaptured") return { ...base, what: "新增线索", amountFen: null };
  if (fact.type === "MilestoneApproved" && payload.milestone)
    return { ...base, what: `进入${MILESTONE_NAME[payload.milestone]}`, amountFen: null };
  if (fact.type === "LeftMainLine")
    return { ...base, what: LEFT_WORD[payload.to ?? ""] ?? "离开主线", amountFen: null };
  if (fact.type !== "EntryApproved") return null;
  if (payload.ledger === "arrival")
    return { ...base, what: "资金到位", amountFen: payload.row?.amountFen ?? null };
  if (payload.ledger === "investment" && payload.row?.basis === "official")
    return { ...base, what: "完成固投", amountFen: payload.row.totalFen ?? null };
  return null;
}

async function weekOf(actor: Actor, since: Day): Promise<ChainPage["changes"]> {
  const facts = await rowsOf<FactRow>(
    database,
    sql`SELECT f.id, f.type, f.payload, p.id AS "projectId", CASE WHEN ${maskedFor(actor)} THEN '敏感线索' ELSE p.name END AS name,
        f.recorded_at AS at
      FROM project_fact f JOIN project p ON p.id = f.project_id
      WHERE f.recorded_at >= (${since}::date)::timestamp AT TIME ZONE 'Asia/Shanghai' AND ${projectsFor(actor, "project:read")}
        AND f.type IN ('LeadCaptured', 'MilestoneApproved', 'LeftMainLine', 'EntryApproved')
      ORDER BY f.recorded_at DESC, f.id DESC LIMIT ${FACTS_READ}`,
  );
  const changes = facts.flatMap((fact) => changeOf(fact) ?? []);
  const count = (type: string) => facts.filter((fact) => fact.type === type).length;
  const sum = (what: string) =>
    changes.filter((c) => c.what === what).reduce((total, c) => total + (c.amountFen ?? 0), 0);
  return {
    leads: count("LeadCaptured"),
    advanced: count("MilestoneApproved"),
    arrivedFen: sum("资金到位"),
    investedFen: sum("完成固投"),
    left: count("LeftMainLine"),
    lines: changes.slice(0, CHANGES_SHOWN),
  };
}

async function ledChains(actor: Actor, now: Date): Promise<LedChain[]> {
  const month = monthOfDay(dayOf(now));
  const [overview, report] = await Promise.all([
    chainOverview({ now }),
    monthReport({ now }, { month, cut: "chain", indicator: "outsideFen" }),
  ]);
  return overview.chains
    .filter((chain) => actor.chainIds.includes(chain.id))
    .map((chain) => {
      const values = report.rows.find((row) => row.key === String(chain.id))?.values ?? {};
      return {
        id: chain.id,
        name: chain.name,
        hue: chain.hue,
        // A phone has room for four; 投产 stands on the chain's own page.
        funnel: funnelOf(chain.pipeline).slice(0, 4),
        signedFen: chain.pipeline.signedFen,
        target: values.target ?? null,
        completion: values.completion ?? null,
        lead: values.lead ?? null,
      };
    });
}

export async function chainPage(actor: Actor, now: Date): Promise<ChainPage> {
  const today = dayOf(now);
  const since = lastMonday(today);
  const [[red], changes, chains] = await Promise.all([
    projectSections(actor, "project:read", today, ["allRed"], 20),
    weekOf(actor, since),
    ledChains(actor, now),
  ]);
  if (!red) throw new Error("the section of red lights is missing");
  return { since, red: { ...red, href: null }, changes, chains };
}
