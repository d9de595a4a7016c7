/** What of 阶段流转 stands in its address: the two days, the chain, the open cell. */
import { z } from "zod";
import { urlParam } from "@/components/shared/url-state";
import { addDays, addMonths, type Day, isDay, lastDayOf, monthOfDay } from "@/server/domain/periods";
import {
  FLOW_COLUMN_NAMES,
  FLOW_STAGE_NAMES,
  type FlowColumn,
  type FlowStage,
} from "@/server/domain/stage-flow";

const day = urlParam<string | null>(z.string().refine(isDay).nullable(), null);

export const FLOW_URL = {
  from: day,
  /** Missing: what is known now. */
  to: day,
  chain: urlParam(z.coerce.number().int().positive().nullable(), null),
  stage: urlParam<FlowStage | null>(z.enum(FLOW_STAGE_NAMES).nullable(), null),
  column: urlParam<FlowColumn | null>(z.enum(FLOW_COLUMN_NAMES).nullable(), null),
};

/** Without a choice, the running month: from the end of the last one until now. */
export const startingFrom = (today: Day): Day => lastDayOf(addMonths(monthOfDay(today), -1));

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
