/** What a waiting row says about itself, in the words of the bureau. Pure. */
import {
  formatAmount,
  formatAmountWithUnit,
  formatMonth,
  NONE,
  type ScreenUnit,
} from "@/components/shared/format";
import { AGREEMENT_KINDS, BASES, CURRENCIES, type Currency, USE_KINDS } from "@/server/contracts/ledger";
import type { Fen } from "@/server/domain/amounts";
import { splitNote } from "@/server/domain/ledger-entries";
import { MILESTONE_NAME } from "@/server/domain/milestones";
import { type Day, dayOf } from "@/server/domain/periods";
import { shortPlace } from "@/server/domain/places";
import { DETAIL_FIELDS, PROJECT_FIELDS } from "@/server/domain/rules";
import type { QueueLine, QueueMilestone } from "./ledger-types";

export const QUEUE_KINDS = {
  arrival: "到位资金",
  investment: "固投",
  agreement: "协议",
  milestone: "节点",
} as const;

export const lineKey = (line: QueueLine): string => `${line.kind}:${line.id}`;

export function amountOf(line: QueueLine): Fen | null {
  if (line.kind === "milestone")
    return typeof line.details.amountFen === "number" ? line.details.amountFen : null;
  return line.kind === "investment" ? line.row.totalFen : line.row.amountFen;
}

/** The year is said only of a day of another year than the one in which it was reported: the payer needs the room. */
const shortDay = (day: Day, submittedAt: string | Date): string =>
  day.startsWith(dayOf(new Date(submittedAt)).slice(0, 5)) ? day.slice(5) : day;

/** One line of the list: what it is, and when. */
export function summaryOf(line: QueueLine): string {
  switch (line.kind) {
    case "arrival":
      return `${shortDay(line.row.arrivedOn, line.submittedAt)} ${line.row.payerName || shortPlace(line.row.sourceProvince)}`;
    case "investment":
      return `${formatMonth(line.row.month)} ${BASES[line.row.basis]}`;
    case "agreement":
      return `${line.row.signedOn} ${AGREEMENT_KINDS[line.row.kind]}`;
    case "milestone":
      return `进入${MILESTONE_NAME[line.milestone]} ${line.occurredOn}`;
  }
}

export const kindWord = (line: QueueLine): string => {
  if (line.kind === "milestone" || line.correctionOfId === null) return QUEUE_KINDS[line.kind];
  return `${QUEUE_KINDS[line.kind]}${(amountOf(line) ?? 0) < 0 ? "冲减" : "补报"}`;
};

type Fact = [label: string, value: string];
type Money = (fen: Fen | null | undefined) => string;
const moneyIn =
  (unit: ScreenUnit): Money =>
  (fen) =>
    formatAmountWithUnit(fen, unit);

/** Everything that was entered, label by label. */
export function factsOf(line: QueueLine, unit: ScreenUnit): Fact[] {
  const money = moneyIn(unit);
  if (line.kind === "milestone") return milestoneFacts(line, money);
  const { note, reason } = splitNote(line.row.note);
  const words: Fact[] = [
    ["备注", note],
    ["说明", reason],
  ];
  return [...rowFacts(line, money), ...words].filter(([, value]) => value !== "" && value !== NONE);
}

function rowFacts(line: Exclude<QueueLine, QueueMilestone>, money: Money): Fact[] {
  if (line.kind === "arrival") {
    const { row } = line;
    const scope = row.outsideFen !== 0 ? "省外内资" : row.foreignFen !== 0 ? "外资" : "省内资金";
    const currency = CURRENCIES[row.currency as Currency] ?? row.currency;
    return [
      ["到位日期", row.arrivedOn],
      ["出资方", row.payerName],
      ["来源地", `${row.sourceProvince}（${scope}）`],
      ["金额", money(row.amountFen)],
      [
        "原币",
        row.currency === "CNY"
          ? ""
          : `${formatAmount(row.originalCents, "wan", { trim: true })} 万${currency}`,
      ],
      ["用途", USE_KINDS[row.useKind]],
      ["凭证", [row.voucherKind, row.voucherNumber].filter(Boolean).join(" ")],
    ];
  }
  if (line.kind === "investment") {
    const { row } = line;
    return [
      ["所属月份", `${formatMonth(row.month)} ${BASES[row.basis]}`],
      ["建筑工程", money(row.constructionFen)],
      ["安装工程", money(row.installationFen)],
      ["设备工器具购置", money(row.equipmentFen)],
      ["其他费用", money(row.otherFen)],
      ["完成投资", money(row.totalFen)],
    ];
  }
  const { row } = line;
  return [
    ["类别", AGREEMENT_KINDS[row.kind]],
    ["签订日期", row.signedOn],
    ["金额", money(row.amountFen)],
    ["约定省外资金", money(row.agreedOutsideFen)],
    ["文本编号", row.documentNumber],
    ["对方", row.counterpart],
  ];
}

const LABELS: Record<string, { label: string; type: string } | undefined> = {
  ...PROJECT_FIELDS,
  ...DETAIL_FIELDS,
};
const READABLE = new Set([
  "text",
  "day",
  "future-day",
  "amount",
  "month",
  "province",
  "uscc",
  "project-code",
  "land-mode",
]);

function wordOf(type: string, value: unknown, money: Money): string {
  if (type === "amount" && typeof value === "number") return money(value);
  return type === "month" ? formatMonth(Number(String(value).replace("-", ""))) : String(value);
}

function milestoneFacts({ milestone, occurredOn, details, patch }: QueueMilestone, money: Money): Fact[] {
  const given = Object.entries({ ...patch, ...details }).flatMap(([field, value]): Fact[] => {
    const known = LABELS[field];
    if (!known || !READABLE.has(known.type) || value === null || value === "") return [];
    return [[known.label, wordOf(known.type, value, money)]];
  });
  return [["节点", MILESTONE_NAME[milestone]], ["日期", occurredOn], ...given];
}

/** What stands on the project beside the row: plan, agreed, and what the ledgers come to with this row. */
export const yardsticksOf = (line: QueueLine, unit: ScreenUnit): Fact[] => {
  const money = moneyIn(unit);
  return [
    ["计划总投资", money(line.plannedTotalFen)],
    ["合同金额", money(line.contractFen)],
    ["约定省外资金", money(line.agreedOutsideFen)],
    ["累计省外资金（含在途）", money(line.outsideFen)],
    ["累计固投（含在途）", money(line.investedFen)],
  ];
};
