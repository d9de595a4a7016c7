/** Rows of the ledgers in one line each, so that two people can say which of them are one. Pure. */
import { formatAmountWithUnit, formatDay, formatMonth, type ScreenUnit } from "@/components/shared/format";
import { entryAmountFen, entryDay } from "@/server/domain/ledger-entries";
import type { LiveEntry } from "@/server/domain/merging";
import type { AgreementRow, ArrivalRow, InvestmentRow, Ledger } from "@/server/domain/project-facts";

export const LEDGER_WORD: Record<Ledger, string> = {
  agreement: "协议",
  arrival: "到位资金",
  investment: "固定资产投资",
};
const KIND_WORD: Record<AgreementRow["kind"], string> = {
  framework: "框架协议",
  contract: "正式合同",
  supplement: "补充协议",
};

/** 2026年4月8日 300万元 凭证 NO-1 */
export function entryWords(entry: LiveEntry, unit: ScreenUnit): string {
  const { ledger, row } = entry;
  const amount = formatAmountWithUnit(entryAmountFen(ledger, row), unit);
  const opening = entry.opening ? ["期初"] : [];
  if (ledger === "investment") {
    const { month, basis } = row as InvestmentRow;
    return [formatMonth(month), amount, basis === "official" ? "统计数" : "调度数", ...opening].join(" ");
  }
  const day = formatDay(entryDay(ledger, row));
  if (ledger === "arrival") {
    const { payerName, voucherNumber } = row as ArrivalRow;
    return [day, amount, payerName, voucherNumber && `凭证 ${voucherNumber}`, ...opening]
      .filter(Boolean)
      .join(" ");
  }
  const { kind, documentNumber } = row as AgreementRow;
  return [KIND_WORD[kind], day, amount, documentNumber, ...opening].filter(Boolean).join(" ");
}
