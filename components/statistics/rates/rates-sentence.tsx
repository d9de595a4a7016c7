"use client";
/** The rates in the words of the bulletins; every number opens its projects. */
import { FigureButton } from "@/components/shared/stat-figure";
import { rateSentence } from "@/server/domain/rate-sentence";
import { type RateMeasure, rateWords } from "@/server/domain/rates";
import type { Rates } from "./rates-types";
import type { OpenRateHandler } from "./rates-url";

interface RatesSentenceProps {
  rates: Rates;
  /** What the table below shows; the sentence keeps its own, and says so. */
  measure: RateMeasure;
  onOpen: OpenRateHandler;
}

export function RatesSentence({ rates, measure, onOpen }: RatesSentenceProps) {
  const total = rates.rows.find((r) => r.kind === "total");
  if (!total) return null;
  const parts = rateSentence({ ...rates, rates: total.rates, words: rateWords(rates.settings.rules) });
  return (
    <p className="mb-2 shrink-0 rounded-md border border-line bg-surface px-4 py-2.5 leading-7">
      {measure === "amount" ? <span className="text-muted">个数按项目，资金按金额：</span> : null}
      {parts.map((part) =>
        typeof part === "string" ? (
          part
        ) : (
          <FigureButton
            key={`${part.rate}${part.text}`}
            label={`${part.text}，查看项目`}
            onOpen={() => onOpen({ rowKey: total.key, rate: part.rate, measure: part.measure })}
          >
            {part.text}
          </FigureButton>
        ),
      )}
    </p>
  );
}
