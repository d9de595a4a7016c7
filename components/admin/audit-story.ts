/** What an entry of the audit log says, in the words of the bureau: one line a thing that changed. Pure. */
import { formatAmountWithUnit, formatCount, formatMonth, NONE } from "@/components/shared/format";
import { CURRENCIES, type Currency } from "@/server/contracts/ledger";
import type { BasicsField, Fact } from "@/server/domain/project-facts";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import type { RuleKey } from "@/server/domain/rules";
import {
  isAmountIndicator,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { type AuditNames, fieldLabel, fieldValue, isUnsaid } from "./audit-values";
import { auditSubjectWord } from "./audit-words";
import { RULE_TITLE, targetKindWord } from "./setup-words";

export interface AuditEntry {
  action: string;
  subjectKind: string;
  subjectId: string;
  subjectLabel: string;
  before?: unknown;
  after?: unknown;
  names: AuditNames;
}

/** `before` is null where the entry does not say what stood there. */
export interface AuditLine {
  label: string;
  before: string | null;
  after: string;
}

type Values = Record<string, unknown>;
const valuesOf = (value: unknown): Values =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Values) : {};

const FACT_WORD: Record<Fact["type"], string> = {
  LeadCaptured: "登记线索",
  BasicsEdited: "修改资料",
  MilestoneSubmitted: "报审节点",
  MilestoneApproved: "通过节点",
  MilestoneReturned: "退回节点",
  MilestoneWithdrawn: "撤回节点",
  LeftMainLine: "搁置、终止或流失",
  ReturnedToMainLine: "恢复推进",
  FollowUpLogged: "登记跟进",
  EvidenceAttached: "上传材料",
  EvidenceRemoved: "移除材料",
  TeamSet: "调整专班",
  TagsSet: "调整标签",
  InvestorsSet: "调整投资方",
  EntryDrafted: "填报台账",
  EntrySubmitted: "报审台账",
  EntryApproved: "通过台账",
  EntryReturned: "退回台账",
  EntryWithdrawn: "撤回台账",
  EntryDiscarded: "删除台账草稿",
  LeadJudged: "研判",
  LapseNoticed: "公海预告",
  ProtectionExtended: "延长保护期",
  LapsedToPool: "进入公海",
  ClaimedFromPool: "认领",
  ImportUndone: "撤销导入",
  Absorbed: "并入另一项目的内容",
  Parted: "拆出项目",
  InvestorRelinked: "投资方合并或拆分",
  MergedInto: "并入另一项目",
  SplitOff: "拆分恢复",
  DisputeRaised: "提出首报异议",
  DisputeEvidenceClosed: "举证完毕",
  DisputeMediated: "调解首报异议",
  DisputeConsented: "答复调解方案",
  DisputeRuled: "裁定首报归属",
  DisputeAppealed: "申请复议",
  DisputeWithdrawn: "撤回首报异议",
  TransferProposed: "提出流转",
  TransferAnswered: "答复流转",
  TransferDecided: "审批流转",
  TransferWithdrawn: "撤回流转",
};

/** A project's entry names what was done and the fields that changed; their values stand in the project's history. */
function factLines(facts: readonly unknown[]): AuditLine[] {
  const lines = new Map<string, { times: number; fields: Set<string> }>();
  for (const fact of facts.map(valuesOf)) {
    const label = FACT_WORD[fact.type as Fact["type"]] ?? `其他（${String(fact.type)}）`;
    const line = lines.get(label) ?? { times: 0, fields: new Set() };
    line.times++;
    for (const field of Array.isArray(fact.fields) ? fact.fields.map(String) : [])
      line.fields.add(BASICS_WORDS[field as BasicsField]?.label ?? fieldLabel("", field));
    lines.set(label, line);
  }
  return [...lines].map(([label, { times, fields }]) => ({
    label,
    before: null,
    after: [...(times > 1 ? [`${formatCount(times)} 条`] : []), [...fields].join("、")]
      .filter(Boolean)
      .join("："),
  }));
}

/** 2026/year/annual/chain/3/signedFen */
function targetLabel(key: string, names: AuditNames): { label: string; indicator: TargetIndicator } {
  const [, span, kind, scopeKind, scopeId, indicator] = key.split("/");
  const scope =
    scopeKind === "district"
      ? "全区"
      : (names[`${scopeKind}:${scopeId}`] ?? `${auditSubjectWord(scopeKind ?? "")} ${scopeId}`);
  const what = TARGET_INDICATORS[indicator as TargetIndicator] ?? indicator;
  const word = targetKindWord(span ?? "", kind ?? "");
  return { label: `${scope} ${what}${word}`, indicator: indicator as TargetIndicator };
}

function targetValue(indicator: TargetIndicator, value: unknown): string {
  if (typeof value !== "number") return NONE;
  return isAmountIndicator(indicator)
    ? formatAmountWithUnit(value, "wan", { trim: true })
    : `${formatCount(value)} 个`;
}

const targetLines = (before: Values, after: Values, names: AuditNames): AuditLine[] =>
  Object.keys(after).map((key) => {
    if (key === "reason") return { label: "调整依据", before: null, after: String(after.reason) };
    const { label, indicator } = targetLabel(key, names);
    return { label, before: targetValue(indicator, before[key]), after: targetValue(indicator, after[key]) };
  });

function rateValue(value: unknown): string {
  const { rate, source } = valuesOf(value);
  if (rate === undefined) return NONE;
  return source ? `${String(rate)}（${String(source)}）` : String(rate);
}

const rateLines = (before: Values, after: Values): AuditLine[] =>
  Object.keys(after).map((key) => {
    const [currency, month] = key.split("/");
    const name = CURRENCIES[currency as Currency] ?? currency;
    return {
      label: `${name} ${formatMonth(Number(month))}`,
      before: rateValue(before[key]),
      after: rateValue(after[key]),
    };
  });

/** Any other entry: its fields by name. What did not change is left out, and a filter is told as its conditions. */
function fieldLines({ action, before, after, names }: AuditEntry): AuditLine[] {
  const [old, present] = [valuesOf(before), valuesOf(after)];
  const { filter, ...rest } = present;
  const told: Values = { ...rest, ...valuesOf(filter) };
  return [...new Set([...Object.keys(told), ...Object.keys(old)])].flatMap((field): AuditLine[] => {
    if (isUnsaid(field)) return [];
    const value = fieldValue(action, field, told[field], names);
    if (!(field in old))
      return value === NONE ? [] : [{ label: fieldLabel(action, field), before: null, after: value }];
    const stood = fieldValue(action, field, old[field], names);
    return stood === value ? [] : [{ label: fieldLabel(action, field), before: stood, after: value }];
  });
}

/** The changes of an entry; empty when it says no more than who, when and what. */
export function auditLines(entry: AuditEntry): AuditLine[] {
  const { action, names } = entry;
  const [before, after] = [valuesOf(entry.before), valuesOf(entry.after)];
  if (Array.isArray(after.facts)) return factLines(after.facts);
  if (action === "target:set") return targetLines(before, after, names);
  if (action === "rate:set") return rateLines(before, after);
  return fieldLines(entry);
}

/** What the entry is about: the name where it is known, else what was written down then. */
export function auditSubject({ subjectKind, subjectId, subjectLabel, names }: AuditEntry): string {
  const word = auditSubjectWord(subjectKind);
  const name = names[`${subjectKind}:${subjectId}`];
  switch (subjectKind) {
    case "account":
      return name
        ? `${name}${subjectLabel ? `（${subjectLabel}）` : ""}`
        : `${word} ${subjectLabel || subjectId}`;
    case "setting":
      return `${word} ${RULE_TITLE[subjectId as RuleKey] ?? subjectId}`;
    case "rate":
      return word;
    case "month":
      return formatMonth(Number(subjectId));
    case "target":
      return subjectId ? `${subjectId}年${word}` : word;
    case "import":
      return `第 ${subjectId} 批${word}${subjectLabel ? ` ${subjectLabel}` : ""}`;
    case "export":
      return subjectId ? `第 ${subjectId} 号${word}` : word;
    case "evidence":
      return `${word}${subjectLabel ? `（项目 ${subjectLabel}）` : ` ${subjectId}`}`;
    case "project":
      return subjectId === "*" ? subjectLabel : `${word} ${subjectLabel || subjectId}`;
    default:
      return `${word} ${name ?? (subjectLabel || `编号 ${subjectId}`)}`;
  }
}
