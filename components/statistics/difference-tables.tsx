"use client";
/** What two reports of a month differ in: figures beside each other, and the projects that make the difference. */
import Link from "next/link";
import { formatAmountWithUnit, UNIT_LABEL } from "@/components/shared/format";
import { SimpleTable } from "@/components/table/simple-table";
import type {
  ExplainedChange,
  FigureChange,
  RowChange,
  VersionDifference,
} from "@/server/contracts/month-close";
import { UNIT_OF_KIND } from "@/server/domain/statistics-columns";
import { figureText } from "./figure-text";

const wordOf = (value: FigureChange["before"], kind: FigureChange["kind"]) => {
  const text = figureText(kind, value, "wan");
  return value === null ? text : `${text} ${kind === "amount" ? UNIT_LABEL.wan : UNIT_OF_KIND[kind]}`;
};
const kept = (words: string) => <span className="whitespace-nowrap">{words}</span>;
/** On a phone the unit may go below its number. */
const value = (words: string) => <span className="md:whitespace-nowrap">{words}</span>;

/** What a phone reads under the first word instead of in columns of their own. */
const Beneath = ({ children }: { children: string }) => (
  <span className="block text-sm text-muted md:hidden">{children}</span>
);

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
        {
          header: rowsAre,
          cell: (f) => (
            <>
              {kept(f.row)}
              <Beneath>{`${f.group} ${f.header}`}</Beneath>
            </>
          ),
        },
        { header: "数字", cell: (f) => kept(`${f.group} ${f.header}`), wide: true },
        { header: was, cell: (f) => value(wordOf(f.before, f.kind)), align: "end" },
        { header: is, cell: (f) => value(wordOf(f.after, f.kind)), align: "end" },
      ]}
    />
  </div>
);

interface DifferenceWordsProps extends Pick<VersionDifference, "figures" | "rows" | "unlisted"> {
  /** What the figures did not yet hold: 关账后, 第2版. */
  since: string;
  rowsAre: string;
}

const TOTAL = "合计";
const TOTALS_SAID = 3;

/** The difference in a sentence or two: how many projects make it, and what it does to the whole. */
export function DifferenceWords({ figures, rows, unlisted, since, rowsAre }: DifferenceWordsProps) {
  const projects = new Set(rows.map((r) => r.projectId)).size;
  const totals = figures.filter((f) => f.row === TOTAL);
  const said = totals
    .slice(0, TOTALS_SAID)
    .map((f) => `${f.group} ${f.header} ${wordOf(f.before, f.kind)} → ${wordOf(f.after, f.kind)}`);
  const more = totals.length > TOTALS_SAID ? `，等 ${totals.length} 个数` : "";
  const whole =
    totals.length === 0 ? `合计不变，只在${rowsAre}之间调整。` : `合计变化：${said.join("；")}${more}。`;
  return (
    <p>
      {since}有 {projects} 个项目变化{unlisted > 0 ? `（另有 ${unlisted} 行未列出）` : ""}，影响{" "}
      {figures.length} 个数字。{whole}
    </p>
  );
}

const adds = ({ measure, value }: RowChange): string => {
  const sign = value > 0 ? "+" : "";
  if (measure.endsWith("Fen")) return `${sign}${formatAmountWithUnit(value, "wan", { trim: true })}`;
  return measure === "foreignUsdCents"
    ? `${sign}${figureText("usd", value, "wan")} ${UNIT_OF_KIND.usd}`
    : `${sign}${value}`;
};

interface ChangedRowsProps {
  rows: readonly ExplainedChange[];
  unlisted: number;
  rowsAre: string;
}

export const ChangedRows = ({ rows, unlisted, rowsAre }: ChangedRowsProps) => (
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
            <>
              <Link href={`/projects/${r.projectId}`} className="text-accent hover:underline">
                {r.name}
              </Link>
              <Beneath>{`${r.group} · ${r.measureName}`}</Beneath>
              <Beneath>{r.why.join("；")}</Beneath>
            </>
          ),
        },
        { header: rowsAre, cell: (r) => kept(r.group), wide: true },
        { header: "指标", cell: (r) => kept(r.measureName), wide: true },
        { header: "增减", cell: (r) => value(adds(r)), align: "end" },
        { header: "原因", width: "min-w-52", cell: (r) => r.why.join("；"), wide: true },
      ]}
    />
    {unlisted > 0 ? <p className="px-3 py-2 text-sm text-muted">另有 {unlisted} 行未列出。</p> : null}
  </div>
);
