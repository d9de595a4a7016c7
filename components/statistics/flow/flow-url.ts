/** What of 阶段流转 stands in its address: the two days, the chain, the open cell. */
import { z } from "zod";
import { urlMonth, urlParam } from "@/components/shared/url-state";
import {
  addDays,
  addMonths,
  type Day,
  isDay,
  lastDayOf,
  monthOfDay,
  type StatMonth,
} from "@/server/domain/periods";
import {
  FLOW_COLUMN_NAMES,
  FLOW_STAGE_NAMES,
  type FlowColumn,
  type FlowStage,
} from "@/server/domain/stage-flow";

const day = urlParam<string | null>(z.string().refine(isDay).nullable(), null);

export const FLOW_URL = {
  /** Of the rooms of the statistics: the span, where the address has none of its own. */
  month: urlMonth(),
  from: day,
  /** Missing: what is known now. */
  to: day,
  chain: urlParam(z.coerce.number().int().positive().nullable(), null),
  stage: urlParam<FlowStage | null>(z.enum(FLOW_STAGE_NAMES).nullable(), null),
  column: urlParam<FlowColumn | null>(z.enum(FLOW_COLUMN_NAMES).nullable(), null),
};

interface Asked {
  month: StatMonth | null;
  from: Day | null;
  to: Day | null;
}

/**
 * The span that an address means. Without one of its own, a month from the end of the one before: the month that the rooms
 * show until its own end, the running one until now.
 */
export function askedSpan({ month, from, to }: Asked, today: Day): { from: Day; to: Day | null } {
  const running = monthOfDay(today);
  const chosen = from === null && to === null ? Math.min(month ?? running, running) : running;
  return {
    from: from ?? lastDayOf(addMonths(chosen, -1)),
    to: chosen < running ? lastDayOf(chosen) : to,
  };
}

export interface FlowSpan {
  label: string;
  from: Day;
  to: Day | null;
}

/** Spans that people ask for: this month, the last one, this year. */
export function usualSpans(today: Day): FlowSpan[] {
  const month = monthOfDay(today);
  const end = (n: number) => lastDayOf(addMonths(month, -n));
  return [
    { label: "本月以来", from: end(1), to: null },
    { label: "上月", from: end(2), to: end(1) },
    { label: "本年以来", from: addDays(`${today.slice(0, 4)}-01-01`, -1), to: null },
  ];
}
