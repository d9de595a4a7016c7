"use client";
/** The rates of every row of a cut: the percentage, and small under it what it is made of; each opens its projects. */
import clsx from "clsx";
import { type MouseEvent, useCallback } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { CUTS } from "@/server/contracts/statistics";
import { windowLabel } from "@/server/domain/rate-windows";
import { definitionOf, RATE_IDS, type RateMeasure, rateLabels, rateWords } from "@/server/domain/rates";
import { useFigureKeys } from "../use-figure-keys";
import { rateText, shareText } from "./rate-text";
import type { Rates, RatesRow } from "./rates-types";
import type { OpenRateHandler } from "./rates-url";

const TONE: Record<RatesRow["kind"], string> = {
  chain: "bg-surface font-normal",
  group: "bg-surface font-normal",
  other: "bg-surface font-normal",
  subtotal: "bg-sunken font-medium",
  total: "bg-accent-soft font-semibold",
};
/** The first column of figures says how many projects there are; it opens those of 注册率, which are all signed ones. */
export const SIGNED = "registered";

interface TableProps {
  rates: Rates;
  measure: RateMeasure;
  onOpen: OpenRateHandler;
}

export function RatesTable({ rates, measure, onOpen }: TableProps) {
  const keys = useFigureKeys(rates.rows.length, RATE_IDS.length + 1);
  const open = useCallback(
    (event: MouseEvent<HTMLElement>) => {
      const [r = 0, c = 0] = (event.currentTarget.dataset.figure ?? "").split(":").map(Number);
      const row = rates.rows[r];
      const rate = c === 0 ? SIGNED : RATE_IDS[c - 1];
      if (row && rate) onOpen({ rowKey: row.key, rate, measure: c === 0 ? "count" : measure });
    },
    [rates.rows, measure, onOpen],
  );
  return (
    <div className="thin-scroll shrink overflow-auto rounded-md border border-line bg-surface max-sm:hidden sm:min-h-64">
      <table
        ref={keys.table}
        {...keys.corner}
        className="w-full border-separate border-spacing-0 text-right tabular-nums"
      >
        <caption className="sr-only">
          转化率，{windowLabel(rates)}。方向键在数字间移动，回车打开项目。
        </caption>
        <Head rates={rates} />
        <tbody>
          {rates.rows.map((row, index) => (
            <Row
              key={row.key}
              row={row}
              index={index}
              rates={rates}
              measure={measure}
              reachable={keys.at.row === index ? keys.at.column : -1}
              onOpen={open}
              onPress={keys.press}
              onLand={keys.land}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ rates }: { rates: Rates }) {
  const words = rateWords(rates.settings.rules);
  const cell = "sticky top-0 z-10 border-b border-line bg-sunken px-2 text-sm font-medium text-muted";
  return (
    <thead>
      <tr className="h-10">
        <th scope="col" className={clsx(cell, "left-0 z-20 border-r border-r-line-strong text-left")}>
          {CUTS[rates.cut].replace("按", "")}
        </th>
        <th scope="col" className={clsx(cell, "whitespace-nowrap")}>
          {rates.way === "period" ? "新签约" : "签约项目"}{" "}
          <span className="text-xs font-normal text-faint">个</span>
        </th>
        {RATE_IDS.map((id) => (
          <th
            key={id}
            scope="col"
            className={clsx(cell, "min-w-20 whitespace-nowrap")}
            title={definitionOf(words[id], rates.way)}
          >
            {words[id].name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type Keys = ReturnType<typeof useFigureKeys>;
interface RowProps {
  row: RatesRow;
  index: number;
  rates: Rates;
  measure: RateMeasure;
  /** The figure of this row that Tab reaches; −1: none. */
  reachable: number;
  onOpen: (event: MouseEvent<HTMLElement>) => void;
  onPress: Keys["press"];
  onLand: Keys["land"];
}

function Row({ row, index, rates, measure, reachable, onOpen, onPress, onLand }: RowProps) {
  const tone = clsx(TONE[row.kind], row.kind === "total" && "sticky bottom-0 z-10");
  const words = rateWords(rates.settings.rules);
  const labels = rateLabels(rates);
  const figure = (column: number, name: string, text: string, under: string) => (
    <button
      type="button"
      data-figure={`${index}:${column}`}
      tabIndex={reachable === column ? 0 : -1}
      aria-label={`${row.name} ${[name, ...labels].join(" ")} ${text} ${under}，查看项目`}
      onClick={onOpen}
      onKeyDown={onPress}
      onFocus={onLand}
      className={clsx(
        "flex min-h-11 w-full scroll-mt-12 scroll-mb-12 scroll-ml-40 flex-col items-end justify-center px-2 whitespace-nowrap",
        "hover:bg-accent-soft hover:text-accent hover:underline focus-visible:-outline-offset-2",
        (text === "—" || text === "0") && "text-faint",
      )}
    >
      {text}
      {under ? <span className="text-xs font-normal text-faint">{under}</span> : null}
    </button>
  );
  const cell = clsx("border-b border-b-line p-0", tone);
  return (
    <tr>
      <th
        scope="row"
        className={clsx(
          "sticky left-0 z-10 max-w-44 truncate border-r border-b border-line border-r-line-strong px-2 text-left whitespace-nowrap",
          tone,
          row.kind === "total" && "z-20",
        )}
      >
        {row.kind === "chain" ? <ChainDot index={row.hue} name={row.name} /> : row.name}
      </th>
      <td className={cell}>{figure(0, "签约项目", String(row.rates[SIGNED].count?.whole ?? 0), "")}</td>
      {RATE_IDS.map((id, i) => {
        const share = row.rates[id][measure];
        return (
          <td key={id} className={cell}>
            {figure(i + 1, words[id].name, rateText(share), shareText(id, measure, share))}
          </td>
        );
      })}
    </tr>
  );
}
