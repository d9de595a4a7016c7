"use client";

import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { type ChartTokens, readChartTokens } from "./chart-tokens";

export interface ChartTable {
  columns: readonly string[];
  /** The first cell of a row is its name; figures are already formatted. */
  rows: readonly (readonly string[])[];
}

interface EChartProps {
  /** What the chart shows, in one sentence: its caption and its name for a screen reader. */
  label: string;
  /** Memoise it: a new function draws the chart again. */
  option: (tokens: ChartTokens) => EChartsCoreOption;
  /** The same figures as a table, one key away. */
  table: ChartTable;
  height?: number;
}

/** A chart in the product's colours that turns into its table. The library is loaded when the first one appears. */
export function EChart({ label, option, table, height = 260 }: EChartProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 flex items-center gap-2">
        <span className="min-w-0 flex-1 font-medium">{label}</span>
        <Button size="sm" variant="ghost" className="no-print" onClick={() => setAsTable(!asTable)}>
          {asTable ? "看图" : "看数字"}
        </Button>
      </figcaption>
      {asTable ? (
        <FigureRows label={label} table={table} />
      ) : (
        <Drawing label={label} option={option} height={height} />
      )}
    </figure>
  );
}

function Drawing({ label, option, height }: Required<Omit<EChartProps, "table">>) {
  const box = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    let chart: EChartsType | null = null;
    let gone = false;
    const draw = () => {
      const tokens = readChartTokens();
      chart?.setOption(
        { animation: false, textStyle: { fontFamily: tokens.font, color: tokens.muted }, ...option(tokens) },
        { notMerge: true },
      );
    };
    const resized = new ResizeObserver(() => chart?.resize());
    const retuned = new MutationObserver(draw);
    const scheme = window.matchMedia("(prefers-color-scheme: dark)");
    import("./echart-core").then(({ init }) => {
      if (gone) return;
      chart = init(node, null, { renderer: "svg" });
      draw();
      setReady(true);
      resized.observe(node);
      retuned.observe(document.documentElement, { attributeFilter: ["data-theme"] });
      scheme.addEventListener("change", draw);
    });
    return () => {
      gone = true;
      resized.disconnect();
      retuned.disconnect();
      scheme.removeEventListener("change", draw);
      chart?.dispose();
    };
  }, [option]);
  return (
    <div className="relative" style={{ height }}>
      {ready ? null : <Skeleton className="absolute inset-0 h-full w-full" />}
      <div ref={box} role="img" aria-label={label} className="h-full w-full" />
    </div>
  );
}

function FigureRows({ label, table }: { label: string; table: ChartTable }) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table aria-label={label} className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line-strong text-sm text-muted">
            {table.columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={index === 0 ? "px-2 py-1 text-left" : "figure px-2 py-1"}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]} className="border-b border-line">
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key={table.columns[index]} scope="row" className="px-2 py-1 text-left font-normal">
                    {cell}
                  </th>
                ) : (
                  <td key={table.columns[index]} className="figure px-2 py-1">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
