/** What the list, the board and the lead form ask of projects, and what they receive. */
import { z } from "zod";
import type { LightColour } from "@/server/domain/clocks";
import type { Certainty } from "@/server/domain/likeness-words";
import { MILESTONES, type Milestone, type OffState } from "@/server/domain/milestones";
import { id, text } from "./kit";
import { fenSchema, projectFilter } from "./project";

/** Columns of the board: the main line, then the ways off it. */
export const BOARD_COLUMNS = [...MILESTONES, "held", "ended", "lost"] as const;
export type BoardColumnId = (typeof BOARD_COLUMNS)[number];
export const BOARD_PAGE = 20;

export const filteredProjects = z.object({ filter: projectFilter.default({}) });
export const boardCards = z.object({
  filter: projectFilter.default({}),
  column: z.enum(BOARD_COLUMNS),
  /** How many cards of the column are already there. */
  cursor: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(100).default(BOARD_PAGE),
});
export const projectById = z.object({ id });
/** What is typed so far of a lead. */
export const typedLead = z.object({
  name: text(200).default(""),
  investorName: text(200).default(""),
  investorUscc: text(30).default(""),
  contactPhone: text(40).default(""),
  content: text(2000).default(""),
  originProvince: text(40).default(""),
  originCity: text(40).default(""),
  intendedFen: fenSchema.nullable().default(null),
});

/** A sensitive lead as others see it: chain, size and first reporter, nothing else. */
export interface MaskedRow {
  masked: true;
  id: number;
  chainName: string | null;
  chainHue: number | null;
  /** 1亿–5亿: the tier of the planned total, or of the intended amount. */
  sizeWord: string;
  firstReporter: string | null;
}

export interface OpenRow {
  masked: false;
  id: number;
  version: number;
  number: string;
  name: string;
  sensitivity: "open" | "internal" | "sensitive";
  chainId: number | null;
  chainName: string | null;
  chainHue: number | null;
  /** Chain leader in office today. */
  leaderName: string | null;
  stage: Milestone;
  stageSince: string;
  daysInStage: number;
  offState: Exclude<OffState, "withdrawn"> | null;
  plannedTotalFen: number | null;
  intendedFen: number | null;
  arrivedFen: number;
  investedFen: number;
  light: LightColour;
  /** Day on which the light turned to what it is; null for normal and none. */
  lightSince: string | null;
  lightReason: string;
  nextStep: string;
  nextDueOn: string | null;
  firstReporter: string | null;
  firstReportedOn: string;
  ownerName: string | null;
  investorName: string;
  originProvince: string;
  originCity: string;
  leadUnitName: string | null;
  streetName: string | null;
  contractOn: string | null;
  startOn: string | null;
  projectCode: string | null;
  companyName: string;
}
export type ProjectRow = MaskedRow | OpenRow;

/** How many rows the filter finds, and the sums of those the person may see. */
export interface ProjectSums {
  count: number;
  plannedTotalFen: number;
  arrivedFen: number;
  investedFen: number;
}

export interface BoardHead {
  column: BoardColumnId;
  count: number;
  /** Intended amounts before signing, planned totals from signing on. */
  amountFen: number;
}

export interface BoardCard {
  id: number;
  version: number;
  name: string;
  stage: Milestone;
  offState: OpenRow["offState"];
  chainName: string | null;
  chainHue: number | null;
  originProvince: string;
  originCity: string;
  investorName: string;
  amountFen: number | null;
  daysInStage: number;
  light: LightColour;
  lightSince: string | null;
  lightReason: string;
  ownerName: string | null;
  /** Milestone that was reported and waits for approval. */
  pending: Milestone | null;
}

export interface Choice {
  id: number;
  name: string;
}
export interface ProjectChoices {
  chains: (Choice & { hue: number; leaderName: string | null; words: string[] })[];
  homeProvince: string;
  engines: Choice[];
  /** Units that may lead a project. */
  departments: Choice[];
  streets: Choice[];
  owners: (Choice & { unitName: string | null })[];
}

/** A project that may be the same as the lead being typed. */
export interface SuspectProject {
  id: number;
  /** Null: not the same project, but one of the same investor. */
  certainty: Certainty | null;
  /** Told apart as another project of the same investor. */
  sibling: boolean;
  /** In words, with what matches where the person may see it. */
  reasons: string[];
  firstReporter: string | null;
  firstReportedOn: string;
  /** Null when the person may not see it: then only the first reporter is told. */
  name: string | null;
  stage: Milestone | null;
  investorName: string | null;
  /** Another unit reported it before: the person may dispute that first report. */
  disputable: boolean;
}
export interface KnownEnterprise {
  id: number;
  name: string;
  /** The other name by which it was found: "曾用名 沈阳立新仪表厂". */
  foundAs: string | null;
  uscc: string | null;
  province: string;
  city: string;
  kind: string;
}
export interface LeadSuspects {
  projects: SuspectProject[];
  enterprises: KnownEnterprise[];
}

/** What the side panel shows: the row, and more. */
export interface ProjectPeek {
  row: OpenRow;
  content: string;
  nature: string;
  address: string;
  source: string;
  investorKind: string;
  plannedFixedFen: number | null;
  frameworkFen: number | null;
  contractFen: number | null;
  filedTotalFen: number | null;
  progress: string;
  difficulty: string;
  offReason: string;
  offSince: string | null;
  reporterName: string;
  /** `undated`: nobody knows the day, and `occurredOn` is a stand-in. */
  milestones: {
    kind: Milestone;
    status: "submitted" | "approved";
    occurredOn: string;
    undated: boolean;
  }[];
  followUps: { id: number; kind: string; occurredOn: string; summary: string; authorName: string | null }[];
}
