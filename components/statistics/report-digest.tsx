"use client";
/** 月报 on a phone: the total and then a card for each row with its headline figures; every figure opens its rows. */
import clsx from "clsx";
import { ChainDot } from "@/components/shared/chain-dot";
import { type ScreenUnit, UNIT_LABEL } from "@/components/shared/format";
import { Light } from "@/components/shared/light";
import { StatFigure } from "@/components/shared/stat-figure";
import { UnitSwitch, useUnit } from "@/components/shared/unit-switch";
import { type ReportColumn, reportColumns, UNIT_OF_KIND } from "@/server/domain/statistics-columns";
import { figureText } from "./figure-text";
import type { OpenFigureHandler, Report, ReportRow } from "./statistics-types";

/** The headline figures; the second stands as a note under the first. */
const HEADLINES: [column: string, note?: string][] = [
  ["signedYearCount", "signedYearFen"],
  ["outsideYearFen", "outsideGrowth"],
  ["startedYearCount", "startRate"],
  ["investmentYearFen", "investmentGrowth"],
];

interface DigestProps {
  report: Report;
  onOpen: OpenFigureHandler;
}

export function ReportDigest({ report, onOpen }: DigestProps) {
  const columns = new Map(reportColumns(report.shape).map((c) => [c.id, c]));
  const totalFirst = [...report.rows].sort((a, b) => Number(b.kind === "total") - Number(a.kind === "total"));
  return (
    <div className="sm:hidden">
      <div className="mb-2 flex items-center justify-between gap-2 text-sm text-muted">
        年初至本月累计，点数字看明细
        <UnitSwitch />
      </div>
      <ul className="flex flex-col gap-2">
        {totalFirst.map((row) => (
          <li
            key={row.key}
            className={clsx(
              "rounded-md border p-2",
              row.kind === "total" ? "border-accent-line bg-accent-soft" : "border-line bg-surface",
              row.kind === "subtotal" && "bg-sunken",
            )}
          >
            <Card row={row} columns={columns} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Card({
  row,
  columns,
  onOpen,
}: {
  row: ReportRow;
  columns: ReadonlyMap<string, ReportColumn>;
  onOpen: OpenFigureHandler;
}) {
  const { unit } = useUnit();
  const open = (column: string) => onOpen({ rowKey: row.key, column, side: "now" });
  const lead = row.values.lead ?? null;
  const { light } = row;
  return (
    <section aria-label={row.name}>
      <div className="flex items-center justify-between gap-2 px-2 pt-1">
        <h2 className="min-w-0 truncate font-semibold">
          {row.kind === "chain" ? <ChainDot index={row.hue} name={row.name} /> : row.name}
          {row.leader ? <span className="ml-2 text-sm font-normal text-muted">{row.leader}</span> : null}
        </h2>
        {light ? (
          <button
            type="button"
            onClick={() => open("lead")}
            className="flex shrink-0 items-center gap-1.5 rounded-sm text-sm"
          >
            <Light state={light} />
            <span className="sr-only">序时</span>
            {figureText("points", lead, unit)} 个百分点
          </button>
        ) : null}
      </div>
      <div className="mt-1 grid grid-cols-2 gap-1">
        {HEADLINES.map(([id, noteId]) => {
          const column = columns.get(id);
          if (!column) return null;
          return (
            <StatFigure
              key={id}
              label={HEADLINE_WORDS[id] ?? column.header}
              value={figureText(column.kind, row.values[id] ?? null, unit)}
              unit={unitWord(column, unit)}
              note={noteOf(columns.get(noteId ?? ""), row, unit)}
              onOpen={() => open(id)}
            />
          );
        })}
      </div>
    </section>
  );
}

const HEADLINE_WORDS: Record<string, string> = {
  signedYearCount: "签约项目",
  outsideYearFen: "省外内资到位",
  startedYearCount: "新开工",
  investmentYearFen: "固定资产投资",
};

const unitWord = ({ kind }: ReportColumn, unit: ScreenUnit): string =>
  kind === "amount" ? UNIT_LABEL[unit] : UNIT_OF_KIND[kind];

/** 金额 28.20 亿元, 同比 6.53%, 开工率 47.37%. */
function noteOf(column: ReportColumn | undefined, row: ReportRow, unit: ScreenUnit): string | undefined {
  if (!column) return undefined;
  const value = row.values[column.id] ?? null;
  const words = column.kind === "amount" ? "金额" : column.header;
  const text = figureText(column.kind, value, unit);
  if (value === null) return `${words} ${text}`;
  return column.kind === "amount" ? `${words} ${text} ${UNIT_LABEL[unit]}` : `${words} ${text}%`;
}
