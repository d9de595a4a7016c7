/** Columns of an exported ledger: those of the list, in its words and order. */

import { AGREEMENT_KINDS, BASES, CURRENCIES, type Currency, USE_KINDS } from "@/server/contracts/ledger";
import { formatFen } from "@/server/domain/amounts";
import { ENTRY_STATUS_NAME, splitNote } from "@/server/domain/ledger-entries";
import type { Ledger } from "@/server/domain/project-facts";
import type { AgreementLine, ArrivalLine, EntryFrame, InvestmentLine } from "@/server/ledger/entry-list";
import { cells } from "./cells";
import { type DetailColumn, moneyColumn } from "./detail-sheet-kit";

const { text, centred, day, month, count } = cells;

/** 期初, 冲减, 补报: what kind of row it is when it is not an ordinary one. */
const kindOf = (line: EntryFrame, fen: number): string =>
  line.opening ? "期初" : line.correctionOfId === null ? "" : fen < 0 ? "冲减" : "补报";

const before = <Line extends EntryFrame>(): DetailColumn<Line>[] => [
  { header: "序号", width: 6, cell: (_, at) => count(at + 1) },
  { header: "项目编号", width: 13, cell: (l) => centred(l.projectNumber) },
  { header: "项目", width: 38, cell: (l) => text(l.projectName) },
  { header: "产业链", width: 14, cell: (l) => centred(l.chainName) },
];
const status = <Line extends EntryFrame>(): DetailColumn<Line> => ({
  header: "状态",
  width: 9,
  cell: (l) => centred(ENTRY_STATUS_NAME[l.status]),
});
const behind = <Line extends EntryFrame & { note: string }>(
  fenOf: (line: Line) => number,
): DetailColumn<Line>[] => [
  { header: "性质", width: 8, cell: (l) => centred(kindOf(l, fenOf(l))) },
  { header: "统计月", width: 12, cell: (l) => month(l.statMonth) },
  { header: "填报", width: 10, cell: (l) => centred(l.recordedBy) },
  { header: "审核", width: 10, cell: (l) => centred(l.approvedBy) },
  {
    header: "备注",
    width: 28,
    cell: (l) => {
      const { note, reason } = splitNote(l.note);
      return text([note, reason && `说明：${reason}`].filter(Boolean).join("；"));
    },
  },
];

const originalOf = ({ currency, originalCents }: ArrivalLine): string =>
  currency === "CNY"
    ? ""
    : `${formatFen(originalCents, "wan", 6).replace(/\.?0+$/, "")} 万${CURRENCIES[currency as Currency] ?? currency}`;

const arrivals: DetailColumn<ArrivalLine>[] = [
  ...before<ArrivalLine>(),
  { header: "到位日期", width: 12, cell: (l) => day(l.arrivedOn) },
  status(),
  { header: "出资方", width: 34, cell: (l) => text(l.payerName) },
  { header: "来源地", width: 17, cell: (l) => centred(l.sourceProvince) },
  moneyColumn("金额（万元）", 15, (l) => l.amountFen),
  moneyColumn("省外内资（万元）", 15, (l) => l.outsideFen),
  moneyColumn("省内（万元）", 15, (l) => l.insideFen),
  moneyColumn("外资（万元）", 15, (l) => l.foreignFen),
  { header: "原币", width: 18, cell: (l) => text(originalOf(l)) },
  { header: "用途", width: 10, cell: (l) => centred(USE_KINDS[l.useKind]) },
  { header: "凭证种类", width: 14, cell: (l) => centred(l.voucherKind) },
  { header: "凭证号", width: 27, cell: (l) => text(l.voucherNumber) },
  { header: "材料（份）", width: 8, cell: (l) => count(l.paperCount) },
  ...behind<ArrivalLine>((l) => l.amountFen),
];

const investments: DetailColumn<InvestmentLine>[] = [
  ...before<InvestmentLine>(),
  { header: "所属月份", width: 12, cell: (l) => month(l.month) },
  status(),
  { header: "口径", width: 9, cell: (l) => centred(BASES[l.basis]) },
  moneyColumn("建筑工程（万元）", 15, (l) => l.constructionFen),
  moneyColumn("安装工程（万元）", 15, (l) => l.installationFen),
  moneyColumn("设备购置（万元）", 15, (l) => l.equipmentFen),
  moneyColumn("其他费用（万元）", 15, (l) => l.otherFen),
  moneyColumn("完成投资（万元）", 15, (l) => l.totalFen),
  ...behind<InvestmentLine>((l) => l.totalFen),
];

/** Amounts of different kinds of agreement are never added: no sums. */
const unsummed = <Line>(column: DetailColumn<Line>): DetailColumn<Line> => ({
  header: column.header,
  width: column.width,
  cell: column.cell,
});
const agreements: DetailColumn<AgreementLine>[] = [
  ...before<AgreementLine>(),
  { header: "类别", width: 11, cell: (l) => centred(AGREEMENT_KINDS[l.kind]) },
  { header: "签订日期", width: 12, cell: (l) => day(l.signedOn) },
  status(),
  unsummed(moneyColumn("协议金额（万元）", 15, (l) => l.amountFen)),
  unsummed(moneyColumn("约定省外资金（万元）", 16, (l) => l.agreedOutsideFen)),
  { header: "文本编号", width: 22, cell: (l) => text(l.documentNumber) },
  { header: "对方", width: 34, cell: (l) => text(l.counterpart) },
  { header: "有效期至", width: 12, cell: (l) => day(l.validUntil) },
  ...behind<AgreementLine>((l) => l.amountFen),
];

export type EntryLine = ArrivalLine | InvestmentLine | AgreementLine;
export const LEDGER_TITLE: Record<Ledger, string> = {
  arrival: "到位资金台账",
  investment: "固定资产投资台账",
  agreement: "协议台账",
};
/** Lines and columns of one ledger belong together; the caller asks for both by its name. */
export const entryColumns = (ledger: Ledger): readonly DetailColumn<EntryLine>[] =>
  ({ arrival: arrivals, investment: investments, agreement: agreements })[
    ledger
  ] as readonly DetailColumn<EntryLine>[];
