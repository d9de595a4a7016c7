"use client";
/** The table of 目标 on a desk and on paper; on a phone each row is a card. */
import clsx from "clsx";
import type { ReactNode } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { NONE, type ScreenUnit, UNIT_LABEL } from "@/components/shared/format";
import { Light } from "@/components/shared/light";
import { FigureButton } from "@/components/shared/stat-figure";
import { useUnit } from "@/components/shared/unit-switch";
import { isAmountIndicator } from "@/server/domain/statistics-columns";
import { LIGHT_SETS } from "@/server/domain/target-progress";
import { figureText } from "../figure-text";
import type { TargetDesk, TargetOdds, TargetRow } from "../statistics-types";
import { CompletionBar } from "./completion-bar";
import { monthsLeft, neededNote, neededWords, oddsWords, signingWords } from "./target-words";

export interface TargetsTableProps {
  desk: TargetDesk;
  /** Null while it is on the way. */
  odds: TargetOdds | null;
  onOpen: (rowKey: string) => void;
}

/** Who has a target, and sums; 其他 only where it holds something. */
const isShown = ({ kind, target, actual }: TargetRow): boolean =>
  kind === "total" || target !== null || (kind === "other" && (actual ?? 0) !== 0);
const isSum = ({ kind }: TargetRow): boolean => kind === "total" || kind === "subtotal";

/** The odds speak of what is still to come; as of an earlier day there are none. */
const hasOdds = ({ knownOn }: TargetDesk): boolean => knownOn === null;

const kindOf = ({ indicator }: TargetDesk) => (isAmountIndicator(indicator) ? "amount" : "count");
const unitWord = (desk: TargetDesk, unit: ScreenUnit) =>
  kindOf(desk) === "amount" ? UNIT_LABEL[unit] : "个";

export function TargetsTable(props: TargetsTableProps) {
  const { desk } = props;
  const rows = desk.rows.filter(isShown);
  const without = desk.rows.filter(
    (row) => row.target === null && (row.kind === "chain" || row.kind === "group"),
  );
  return (
    <>
      <div className="thin-scroll overflow-x-auto rounded-md border border-line bg-surface max-sm:hidden print:overflow-visible">
        <table className="w-full border-collapse text-right tabular-nums print:text-[8.5pt]">
          <Head desk={desk} />
          <tbody>
            {rows.map((row) => (
              <Line key={row.key} row={row} {...props} />
            ))}
          </tbody>
        </table>
      </div>
      <ul className="flex flex-col gap-2 sm:hidden print:hidden">
        {rows.map((row) => (
          <Card key={row.key} row={row} {...props} />
        ))}
      </ul>
      {without.length > 0 ? (
        <p className="mt-2 text-sm text-muted">
          没有下达这项目标：{without.map((row) => row.name).join("、")}。
        </p>
      ) : null}
    </>
  );
}

function Head({ desk }: { desk: TargetDesk }) {
  const { unit } = useUnit();
  const word = unitWord(desk, unit);
  const left = monthsLeft(desk.rows.map((row) => row.needed));
  const columns: [name: string, unit: string, className?: string][] = [
    ["目标", word],
    ["本月", word, "max-lg:hidden print:hidden"],
    ["累计完成", word],
    ["完成率", "%"],
    ["超欠序时", "百分点"],
    ["位次", ""],
    ["得分", "分"],
    ["同比", "%", "max-lg:hidden"],
    ["余下每月需", left === null ? "" : `本月后 ${left} 个月`],
    ...(hasOdds(desk) ? [["推演", "", "text-left"] satisfies [string, string, string]] : []),
  ];
  return (
    <thead className="bg-sunken text-sm text-muted">
      <tr className="h-9">
        <th scope="col" className="px-2 text-left font-medium">
          {desk.cut === "chain" ? "产业链" : desk.cut === "leadUnit" ? "主办部门" : "街道园区"}
        </th>
        {columns.map(([name, note, className]) => (
          <th key={name} scope="col" className={clsx("px-2 font-medium whitespace-nowrap", className)}>
            {name}
            {note ? <span className="ml-1 text-xs font-normal text-faint print:block">{note}</span> : null}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface LineProps extends TargetsTableProps {
  row: TargetRow;
}

const Name = ({ row }: { row: TargetRow }) =>
  row.kind === "chain" ? <ChainDot index={row.hue} name={row.name} /> : row.name;

/** The actual opens its records; nothing has none. */
function Actual({ desk, row, onOpen }: LineProps) {
  const { unit } = useUnit();
  if (row.actual === null) return NONE;
  return (
    <FigureButton onOpen={() => onOpen(row.key)} label={`${row.name}累计完成，看明细`}>
      {figureText(kindOf(desk), row.actual, unit)}
    </FigureButton>
  );
}

function LeadCell({ desk, row }: Pick<LineProps, "desk" | "row">) {
  const { unit } = useUnit();
  const basis = row.scheduleBasis === "plan" ? "月度计划" : "按月均匀";
  const reason = `${LIGHT_SETS[desk.rules.lights]}；序时 ${row.schedule ?? NONE}%（${basis}）`;
  return (
    <span className="inline-flex items-center justify-end gap-1.5 whitespace-nowrap">
      {row.light ? <Light state={row.light} reason={reason} /> : null}
      {figureText("points", row.lead, unit)}
    </span>
  );
}

function OddsCell({ desk, row, odds }: Pick<LineProps, "desk" | "row" | "odds">): ReactNode {
  const found = odds?.[row.key];
  if (!found) return row.needed?.state === "done" ? NONE : odds === null ? "…" : NONE;
  const month = desk.counted?.to ?? desk.month;
  const words = oddsWords(found.season, { indicator: desk.indicator, goal: desk.goal, month });
  const signing = signingWords(found.signing);
  return (
    <details className="text-left">
      <summary className="cursor-pointer rounded-sm print:list-none">
        {words.word}
        {words.range ? <span className="block pl-3.5 text-sm text-muted">{words.range}</span> : null}
      </summary>
      <span className="mt-1 block max-w-72 text-sm whitespace-normal text-muted">{words.basis}</span>
      {signing ? (
        <span className="mt-1 block max-w-72 text-sm whitespace-normal text-muted">{signing}</span>
      ) : null}
    </details>
  );
}

function Line(props: LineProps) {
  const { desk, row } = props;
  const { unit } = useUnit();
  const kind = kindOf(desk);
  const cell = "px-2 py-1.5 whitespace-nowrap";
  const note = neededNote(row.needed, desk.indicator, unit);
  return (
    <tr className={clsx("border-t border-line align-top", isSum(row) && "bg-sunken font-semibold")}>
      <th scope="row" className={clsx(cell, "text-left", !isSum(row) && "font-normal")}>
        <Name row={row} />
        {row.leader ? <span className="block text-sm font-normal text-faint">{row.leader}</span> : null}
      </th>
      <td className={cell}>{figureText(kind, row.target, unit)}</td>
      <td className={clsx(cell, "max-lg:hidden print:hidden")}>{figureText(kind, row.month, unit)}</td>
      <td className={cell}>
        <Actual {...props} />
      </td>
      <td className={cell}>
        {figureText("percent", row.completion, unit)}
        {row.completion === null ? null : <CompletionBar {...row} />}
      </td>
      <td className={cell}>
        <LeadCell {...props} />
      </td>
      <td className={cell}>{row.place ?? NONE}</td>
      <td className={cell}>{row.score ?? NONE}</td>
      <td className={clsx(cell, "max-lg:hidden")}>{figureText("percent", row.growth, unit)}</td>
      <td className={cell}>
        {neededWords(row.needed, desk.indicator, unit)}
        {note ? <span className="block text-sm font-normal text-faint">{note}</span> : null}
      </td>
      {hasOdds(desk) ? (
        <td className={clsx(cell, "text-left font-normal")}>
          <OddsCell {...props} />
        </td>
      ) : null}
    </tr>
  );
}

function Card(props: LineProps) {
  const { desk, row } = props;
  const { unit } = useUnit();
  const kind = kindOf(desk);
  const note = neededNote(row.needed, desk.indicator, unit);
  return (
    <li className={clsx("rounded-md border border-line p-3", isSum(row) ? "bg-sunken" : "bg-surface")}>
      <div className="flex items-baseline justify-between gap-2">
        <h2 className="min-w-0 truncate font-semibold">
          <Name row={row} />
        </h2>
        <span className="shrink-0 text-sm text-muted">
          {row.place === null ? "" : `第 ${row.place} 位`}
          {row.score === null ? "" : ` · ${row.score} 分`}
        </span>
      </div>
      <p className="mt-1 tabular-nums">
        <Actual {...props} /> / {figureText(kind, row.target, unit)} {unitWord(desk, unit)}
      </p>
      {row.completion === null ? null : (
        <>
          <div className="my-1.5">
            <CompletionBar {...row} />
          </div>
          <p className="flex flex-wrap items-center justify-between gap-x-3">
            <span>完成 {row.completion}%</span>
            <span className="inline-flex items-center gap-1">
              <LeadCell {...props} /> 个百分点
            </span>
          </p>
        </>
      )}
      {row.needed ? (
        <p className="mt-1 text-sm text-muted">
          {row.needed.state === "open" ? `余下 ${row.needed.months} 个月每月需 ` : ""}
          {neededWords(row.needed, desk.indicator, unit)}
          {note ? `（${note}）` : ""}
        </p>
      ) : null}
      {hasOdds(desk) && row.needed && row.needed.state !== "done" ? (
        <div className="mt-1 text-sm">
          <OddsCell {...props} />
        </div>
      ) : null}
    </li>
  );
}
