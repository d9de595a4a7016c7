"use client";
import { NONE } from "@/components/shared/format";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import type { DataColumn } from "@/components/table/data-column";
import { Badge } from "@/components/ui/badge";
import type { ImportProblem } from "@/server/contracts/import";
import type { ImportRowView } from "@/server/contracts/import-batch";
import { fateWord } from "./import-words";
import { fenOfWan } from "./ledger-figures";

const wanCell = (wan: number | null) => <Amount fen={wan === null ? null : fenOfWan(wan)} />;

interface FateBadgeProps {
  fate: ImportRowView["fate"];
  /** The whole batch was taken back. */
  undone: boolean;
}

export function FateBadge({ fate, undone }: FateBadgeProps) {
  const { label, tone } = fateWord(fate, undone);
  return <Badge tone={tone}>{label}</Badge>;
}

/** "■ 1  ▲ 2": shape, colour and word together. */
export function ProblemCount({ problems }: { problems: readonly ImportProblem[] }) {
  const errors = problems.filter((p) => p.severity === "error").length;
  const warnings = problems.length - errors;
  if (problems.length === 0) return <span className="text-faint">{NONE}</span>;
  return (
    <span className="flex gap-2 tabular-nums">
      {errors > 0 ? (
        <span className="text-late">
          <span aria-hidden>■</span>
          <span className="sr-only">错误</span> {errors}
        </span>
      ) : null}
      {warnings > 0 ? (
        <span className="text-warn">
          <span aria-hidden>▲</span>
          <span className="sr-only">提醒</span> {warnings}
        </span>
      ) : null}
    </span>
  );
}

const unit = <UnitWord />;

const SHEET_COLUMN: DataColumn<ImportRowView> = {
  id: "sheet",
  header: "工作表",
  width: 120,
  cell: (r) => r.sheet,
};

const COLUMNS: DataColumn<ImportRowView>[] = [
  {
    id: "name",
    header: "项目名称",
    width: 260,
    grow: true,
    pinned: "start",
    hideable: false,
    cell: (r) => r.project.name || "（没有名称）",
  },
  { id: "fate", header: "结果", width: 92, cell: (r) => <FateBadge fate={r.fate} undone={false} /> },
  { id: "problems", header: "问题", width: 84, cell: (r) => <ProblemCount problems={r.problems} /> },
  { id: "row", header: "行", width: 60, align: "end", cell: (r) => r.row },
  { id: "chain", header: "产业链", width: 120, cell: (r) => r.project.chain ?? NONE },
  { id: "company", header: "投资方", width: 220, cell: (r) => r.project.company ?? NONE },
  {
    id: "place",
    header: "所在地",
    width: 130,
    cell: (r) =>
      [r.project.province, r.project.city === r.project.province ? null : r.project.city]
        .filter(Boolean)
        .join(" ") || NONE,
  },
  { id: "stage", header: "阶段", width: 90, cell: (r) => r.project.stage ?? NONE },
  { id: "agreement", header: "签约", width: 64, cell: (r) => r.project.agreement ?? NONE },
  { id: "sign", header: "签约日期", width: 104, cell: (r) => r.project.signDate ?? NONE },
  { id: "start", header: "开工", width: 104, cell: (r) => r.project.startDate ?? NONE },
  {
    id: "total",
    header: "计划总投资",
    unit,
    width: 130,
    align: "end",
    cell: (r) => wanCell(r.project.totalWan),
  },
  {
    id: "fixed",
    header: "其中固投",
    unit,
    width: 130,
    align: "end",
    cell: (r) => wanCell(r.project.fixedWan),
  },
  {
    id: "arrived",
    header: "本年到位",
    unit,
    definition: "年初至截止日的累计数，作为期初登记",
    width: 120,
    align: "end",
    cell: (r) => wanCell(r.project.arrivedWan),
  },
  {
    id: "fai",
    header: "本年固投",
    unit,
    definition: "年初至截止日的累计数，作为期初登记",
    width: 120,
    align: "end",
    cell: (r) => wanCell(r.project.faiWan),
  },
  { id: "dept", header: "主办部门", width: 110, cell: (r) => r.project.dept ?? NONE },
];

const UNDONE_FATE: DataColumn<ImportRowView> = {
  id: "fate",
  header: "结果",
  width: 92,
  cell: (r) => <FateBadge fate={r.fate} undone />,
};
const ROW_AT = COLUMNS.findIndex((c) => c.id === "row");

/** With the name of the sheet where rows of several stand in one list. */
export function rowColumns(severalSheets: boolean, undone: boolean): DataColumn<ImportRowView>[] {
  const columns = severalSheets ? COLUMNS.toSpliced(ROW_AT, 0, SHEET_COLUMN) : COLUMNS;
  return undone ? columns.map((c) => (c.id === "fate" ? UNDONE_FATE : c)) : columns;
}
