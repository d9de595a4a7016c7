/** What the page of one project asks, and what it receives. */
import { z } from "zod";
import type { LightColour } from "@/server/domain/clocks";
import type { MergeSide } from "@/server/domain/merge-facts";
import { MILESTONES, type Milestone, type OffState } from "@/server/domain/milestones";
import type { Requirement } from "@/server/domain/pipeline";
import type { Basics, BasicsPatch } from "@/server/domain/project-facts";
import type { FieldType } from "@/server/domain/project-fields";
import type { Gate } from "@/server/domain/rules";
import type { GatePaper } from "./evidence";
import { id } from "./kit";
import type { LeadCard } from "./lead";

export const cardById = z.object({ id });
export const gateOfProject = z.object({ id, milestone: z.enum(MILESTONES) });
const CARD_PAGE = 20;
export const pageOfProject = z.object({
  id,
  /** For the history the version below which to read, for follow-ups the number already read. */
  cursor: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(100).default(CARD_PAGE),
});
export type PageOfProject = z.output<typeof pageOfProject>;

/** What a person may do on this very project; the server asks the same again when he does it. */
export interface ProjectRights {
  edit: boolean;
  submit: boolean;
  leave: boolean;
  assign: boolean;
  judge: boolean;
  followUp: boolean;
  attach: boolean;
  readEvidence: boolean;
  readContacts: boolean;
  readEntries: boolean;
  draftEntries: boolean;
}

/** One value before and after. Ids are already names; amounts, areas, days and months are left for the screen to write. */
export interface ValueChange {
  label: string;
  type: FieldType;
  before: string | number | null;
  after: string | number | null;
}

export interface MilestoneEntry {
  kind: Milestone;
  status: "submitted" | "approved" | "returned" | "withdrawn";
  occurredOn: string;
  statMonth: number | null;
  recordedBy: string | null;
  recordedAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
  returnReason: string | null;
  imported: boolean;
  /** The ledger it was imported from did not say when; `occurredOn` is a stand-in. */
  undated: boolean;
  /** What the milestone itself says: amount, number, checker. */
  details: ValueChange[];
}

/** A milestone that waits for a second pair of eyes, with what its approval would change. */
export interface PendingMilestone {
  kind: Milestone;
  occurredOn: string;
  submittedBy: string | null;
  approval: Gate["approval"];
  changes: ValueChange[];
  details: ValueChange[];
  mayApprove: boolean;
  /** The person reported it himself: somebody else has to look. */
  own: boolean;
  /** Nobody has decided yet, and the person may take it back. */
  mayWithdraw: boolean;
}

export interface NextGate {
  milestone: Milestone;
  approval: Gate["approval"];
  missing: Requirement[];
  /** Why it was sent back, when it was. */
  returnReason: string | null;
}

export interface AgreementEntry {
  id: number;
  kind: "framework" | "contract" | "supplement";
  status: "draft" | "submitted" | "approved" | "returned";
  signedOn: string;
  statMonth: number | null;
  amountFen: number;
  documentNumber: string;
  counterpart: string;
  event: string;
  validUntil: string | null;
  opening: boolean;
}

export interface NamedThing {
  id: number;
  name: string;
}

export interface ProjectNames {
  chain: (NamedThing & { hue: number; category: string | null; leader: string | null }) | null;
  leadUnit: string | null;
  street: string | null;
  owner: string | null;
  ownerUnit: string | null;
  reportingUnit: string | null;
}

/** A sensitive lead as others see it. */
export interface MaskedCard {
  masked: true;
  id: number;
  chain: { name: string; hue: number } | null;
  /** Size as a tier, in fen: from (inclusive) and to (exclusive); null is open. */
  tierFromFen: number | null;
  tierToFen: number | null;
  reportingUnit: string | null;
  firstReportedOn: string;
}

export interface OpenCard {
  masked: false;
  id: number;
  number: string;
  version: number;
  today: string;
  /** Contact person and phone are masked without the right to read them. */
  basics: Basics;
  names: ProjectNames;
  reporterName: string;
  firstReportedAt: string;
  imported: boolean;
  stage: Milestone;
  stageSince: string;
  /** Projects that were merged into it. */
  absorbed: MergeSide[];
  off: {
    state: Exclude<OffState, "withdrawn">;
    since: string;
    reason: string;
    reviewOn: string | null;
  } | null;
  light: { colour: LightColour; since: string | null; reason: string };
  amounts: {
    frameworkFen: number | null;
    contractFen: number | null;
    arrivedFen: number;
    investedFen: number;
  };
  milestones: MilestoneEntry[];
  pending: PendingMilestone[];
  next: NextGate[];
  agreements: AgreementEntry[];
  /** Amounts that do not fit each other. */
  doubts: string[];
  lead: LeadCard | null;
  rights: ProjectRights;
}
export type ProjectCard = MaskedCard | OpenCard;

/** Everything the gate of one milestone asks of this project. */
export interface ProjectGate {
  id: number;
  number: string;
  name: string;
  version: number;
  today: string;
  milestone: Milestone;
  stage: Milestone;
  off: boolean;
  status: "open" | "submitted" | "approved";
  approval: Gate["approval"];
  requirements: Requirement[];
  basics: Basics;
  /** What was reported before and sent back, or taken back. */
  returned: {
    occurredOn: string;
    patch: BasicsPatch;
    details: Record<string, string | number | null>;
  } | null;
  /** The head's conclusion, which stands in the gate as he gave it. */
  judgement: { reason: string; by: string | null; on: string } | null;
  /** Papers of the kinds that the gate asks for. */
  papers: GatePaper[];
  maxBytes: number;
  rights: Pick<ProjectRights, "submit" | "attach" | "followUp">;
}

export interface HistoryEntry {
  version: number;
  /** ISO instant at which it was recorded. */
  at: string;
  occurredOn: string;
  who: string;
  /** 报审 开工 */
  title: string;
  text: string;
  changes: ValueChange[];
  reason: string;
  evidenceLinkId: number | null;
}
export interface HistoryPage {
  entries: HistoryEntry[];
  /** Ask with this as `cursor` for what came before; null at the beginning of the project. */
  next: number | null;
}

export const FOLLOW_UP_KIND_NAME = {
  visit: "外出拜访",
  reception: "来访接待",
  meeting: "会谈",
  call: "电话",
  message: "信函微信",
  feedback: "反馈引荐人",
  note: "记事",
} as const;
export type FollowUpKind = keyof typeof FOLLOW_UP_KIND_NAME;

export interface FollowUpEntry {
  id: number;
  kind: FollowUpKind;
  occurredOn: string;
  summary: string;
  people: string;
  nextStep: string;
  nextOn: string | null;
  author: string | null;
  recordedAt: string;
}
export interface FollowUpPage {
  entries: FollowUpEntry[];
  total: number;
}

export const MEMBER_ROLE_NAME = {
  leader: "包联领导",
  head: "组长",
  member: "成员",
  service: "服务专员",
} as const;
export type MemberRole = keyof typeof MEMBER_ROLE_NAME;

export interface ProjectTeam {
  /** Version of the project that these lists belong to. */
  version: number;
  members: {
    id: number;
    role: MemberRole;
    personName: string;
    accountId: number | null;
    post: string | null;
    since: string;
  }[];
  engines: NamedThing[];
  linkedChains: (NamedThing & { hue: number })[];
  /** In the order in which they were set; empty when the main investor stands alone. */
  investors: (NamedThing & { uscc: string | null; shareBasisPoints: number | null })[];
}

/** Somebody who may be named in a task force. */
export interface TeamCandidate extends NamedThing {
  unitName: string | null;
  post: string;
}
