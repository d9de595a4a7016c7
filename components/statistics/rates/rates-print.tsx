"use client";
/** The rates on paper: one A3 sheet with numerators and denominators, the definitions in force and since when. */
import clsx from "clsx";
import { formatInstant } from "@/components/shared/format";
import { useViewer } from "@/components/shared/viewer";
import { CUTS } from "@/server/contracts/statistics";
import { monthLabel } from "@/server/domain/periods";
import { windowLabel } from "@/server/domain/rate-windows";
import {
  definitionOf,
  RATE_IDS,
  RATE_MEASURES,
  type RateMeasure,
  rateLabels,
  rateNotes,
  rateWords,
} from "@/server/domain/rates";
import { PrintTitle } from "../print-title";
import { rateText, shareText } from "./rate-text";
import { SIGNED } from "./rates-table";
import type { Rates } from "./rates-types";

const CELL = "border border-line px-[0.8mm] py-[0.9mm]";

export function RatesPrint({ rates, measure }: { rates: Rates; measure: RateMeasure }) {
  const viewer = useViewer();
  const words = rateWords(rates.settings.rules);
  const asOf = rates.knownOn === null ? formatInstant(new Date(rates.asOf)) : `${rates.knownOn} 日终所知`;
  const labels = [RATE_MEASURES[measure], ...rateLabels(rates)].join("，");
  const cut = rates.cut === "chain" ? "" : `（${CUTS[rates.cut]}）`;
  return (
    <div className="print-only print-wide text-[9pt] leading-[1.35]">
      <PrintTitle
        title={`${rates.district}招商引资项目转化率（${windowLabel(rates)}）${cut}`}
        district={rates.district}
        bureau={rates.bureau}
        middle={`${labels}${rates.way === "cohort" ? `，截至${monthLabel(rates.cutoff)}末` : ""}`}
        right={`数据时点：${asOf}`}
      />
      <table className="mb-2 w-full border-collapse text-right tabular-nums">
        <thead>
          <tr>
            <th scope="col" className={clsx(CELL, "bg-sunken text-center")}>
              {CUTS[rates.cut].replace("按", "")}
            </th>
            <th scope="col" className={clsx(CELL, "bg-sunken text-center")}>
              签约项目（个）
            </th>
            {RATE_IDS.map((id) => (
              <th key={id} scope="col" className={clsx(CELL, "bg-sunken text-center")}>
                {words[id].name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rates.rows.map((row) => (
            <PaperRow key={row.key} row={row} measure={measure} />
          ))}
        </tbody>
      </table>
      <p className="font-semibold">口径说明</p>
      <ol className="list-decimal pl-5">
        {[...rateNotes(rates, rates.settings.since), ...rates.warnings].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ol>
      <ul className="mt-1 columns-2 gap-x-6 text-[8pt]">
        {RATE_IDS.map((id) => (
          <li key={id} className="break-inside-avoid">
            <b>{words[id].name}</b>　{definitionOf(words[id], rates.way)}
          </li>
        ))}
      </ul>
      <p className="mt-2 border-t border-line pt-1">
        {viewer.name} 打印 · 数据时点 {asOf} · 内部资料，请勿外传
      </p>
    </div>
  );
}

function PaperRow({ row, measure }: { row: Rates["rows"][number]; measure: RateMeasure }) {
  const sum = row.kind === "subtotal" || row.kind === "total";
  return (
    <tr className={clsx(sum && "bg-sunken font-semibold")}>
      <th scope="row" className={clsx(CELL, "text-left", sum ? "font-semibold" : "font-normal")}>
        {row.name}
      </th>
      <td className={CELL}>{row.rates[SIGNED].count?.whole ?? 0}</td>
      {RATE_IDS.map((id) => {
        const share = row.rates[id][measure];
        return (
          <td key={id} className={clsx(CELL, "whitespace-nowrap")}>
            {rateText(share)}
            <span className="block text-[0.8em] font-normal">{shareText(id, measure, share)}</span>
          </td>
        );
      })}
    </tr>
  );
}
