"use client";
/** The totals of the ledger, and beside them what goes in or what the system made of it. */
import clsx from "clsx";
import { formatCount } from "@/components/shared/format";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import type { LedgerTotals } from "@/server/contracts/import";
import { chainLines, figuresOf, type LedgerFigure } from "./ledger-figures";
import { type PlainColumn, PlainTable } from "./plain-table";

export interface TotalsSide {
  title: string;
  totals: LedgerTotals;
}

interface TotalsProps {
  sides: readonly TotalsSide[];
  year: number;
  /** Names of chains in the order of the system; chains of the ledger alone come after. */
  order: readonly string[];
  /** Say of each line whether the first two sides are one. */
  compared?: boolean;
}

export function TotalsTable({ sides, year, order, compared = false }: TotalsProps) {
  const lists = sides.map(({ totals }) => figuresOf(totals, year));
  const chains = chainLines(
    sides.map((s) => s.totals),
    order,
  );
  const figureColumns: PlainColumn[] = [
    { header: "指标" },
    ...sides.map((side) => ({ header: side.title, figure: true })),
    ...(compared ? [{ header: "核对" }] : []),
  ];
  const chainColumns: PlainColumn[] = [
    { header: "产业链" },
    ...sides.flatMap(({ title }) => [
      { header: sides.length > 1 ? `${title}（个）` : "项目（个）", figure: true },
      { header: "计划总投资", figure: true },
    ]),
    ...(compared ? [{ header: "核对" }] : []),
  ];
  return (
    <div className="grid xl:grid-cols-2 xl:divide-x xl:divide-line">
      <PlainTable label="合计" columns={figureColumns}>
        {lists[0]?.map((figure, at) => (
          <tr key={figure.label} className="border-t border-line">
            <th scope="row" className="px-3 py-1 text-left font-normal">
              {figure.label} <Unit kind={figure.kind} />
            </th>
            {lists.map((list, side) => (
              <td key={sides[side]?.title} className="figure px-3 py-1">
                {list[at] ? <Value figure={list[at]} /> : null}
              </td>
            ))}
            {compared ? <Verdict equal={figure.value === lists[1]?.[at]?.value} /> : null}
          </tr>
        ))}
      </PlainTable>
      <PlainTable label="分产业链合计" columns={chainColumns}>
        {chains.map(({ chain, sides: values }) => (
          <tr key={chain} className="border-t border-line">
            <th scope="row" className="px-3 py-1 text-left font-normal">
              {chain}
            </th>
            {values.map(({ count, fen }, side) => [
              <td key={`${sides[side]?.title} count`} className="figure px-3 py-1">
                {formatCount(count)}
              </td>,
              <td key={`${sides[side]?.title} amount`} className="figure px-3 py-1">
                <Amount fen={fen} />
              </td>,
            ])}
            {compared ? (
              <Verdict equal={values[0]?.count === values[1]?.count && values[0]?.fen === values[1]?.fen} />
            ) : null}
          </tr>
        ))}
      </PlainTable>
    </div>
  );
}

const Unit = ({ kind }: { kind: LedgerFigure["kind"] }) => (
  <span className="text-sm text-faint">{kind === "count" ? "个" : <UnitWord />}</span>
);

const Value = ({ figure }: { figure: LedgerFigure }) =>
  figure.kind === "count" ? formatCount(figure.value) : <Amount fen={figure.value} />;

const Verdict = ({ equal }: { equal: boolean }) => (
  <td className={clsx("px-3 py-1 whitespace-nowrap", equal ? "text-ok" : "font-medium text-late")}>
    <span aria-hidden>{equal ? "✓" : "✕"}</span> {equal ? "一致" : "不一致"}
  </td>
);
