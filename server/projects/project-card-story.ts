/** One fact told for the history: a title, a sentence, and the values it changed. Pure. */
import {
  FOLLOW_UP_KIND_NAME,
  MEMBER_ROLE_NAME,
  type MemberRole,
  type ValueChange,
} from "@/server/contracts/project-card";
import { type AttributionFact, isAttribution } from "@/server/domain/attribution-facts";
import { attributionWords } from "@/server/domain/attribution-words";
import { listsIn } from "@/server/domain/fact-lists";
import type { MergeFact, MergeSide, RelinkFact } from "@/server/domain/merge-facts";
import { MILESTONE_NAME, OFF_REASONS, OFF_STATE_NAME, type OffReason } from "@/server/domain/milestones";
import { NOTICE_REASON } from "@/server/domain/ownership";
import type {
  AgreementRow,
  ArrivalRow,
  BasicsPatch,
  Fact,
  InvestmentRow,
  Ledger,
} from "@/server/domain/project-facts";
import { PAPER_KINDS, type PaperKind } from "@/server/domain/rules";
import { changesOf, detailsOf, type Reader } from "./project-card-words";
import { listShown } from "./thing-words";

export interface Story {
  title: string;
  text: string;
  changes: ValueChange[];
  reason: string;
  evidenceLinkId: number | null;
}

export interface StoryReader extends Reader {
  /** May read evidence: file names and the files themselves. */
  evidence: boolean;
  /** May read ledger entries: amounts of single rows. */
  entries: boolean;
}

const LEDGER_NAME: Record<Ledger, string> = {
  agreement: "协议",
  arrival: "到位资金",
  investment: "固定资产投资",
};
const AGREEMENT_NAME = { framework: "框架协议", contract: "正式合同", supplement: "补充协议" } as const;
const BASIS_NAME = { official: "统计数", dispatch: "调度数" } as const;

const evidenceName = (requirement: string): string => PAPER_KINDS[requirement as PaperKind] ?? requirement;

const story = (title: string, more: Partial<Story> = {}): Story => ({
  title,
  text: "",
  changes: [],
  reason: "",
  evidenceLinkId: null,
  ...more,
});

const value = (label: string, type: ValueChange["type"], after: string | number | null): ValueChange[] =>
  after === null || after === "" ? [] : [{ label, type, before: null, after }];

function entryValues(ledger: Ledger, row: AgreementRow | ArrivalRow | InvestmentRow): ValueChange[] {
  if (ledger === "arrival") {
    const r = row as ArrivalRow;
    return [
      ...value("到位日期", "day", r.arrivedOn),
      ...value("金额", "amount", r.amountFen),
      ...value("出资方", "text", r.payerName),
      ...value("来源地", "text", r.sourceProvince),
      ...value("凭证号", "text", r.voucherNumber),
    ];
  }
  if (ledger === "investment") {
    const r = row as InvestmentRow;
    return [
      ...value("月份", "month", r.month),
      ...value("口径", "text", BASIS_NAME[r.basis]),
      ...value("完成投资", "amount", r.totalFen),
    ];
  }
  const r = row as AgreementRow;
  return [
    ...value("种类", "text", AGREEMENT_NAME[r.kind]),
    ...value("签订日期", "day", r.signedOn),
    ...value("金额", "amount", r.amountFen),
  ];
}

type EntryFact = Extract<Fact, { entryId: number }>;
const ENTRY_VERB = {
  EntryDrafted: "填报",
  EntrySubmitted: "报审",
  EntryApproved: "通过",
  EntryReturned: "退回",
  EntryWithdrawn: "撤回",
  EntryDiscarded: "删除",
} as const satisfies Record<EntryFact["type"], string>;

function tellEntry(fact: EntryFact, reader: StoryReader): Story {
  const correction = "correctionOfId" in fact && fact.correctionOfId !== null ? "（冲减或补报）" : "";
  const opening = fact.type === "EntryApproved" && fact.opening ? "（期初数）" : "";
  return story(`${ENTRY_VERB[fact.type]}${LEDGER_NAME[fact.ledger]}${correction}${opening}`, {
    changes: "row" in fact && reader.entries ? entryValues(fact.ledger, fact.row) : [],
    reason: fact.type === "EntryReturned" ? fact.reason : "",
  });
}

type MilestoneFact = Extract<
  Fact,
  { type: "MilestoneSubmitted" | "MilestoneApproved" | "MilestoneReturned" | "MilestoneWithdrawn" }
>;

function tellMilestone(fact: MilestoneFact, before: BasicsPatch, reader: StoryReader): Story {
  const name = MILESTONE_NAME[fact.milestone];
  if (fact.type === "MilestoneReturned") return story(`退回${name}`, { reason: fact.reason });
  if (fact.type === "MilestoneWithdrawn") return story(`撤回${name}`);
  const verb = fact.type === "MilestoneSubmitted" ? "报审" : fact.imported ? "导入" : "通过";
  return story(`${verb}${name}`, {
    changes: [
      { label: `${name}日期`, type: "day", before: null, after: fact.occurredOn },
      ...(fact.type === "MilestoneApproved" ? value("统计月", "month", fact.statMonth) : []),
      ...detailsOf(fact.details),
      ...changesOf(before, fact.patch, reader),
    ],
    reason: fact.type === "MilestoneSubmitted" ? fact.reason : "",
  });
}

/** People, tags and investors in words; only what the fact sets. */
function listWords(fact: Fact, reader: StoryReader): { team?: string; tags?: string; investors?: string } {
  const { team, tags, investors } = listsIn(fact);
  const people = team?.map((m) => `${MEMBER_ROLE_NAME[m.role as MemberRole] ?? m.role} ${m.personName}`);
  return {
    ...(people && { team: people.join("，") }),
    ...(tags && { tags: listShown("tags", tags, reader) }),
    ...(investors && { investors: listShown("investors", investors, reader) }),
  };
}

type PeopleFact = Extract<Fact, { type: "TeamSet" | "TagsSet" | "InvestorsSet" }>;

function tellPeople(fact: PeopleFact, reader: StoryReader): Story {
  const words = listWords(fact, reader);
  if (fact.type === "TeamSet") return story("调整专班", { text: words.team || "专班已清空" });
  if (fact.type === "TagsSet") return story("调整标签", { text: words.tags || "标签已清空" });
  return story("调整投资方", { text: words.investors || "只留主投资方" });
}

/** One enterprise had two records, or two were taken for one: what the project says is as it was written. */
const tellRelink = (fact: RelinkFact, reader: StoryReader): Story =>
  story("企业合并或拆分", {
    text: `投资方由“${fact.from.name}”归到“${fact.into.name}”`,
    changes: value("投资方名单", "text", listWords(fact, reader).investors ?? null),
    reason: fact.reason,
  });

const nameOf = ({ name, number }: MergeSide): string => `${name}（${number}）`;

function tellMerge(fact: MergeFact, reader: StoryReader): Story {
  const { reason } = fact;
  if (fact.type === "MergedInto") return story("并入另一项目", { text: nameOf(fact.into), reason });
  if (fact.type === "SplitOff") return story("拆分恢复", { text: `自 ${nameOf(fact.from)} 拆出`, reason });
  const { team, tags, investors } = listWords(fact, reader);
  const counted = fact.entries.length;
  return story(fact.type === "Absorbed" ? "合并另一项目" : "拆出项目", {
    text: [
      nameOf(fact.from),
      counted > 0 ? `${fact.type === "Absorbed" ? "并入" : "带回"}台账 ${counted} 笔` : "",
      fact.type === "Absorbed" && fact.same.length > 0 ? `同一笔不重复计 ${fact.same.length} 笔` : "",
    ]
      .filter(Boolean)
      .join("，"),
    changes: [
      ...changesOf(fact.before, fact.after, reader),
      ...value("专班", "text", team ?? null),
      ...value("标签", "text", tags ?? null),
      ...value("投资方名单", "text", investors ?? null),
    ],
    reason,
  });
}

type LeadFact = Extract<
  Fact,
  { type: "LeadJudged" | "LapseNoticed" | "ProtectionExtended" | "LapsedToPool" | "ClaimedFromPool" }
>;

function tellLead(fact: LeadFact, { names }: StoryReader): Story {
  switch (fact.type) {
    case "LeadJudged":
      return story(fact.verdict === "follow" ? "研判：跟进" : "研判：不跟进", { reason: fact.reason });
    case "LapseNoticed":
      return story("公海预告", {
        text: NOTICE_REASON[fact.reason],
        changes: value("进入公海", "day", fact.lapsesOn),
      });
    case "ProtectionExtended":
      return story("延长保护期", { changes: value("保护至", "day", fact.until), reason: fact.reason });
    case "LapsedToPool":
      return story("进入公海", { text: NOTICE_REASON[fact.reason], reason: fact.note });
    case "ClaimedFromPool":
      return story("认领", { text: names.account[fact.ownerId] ?? "" });
  }
}

function tellAttribution(fact: Extract<Fact, AttributionFact>, { names }: StoryReader): Story {
  const { title, text, reason, due } = attributionWords(fact, (id) => names.unit[id] ?? "（已删除）");
  return story(title, { text, reason, changes: due ? value(due.label, "day", due.on) : [] });
}

/** `before` holds the project's basics as they stood before the fact. */
export function tellFact(fact: Fact, before: BasicsPatch, reader: StoryReader): Story {
  if (isAttribution(fact)) return tellAttribution(fact, reader);
  switch (fact.type) {
    case "LeadCaptured":
      return story(fact.imported ? "由台账导入" : "登记线索", { text: fact.basics.name });
    case "BasicsEdited":
      return story("ownerId" in fact.after ? "移交承办人" : "修改资料", {
        changes: changesOf(fact.before, fact.after, reader),
        reason: fact.reason === "移交" ? "" : fact.reason,
      });
    case "MilestoneSubmitted":
    case "MilestoneApproved":
    case "MilestoneReturned":
    case "MilestoneWithdrawn":
      return tellMilestone(fact, before, reader);
    case "LeftMainLine":
      return story(OFF_STATE_NAME[fact.to], {
        text: OFF_REASONS[fact.reasonCode as OffReason] ?? "",
        changes: [...value("日期", "day", fact.on), ...value("复核日期", "day", fact.reviewOn)],
        reason: fact.reason,
      });
    case "ReturnedToMainLine":
      return story("恢复推进", { reason: fact.reason });
    case "FollowUpLogged":
      return story(`跟进 · ${FOLLOW_UP_KIND_NAME[fact.kind]}`, {
        text: fact.summary,
        changes: [...value("下一步", "text", fact.nextStep), ...value("下一步期限", "day", fact.nextOn)],
      });
    case "EvidenceAttached": {
      // Papers of a dispute are for those who take part in it, on its own page.
      const open = reader.evidence && fact.subjectKind !== "dispute";
      return story(`上传${evidenceName(fact.requirement)}`, {
        text: open ? fact.originalName : "",
        evidenceLinkId: open ? fact.linkId : null,
      });
    }
    case "EvidenceRemoved":
      return story(`移除${evidenceName(fact.requirement)}`, {
        text: reader.evidence ? fact.originalName : "",
      });
    case "TeamSet":
    case "TagsSet":
    case "InvestorsSet":
      return tellPeople(fact, reader);
    case "LeadJudged":
    case "LapseNoticed":
    case "ProtectionExtended":
    case "LapsedToPool":
    case "ClaimedFromPool":
      return tellLead(fact, reader);
    case "ImportUndone":
      return story("撤销导入", { reason: fact.reason });
    case "InvestorRelinked":
      return tellRelink(fact, reader);
    case "Absorbed":
    case "Parted":
    case "MergedInto":
    case "SplitOff":
      return tellMerge(fact, reader);
    default:
      return tellEntry(fact, reader);
  }
}
