/** The rates on a phone: one row a card, each rate a line that opens its projects. */
import clsx from "clsx";
import { ChainDot } from "@/components/shared/chain-dot";
import { RATE_IDS, type RateMeasure, rateLabels, rateWords } from "@/server/domain/rates";
import { rateText, shareText } from "./rate-text";
import { SIGNED } from "./rates-table";
import type { Rates, RatesRow } from "./rates-types";
import type { OpenRateHandler } from "./rates-url";

interface CardsProps {
  rates: Rates;
  measure: RateMeasure;
  onOpen: OpenRateHandler;
}

/** The whole first: it is what a person in a hurry asks for, and the only card that is open. */
const orderOf = (rows: readonly RatesRow[]): RatesRow[] => [
  ...rows.filter(({ kind }) => kind === "total"),
  ...rows.filter(({ kind }) => kind !== "total"),
];

export const RatesCards = ({ rates, measure, onOpen }: CardsProps) => (
  <ul className="flex flex-col gap-2 sm:hidden">
    {orderOf(rates.rows).map((row) => (
      <li key={row.key} className="rounded-md border border-line bg-surface">
        <details open={row.kind === "total"}>
          <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-2 px-3">
            <span className="min-w-0 truncate font-semibold">
              {row.kind === "chain" ? <ChainDot index={row.hue} name={row.name} /> : row.name}
            </span>
            <span className="shrink-0 text-sm text-muted">签约 {row.rates[SIGNED].count?.whole ?? 0} 个</span>
          </summary>
          <RateLines row={row} rates={rates} measure={measure} onOpen={onOpen} />
        </details>
      </li>
    ))}
  </ul>
);

function RateLines({ row, rates, measure, onOpen }: CardsProps & { row: RatesRow }) {
  const words = rateWords(rates.settings.rules);
  const labels = rateLabels(rates);
  return (
    <ul className="border-t border-line">
      {RATE_IDS.map((id) => {
        const share = row.rates[id][measure];
        const [text, under] = [rateText(share), shareText(id, measure, share)];
        return (
          <li key={id} className="border-t border-line first:border-t-0">
            <button
              type="button"
              aria-label={`${row.name} ${[words[id].name, ...labels].join(" ")} ${text} ${under}，查看项目`}
              onClick={() => onOpen({ rowKey: row.key, rate: id, measure })}
              className="flex min-h-11 w-full items-center gap-3 px-3 text-left tabular-nums focus-visible:-outline-offset-2"
            >
              <span className="min-w-0 flex-1">{words[id].name}</span>
              <span className="text-sm text-muted">{under}</span>
              <span className={clsx("w-20 text-right", text === "—" && "text-faint")}>{text}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
