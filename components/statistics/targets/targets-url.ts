/** What the address of 目标 says. */
import { z } from "zod";
import { KNOWN_DAY } from "@/components/shared/known-day";
import { urlMonth, urlParam } from "@/components/shared/url-state";
import { TARGET_CUT_NAMES } from "@/server/contracts/target-desk";
import { TARGET_INDICATOR_NAMES } from "@/server/domain/statistics-columns";
import { TARGET_GOAL_NAMES } from "@/server/domain/target-spans";

export const TARGETS_URL = {
  month: urlMonth(),
  view: urlParam(z.enum(["progress", "board"]), "progress"),
  cut: urlParam(z.enum(TARGET_CUT_NAMES), "chain"),
  indicator: urlParam(z.enum(TARGET_INDICATOR_NAMES), "outsideFen"),
  goal: urlParam(z.enum(TARGET_GOAL_NAMES), "year/annual"),
  known: KNOWN_DAY,
  /** Row whose records are shown. */
  row: urlParam(z.string().max(80).nullable(), null),
};
