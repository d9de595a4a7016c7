"use client";
/** What two reports of a month differ in: figures beside each other, and the projects that make the difference. */
import Link from "next/link";
import { formatAmountWithUnit, UNIT_LABEL } from "@/components/shared/format";
import { SimpleTable } from "@/components/table/simple-table";
import type { FigureChange, RowChange } from "@/server/contracts/month-close";
import { UNIT_OF_KIND } from "@/server/domain/statistics-columns";
import { figureText } from "./figure-text";

const wordOf = (value: FigureChange["before"], kind: FigureChange["kind"]) => {
  const text = figureText(kind, value, "wan");
  return value === null ? text : `${text} ${kind === "amount" ? UNIT_LABEL.wan : UNIT_OF_KIND[kind]}`;
};
const kept = (words: string) => <span className="whitespace-nowrap">{words}</span>;

interface ChangedFiguresProps {
  figures: readonly FigureChange[];
  /** The cut whose rows are named. */
  rowsAre: string;
  was: string;
  is: string;
}

export const ChangedFigures = ({ figures, rowsAre, was, is }: ChangedFiguresProps) => (
  <div className="max-h-96 overflow-y-auto rounded-md border border-line">
    <SimpleTable
      label="有变化的数字"
      rows={figures}
      rowId={(f) => `${f.row}-${f.group}-${f.header}`}
      columns={[
        { header: rowsAre, cell: (f) => kept(f.row) },
        { header: "数字", cell: (f) => kept(`${f.group} ${f.header}`) },
        { header: was, cell: (f) => kept(wordOf(f.before, f.kind)), align: "end" },
        { header: is, cell: (f) => kept(wordOf(f.after, f.kind)), align: "end" },
      ]}
    />
  </div>
);

const adds = ({ measure, value }: RowChange): string => {
  const sign = value > 0 ? "+" : "";
  if (measure.endsWith("Fen")) return `${sign}${formatAmountWithUnit(value, "wan", { trim: true })}`;
  return measure === "foreignUsdCents"
    ? `${sign}${figureText("usd", value, "wan")} ${UNIT_OF_KIND.usd}`
    : `${sign}${value}`;
};

type ChangedRow = RowChange & { why?: readonly string[] };
interface ChangedRowsProps {
  rows: readonly ChangedRow[];
  unlisted: number;
  rowsAre: string;
}

export function ChangedRows({ rows, unlisted, rowsAre }: ChangedRowsProps) {
  const explained = rows.some((r) => r.why !== undefined);
  return (
    <div className="max-h-96 overflow-y-auto rounded-md border border-line">
      <SimpleTable
        label="引起变化的项目"
        rows={rows}
        rowId={(r) => `${r.projectId}-${r.measure}-${r.group}`}
        columns={[
          {
            header: "项目",
            width: "min-w-32",
            cell: (r) => (
              <Link href={`/projects/${r.projectId}`} className="text-accent hover:underline">
                {r.name}
              </Link>
            ),
          },
          ...(explained ? [] : [{ header: "编号", cell: (r: ChangedRow) => kept(r.number), wide: true }]),
          { header: rowsAre, cell: (r) => kept(r.group) },
          { header: "指标", cell: (r) => kept(r.measureName) },
          { header: "增减", cell: (r) => kept(adds(r)), align: "end" },
          ...(explained
            ? [
                {
                  header: "原因",
                  width: "min-w-52",
                  cell: (r: ChangedRow) => r.why?.join("；"),
                },
              ]
            : []),
        ]}
      />
      {unlisted > 0 ? <p className="px-3 py-2 text-sm text-muted">另有 {unlisted} 行未列出。</p> : null}
    </div>
  );
}
