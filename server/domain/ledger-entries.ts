/**
 * Rows of the three ledgers: agreements (协议), arrivals (到位资金) and investment (固定资产投资).
 * draft → submitted → approved, or returned with a reason; only approved rows count. Pure decisions.
 */
import { type Fen, MOST_PROJECT_FEN } from "./amounts";
import {
  type Day,
  firstDayOf,
  isDay,
  isStatMonth,
  monthOfDay,
  type StatMonth,
  statMonthFor,
} from "./periods";
import { originOf } from "./places";
import type { AgreementRow, ArrivalRow, Fact, InvestmentRow, Ledger, LedgerRows } from "./project-facts";
import type { ProjectState } from "./project-state";
import { Refusal, refuseAt } from "./refusals";
import type { Rules } from "./rules";

export type EntryStatus = "draft" | "submitted" | "approved" | "returned";
export const ENTRY_STATUS_NAME: Record<EntryStatus, string> = {
  draft: "草稿",
  submitted: "待审核",
  approved: "已通过",
  returned: "已退回",
};

export interface EntryState<L extends Ledger = Ledger> {
  ledger: L;
  id: number;
  status: EntryStatus;
  row: LedgerRows[L];
  recordedById: number;
  /** Everybody who drafted, changed or submitted it: none of them may approve it. */
  authorIds: readonly number[];
  /** Who sent it for review last. */
  submittedById: number | null;
  correctionOfId: number | null;
  version: number;
}

export interface EntryContext {
  rules: Rules;
  today: Day;
  firstOpenMonth: StatMonth;
  actorId: number;
  /** Reason given for something unusual; it is kept in the row's note. */
  reason: string;
}

/**
 * Splits an arrival by where the payer is registered: another mainland province → outside (省外内资), the home
 * province → inside, Hong Kong, Macao, Taiwan and abroad → foreign capital (外资). The three add up to the amount.
 */
export function splitArrival(
  amountFen: Fen,
  sourcePlace: string,
  homeProvince: string,
): Pick<ArrivalRow, "outsideFen" | "insideFen" | "foreignFen"> {
  const mainland = originOf(sourcePlace) === "mainland";
  return {
    outsideFen: mainland && sourcePlace !== homeProvince ? amountFen : 0,
    insideFen: mainland && sourcePlace === homeProvince ? amountFen : 0,
    foreignFen: mainland ? 0 : amountFen,
  };
}

/** The day that decides an entry's stat month. */
export function entryDay(ledger: Ledger, row: LedgerRows[Ledger]): Day {
  if (ledger === "agreement") return (row as AgreementRow).signedOn;
  if (ledger === "arrival") return (row as ArrivalRow).arrivedOn;
  return firstDayOf((row as InvestmentRow).month);
}

export const entryAmountFen = (ledger: Ledger, row: LedgerRows[Ledger]): Fen =>
  ledger === "investment" ? (row as InvestmentRow).totalFen : (row as AgreementRow | ArrivalRow).amountFen;

/** A reason is kept behind the note, so that the reviewer reads both and the form can take them apart again. */
const REASON_MARK = "｜说明：";
export const noteWithReason = (note: string, reason: string): string =>
  reason.trim() ? `${note.trim()}${REASON_MARK}${reason.trim()}` : note.trim();
export function splitNote(text: string): { note: string; reason: string } {
  const at = text.indexOf(REASON_MARK);
  return at < 0
    ? { note: text, reason: "" }
    : { note: text.slice(0, at), reason: text.slice(at + REASON_MARK.length) };
}

const amountField = (ledger: Ledger) => (ledger === "investment" ? "totalFen" : "amountFen");

function checkDay(day: Day, field: string, today: Day): void {
  if (!isDay(day)) throw refuseAt("bad-day", field);
  if (day > today) throw refuseAt("future-day", field);
}

function checkInvestment(row: InvestmentRow, project: ProjectState, context: EntryContext): void {
  if (!isStatMonth(row.month)) throw refuseAt("bad-day", "month", "请填写正确的月份");
  if (row.month > monthOfDay(context.today)) throw refuseAt("future-day", "month", "月份不能晚于本月");
  const parts = [row.constructionFen, row.installationFen, row.equipmentFen, row.otherFen];
  const known = parts.filter((p) => p !== null);
  if (known.length > 0 && known.reduce<number>((s, p) => s + (p ?? 0), 0) !== row.totalFen) {
    throw refuseAt("bad-amount", "totalFen", "四项构成之和与合计不一致");
  }
  if (row.basis === "official" && project.milestones.start?.status !== "approved") {
    throw refuseAt("bad-state", "month", "项目尚未开工，不能填报固定资产投资（先纳统，后有数）");
  }
  const start = project.milestones.start?.occurredOn;
  if (start && row.month < monthOfDay(start) && !context.reason.trim()) {
    throw refuseAt("needs-reason", "month", "该月早于开工月份，请说明原因");
  }
}

function checkAgreement(row: AgreementRow, project: ProjectState, context: EntryContext): void {
  checkDay(row.signedOn, "signedOn", context.today);
  if (row.kind !== "supplement") return;
  const contract = project.milestones.contract;
  if (contract?.status !== "approved") {
    throw refuseAt("bad-state", "signedOn", "项目尚未正式签约，不能登记补充协议");
  }
  if (row.signedOn < contract.occurredOn && !context.reason.trim()) {
    throw refuseAt("needs-reason", "signedOn", "补充协议日期早于签约日期，请说明原因");
  }
}

function checkArrival(row: ArrivalRow, project: ProjectState, context: EntryContext): void {
  checkDay(row.arrivedOn, "arrivedOn", context.today);
  if (!row.sourceProvince) throw refuseAt("bad-input", "sourceProvince", "请填写资金来源地");
  if (row.outsideFen + row.insideFen + row.foreignFen !== row.amountFen)
    throw refuseAt("bad-amount", "amountFen");
  const contract = project.milestones.contract;
  if (contract?.status !== "approved") {
    throw refuseAt("bad-state", "arrivedOn", "项目尚未正式签约，不能登记到位资金");
  }
  if (row.arrivedOn < contract.occurredOn && !context.reason.trim()) {
    throw refuseAt("needs-reason", "arrivedOn", "到位日期早于签约日期，请说明原因");
  }
}

/** Checks one row before it is kept. Corrections may be negative; everything else must be positive. */
export function checkEntry<L extends Ledger>(
  ledger: L,
  row: LedgerRows[L],
  project: ProjectState,
  context: EntryContext,
  correctionOfId: number | null,
): void {
  if (project.off?.state === "withdrawn") throw new Refusal("not-found");
  const amount = entryAmountFen(ledger, row);
  const field = amountField(ledger);
  if (!Number.isSafeInteger(amount) || Math.abs(amount) > 10 * MOST_PROJECT_FEN)
    throw refuseAt("bad-amount", field);
  if (amount < 0 && correctionOfId === null)
    throw refuseAt("bad-amount", field, "金额不能为负数；更正请用冲减");
  // A month without work is reported as 0, so that it differs from a month nobody reported.
  const mayBeZero = ledger === "investment" && correctionOfId === null;
  if (amount === 0 && !mayBeZero) throw refuseAt("bad-amount", field, "金额不能为零");
  if (ledger === "agreement") checkAgreement(row as AgreementRow, project, context);
  if (ledger === "arrival") checkArrival(row as ArrivalRow, project, context);
  if (ledger === "investment") checkInvestment(row as InvestmentRow, project, context);
  const plan = project.basics.plannedTotalFen;
  if (plan && amount >= plan * context.rules.thresholds.unitSlipMultiple && !context.reason.trim()) {
    throw refuseAt(
      "unit-slip",
      field,
      `金额达到计划总投资的 ${Math.floor(amount / plan)} 倍，疑似万元/亿元填错；确认无误请填写原因`,
    );
  }
  if (Math.abs(amount) > MOST_PROJECT_FEN) throw refuseAt("bad-amount", field, "金额超出合理范围");
}

const frame = (entry: Pick<EntryState, "ledger" | "id">) => ({
  v: 1 as const,
  ledger: entry.ledger,
  entryId: entry.id,
});

export function draftEntry<L extends Ledger>(
  project: ProjectState,
  entry: Pick<EntryState<L>, "ledger" | "id"> & { present: EntryState<L> | null },
  row: LedgerRows[L],
  correctionOfId: number | null,
  context: EntryContext,
): Fact[] {
  if (entry.present && entry.present.status !== "draft" && entry.present.status !== "returned") {
    throw new Refusal("bad-state", { message: "已报审或已通过的记录不能直接修改" });
  }
  checkEntry(entry.ledger, row, project, context, correctionOfId);
  return [{ type: "EntryDrafted", ...frame(entry), row, correctionOfId }];
}

export function submitEntry(project: ProjectState, entry: EntryState, context: EntryContext): Fact[] {
  if (entry.status !== "draft" && entry.status !== "returned") throw new Refusal("already-pending");
  // Whoever reviews the ledger sees nothing of it before the contract, and could not decide.
  if (project.basics.sensitivity === "sensitive" && project.milestones.contract?.status !== "approved")
    throw new Refusal("bad-state", { message: "敏感线索正式签约之后才能报送台账" });
  checkEntry(
    entry.ledger,
    entry.row,
    project,
    { ...context, reason: context.reason || "已在草稿中说明" },
    entry.correctionOfId,
  );
  const needsVoucher = entry.ledger === "arrival" && entry.correctionOfId === null;
  if (needsVoucher && !(entry.row as ArrivalRow).voucherNumber.trim()) {
    throw refuseAt("bad-input", "voucherNumber", "请填写凭证号：一笔到位对应一张凭证");
  }
  return [{ type: "EntrySubmitted", ...frame(entry) }];
}

/** Approval by a second person fixes the stat month: the event's own, or the first open one when that is closed. */
export function approveEntry(entry: EntryState, context: EntryContext): Fact[] {
  if (entry.status !== "submitted") throw new Refusal("nothing-pending");
  const authors = [entry.recordedById, ...entry.authorIds];
  if (authors.includes(context.actorId)) throw new Refusal("own-submission");
  return [
    {
      type: "EntryApproved",
      ...frame(entry),
      row: entry.row,
      statMonth: statMonthFor(entryDay(entry.ledger, entry.row), context.firstOpenMonth),
      opening: false,
      correctionOfId: entry.correctionOfId,
    },
  ];
}

export function returnEntry(entry: EntryState, reason: string): Fact[] {
  if (entry.status !== "submitted") throw new Refusal("nothing-pending");
  if (!reason.trim()) throw refuseAt("needs-reason", "reason", "请填写退回原因");
  return [{ type: "EntryReturned", ...frame(entry), reason: reason.trim() }];
}

export function discardEntry(entry: EntryState): Fact[] {
  if (entry.status === "approved")
    throw new Refusal("bad-state", { message: "已通过的记录不能删除，请用冲减更正" });
  if (entry.status === "submitted")
    throw new Refusal("bad-state", { message: "待审核的记录请先撤回，或由审核人退回" });
  return [{ type: "EntryDiscarded", ...frame(entry) }];
}
