/** Columns of the three ledgers. */
import Link from "next/link";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatAmount, formatMonth, NONE } from "@/components/shared/format";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import type { DataColumn } from "@/components/table/data-column";
import { Badge } from "@/components/ui/badge";
import { AGREEMENT_KINDS, BASES, CURRENCIES, type Currency, USE_KINDS } from "@/server/contracts/ledger";
import type { Fen } from "@/server/domain/amounts";
import { splitNote } from "@/server/domain/ledger-entries";
import { shortPlace } from "@/server/domain/places";
import { PapersButton } from "./entry-papers";
import { EntryStatusMark } from "./entry-status";
import type { AgreementLine, ArrivalLine, InvestmentLine } from "./ledger-types";

type AnyLine = ArrivalLine | InvestmentLine | AgreementLine;

const amount = <Line,>(
  id: string,
  header: string,
  of: (line: Line) => Fen | null,
  more: Partial<DataColumn<Line>> = {},
): DataColumn<Line> => ({
  id,
  header,
  unit: <UnitWord />,
  width: 108,
  align: "end",
  cell: (line) => <Amount fen={of(line)} />,
  ...more,
});

const project = <Line extends AnyLine>(): DataColumn<Line> => ({
  id: "project",
  header: "项目",
  width: 216,
  grow: true,
  pinned: "start",
  hideable: false,
  cell: (line) => (
    <span className="flex min-w-0 items-center gap-2">
      <ChainDot index={line.chainHue} />
      <Link
        href={`/projects/${line.projectId}`}
        title={`${line.projectNumber} ${line.projectName}`}
        className="truncate hover:underline"
      >
        {line.projectName}
      </Link>
    </span>
  ),
});

/** 期初, 冲减, 补报: what kind of row it is when it is not an ordinary one. */
function RowKind({ line, amountFen }: { line: AnyLine; amountFen: Fen }) {
  if (line.opening) return <Badge>期初</Badge>;
  if (line.correctionOfId !== null)
    return <Badge tone={amountFen < 0 ? "warn" : "accent"}>{amountFen < 0 ? "冲减" : "补报"}</Badge>;
  return null;
}

const status = <Line extends AnyLine>(): DataColumn<Line> => ({
  id: "status",
  header: "状态",
  width: 76,
  cell: (line) => <EntryStatusMark status={line.status} reason={line.returnReason} />,
});

const frame = <Line extends AnyLine>(): DataColumn<Line>[] => [
  {
    id: "statMonth",
    header: "统计月",
    width: 104,
    cell: (line) => (line.statMonth === null ? NONE : formatMonth(line.statMonth)),
  },
  { id: "recordedBy", header: "填报", width: 84, cell: (line) => line.recordedBy },
  { id: "approvedBy", header: "审核", width: 84, cell: (line) => line.approvedBy ?? NONE },
  {
    id: "note",
    header: "备注",
    width: 200,
    cell: (line) => {
      const { note, reason } = splitNote(line.note);
      const text = [note, reason && `说明：${reason}`].filter(Boolean).join("；");
      return (
        <span className="truncate text-muted" title={text}>
          {text}
        </span>
      );
    },
  },
];

export interface ArrivalSums {
  amountFen: Fen;
  approvedFen: Fen;
  outsideFen: Fen;
  insideFen: Fen;
  foreignFen: Fen;
}

export const arrivalColumns = (sums: ArrivalSums | undefined): DataColumn<ArrivalLine>[] => [
  project(),
  { id: "arrivedOn", header: "到位日期", width: 100, cell: (line) => line.arrivedOn },
  status(),
  {
    id: "papers",
    header: "材料",
    width: 96,
    cell: (line) => (
      <PapersButton
        row={{ ...line, ledger: "arrival" }}
        label={`材料：${[line.voucherKind, line.voucherNumber].filter(Boolean).join(" ") || line.projectName}`}
      />
    ),
  },
  { id: "payer", header: "出资方", width: 152, grow: true, cell: (line) => line.payerName || NONE },
  { id: "place", header: "来源地", width: 72, cell: (line) => shortPlace(line.sourceProvince) },
  {
    ...amount<ArrivalLine>("amount", "金额", (line) => line.amountFen),
    width: 132,
    cell: (line) => (
      <span className="flex items-center gap-1.5">
        <RowKind line={line} amountFen={line.amountFen} />
        <Amount fen={line.amountFen} />
      </span>
    ),
    ...(sums ? { footer: <Amount fen={sums.amountFen} /> } : {}),
  },
  amount("outside", "省外内资", (l) => l.outsideFen || null, {
    group: "其中",
    ...(sums ? { footer: <Amount fen={sums.outsideFen} /> } : {}),
  }),
  amount("inside", "省内", (l) => l.insideFen || null, {
    group: "其中",
    ...(sums ? { footer: <Amount fen={sums.insideFen} /> } : {}),
  }),
  amount("foreign", "外资", (l) => l.foreignFen || null, {
    group: "其中",
    ...(sums ? { footer: <Amount fen={sums.foreignFen} /> } : {}),
  }),
  {
    id: "original",
    header: "原币",
    width: 130,
    align: "end",
    cell: (line) =>
      line.currency === "CNY"
        ? NONE
        : `${formatAmount(line.originalCents, "wan", { trim: true })} 万${CURRENCIES[line.currency as Currency] ?? line.currency}`,
  },
  { id: "use", header: "用途", width: 88, cell: (line) => USE_KINDS[line.useKind] },
  {
    id: "voucher",
    header: "凭证",
    width: 248,
    cell: (line) => [line.voucherKind, line.voucherNumber].filter(Boolean).join(" ") || NONE,
  },
  ...frame<ArrivalLine>(),
];

export interface InvestmentSums {
  totalFen: Fen;
  approvedFen: Fen;
  constructionFen: Fen | null;
  installationFen: Fen | null;
  equipmentFen: Fen | null;
  otherFen: Fen | null;
}

export const investmentColumns = (sums: InvestmentSums | undefined): DataColumn<InvestmentLine>[] => [
  project(),
  { id: "month", header: "所属月份", width: 104, cell: (line) => formatMonth(line.month) },
  status(),
  { id: "basis", header: "口径", width: 72, hidden: true, cell: (line) => BASES[line.basis] },
  amount("construction", "建筑工程", (l) => l.constructionFen, {
    group: "构成",
    width: 112,
    ...(sums ? { footer: <Amount fen={sums.constructionFen} /> } : {}),
  }),
  amount("installation", "安装工程", (l) => l.installationFen, {
    group: "构成",
    width: 112,
    ...(sums ? { footer: <Amount fen={sums.installationFen} /> } : {}),
  }),
  amount("equipment", "设备购置", (l) => l.equipmentFen, {
    group: "构成",
    width: 112,
    ...(sums ? { footer: <Amount fen={sums.equipmentFen} /> } : {}),
  }),
  amount("other", "其他费用", (l) => l.otherFen, {
    group: "构成",
    width: 112,
    ...(sums ? { footer: <Amount fen={sums.otherFen} /> } : {}),
  }),
  {
    ...amount<InvestmentLine>("total", "完成投资", (line) => line.totalFen),
    width: 140,
    cell: (line) => (
      <span className="flex items-center gap-1.5">
        <RowKind line={line} amountFen={line.totalFen} />
        <Amount fen={line.totalFen} />
      </span>
    ),
    ...(sums ? { footer: <Amount fen={sums.totalFen} /> } : {}),
  },
  ...frame<InvestmentLine>(),
];

export const agreementColumns = (): DataColumn<AgreementLine>[] => [
  project(),
  { id: "kind", header: "类别", width: 80, cell: (line) => AGREEMENT_KINDS[line.kind] },
  { id: "signedOn", header: "签订日期", width: 100, cell: (line) => line.signedOn },
  status(),
  {
    ...amount<AgreementLine>("amount", "协议金额", (line) => line.amountFen),
    width: 144,
    cell: (line) => (
      <span className="flex items-center gap-1.5">
        <RowKind line={line} amountFen={line.amountFen} />
        <Amount fen={line.amountFen} />
      </span>
    ),
  },
  amount("outside", "约定省外资金", (l) => l.agreedOutsideFen, { width: 136 }),
  { id: "document", header: "文本编号", width: 168, cell: (line) => line.documentNumber || NONE },
  { id: "counterpart", header: "对方", width: 200, grow: true, cell: (line) => line.counterpart || NONE },
  { id: "validUntil", header: "有效期至", width: 104, cell: (line) => line.validUntil ?? NONE },
  ...frame<AgreementLine>(),
];
