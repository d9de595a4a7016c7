"use client";
/** The list in the drawer of a rate: those that do not meet it first, each condition with its day or without. */
import clsx from "clsx";
import Link from "next/link";
import { formatCount, formatDay, formatMonth, NONE, UNIT_LABEL } from "@/components/shared/format";
import { useUnit } from "@/components/shared/unit-switch";
import { Badge } from "@/components/ui/badge";
import { rateWords } from "@/server/domain/rates";
import { sideText } from "./rate-text";
import type { Drilled } from "./rates-types";

const MONTH_OF_GROUP = {
  contract: "签约月",
  started: "签约月",
  framework: "签框架月",
  lead: "登记月",
} as const;

export function RateProjects({ drill }: { drill: Drilled }) {
  const { unit } = useUnit();
  const { condition, group } = rateWords(drill.settings.rules)[drill.rate];
  const text = (value: number) => sideText(drill.money, value, unit);
  const cell = "px-2 font-medium";
  const number = "px-2 text-right tabular-nums whitespace-nowrap";
  return (
    <table className="w-full border-collapse text-left">
      <thead className="bg-sunken text-sm text-muted">
        <tr className="h-9">
          <th scope="col" className={cell}>
            项目与各项条件
          </th>
          <th scope="col" className={clsx(cell, "max-sm:hidden")}>
            {MONTH_OF_GROUP[group]}
          </th>
          <th scope="col" className={clsx(cell, "text-right")}>
            {condition}
            {drill.money ? (
              <span className="block text-xs font-normal text-faint">{UNIT_LABEL[unit]}</span>
            ) : null}
          </th>
          <th scope="col" className={clsx(cell, "text-right")}>
            分母
            {drill.money ? (
              <span className="block text-xs font-normal text-faint">{UNIT_LABEL[unit]}</span>
            ) : null}
          </th>
        </tr>
      </thead>
      <tbody>
        {drill.rows.map((row) => (
          <ProjectLine key={row.projectId} row={row} drill={drill} text={text} />
        ))}
        {drill.hidden.count > 0 ? (
          <tr className="border-t border-line text-muted">
            <td className="px-2 py-1.5">其他 {formatCount(drill.hidden.count)} 个项目（无权查看明细）</td>
            <td className="max-sm:hidden" />
            <td className={number}>{text(drill.hidden.part)}</td>
            <td className={number}>{text(drill.hidden.whole)}</td>
          </tr>
        ) : null}
        {drill.masked.map((m) => (
          <tr key={`${m.chainName}/${m.sizeWord}`} className="border-t border-line text-muted">
            <td className="py-1.5 pr-2 pl-6">
              {drill.hidden.count > 0 ? "其中" : ""}敏感线索{m.count > 1 ? ` ${formatCount(m.count)} 条` : ""}{" "}
              · {m.chainName ?? "其他"} · {m.sizeWord}
            </td>
            <td className="max-sm:hidden" />
            <td className={number}>{m.part === null ? "不单列" : text(m.part)}</td>
            <td className={number}>{m.whole === null ? "" : text(m.whole)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-line-strong font-semibold">
          <td className="px-2 py-2">Σ {formatCount(drill.total.count)} 个项目</td>
          <td className="max-sm:hidden" />
          <td className={number}>{text(drill.total.part)}</td>
          <td className={number}>{text(drill.total.whole)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

interface LineProps {
  row: Drilled["rows"][number];
  drill: Drilled;
  text: (value: number) => string;
}

function ProjectLine({ row, drill, text }: LineProps) {
  const met = row.part !== 0;
  const number = "px-2 text-right align-top py-1.5 tabular-nums whitespace-nowrap";
  return (
    <tr className="border-t border-line">
      <td className="px-2 py-1.5">
        <Link href={`/projects/${row.projectId}`} className="hover:underline">
          {row.name}
        </Link>
        <span className="block text-sm text-faint">
          {row.number}
          {row.contractOn ? ` · 签约 ${formatDay(row.contractOn)}` : ""}
        </span>
        <span className="flex flex-wrap gap-x-3 text-sm">
          {row.steps
            // Of one who meets the rate, what it asks beside is no news.
            .filter((step) => !met || step.on || step.waived)
            .map((step) => (
              <span key={step.name} className={step.on || step.waived ? "text-muted" : "text-faint"}>
                {step.on || step.waived ? "✓" : "✗"} {step.name}{" "}
                {step.on ? formatDay(step.on) : step.waived ? "无需用地" : "未办"}
              </span>
            ))}
          {row.endedOn ? <Badge tone="late">终止 {formatDay(row.endedOn)}</Badge> : null}
        </span>
      </td>
      <td className="px-2 py-1.5 align-top whitespace-nowrap max-sm:hidden">{formatMonth(row.groupMonth)}</td>
      <td className={clsx(number, !met && "text-faint")}>
        {drill.money ? text(row.part) : met ? "✓" : NONE}
      </td>
      <td className={number}>{drill.money ? text(row.whole) : row.whole === 1 ? "1" : NONE}</td>
    </tr>
  );
}
