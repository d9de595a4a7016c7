/** Lists of projects that a text counts and names in its tables: what is open, and since when. */
import { addMonths, type Day, monthOfDay, type StatMonth } from "../periods";
import type { RateId } from "../rates";

export const LIST_IDS = ["unstarted", "unconverted", "red", "stalled"] as const;
export type ListId = (typeof LIST_IDS)[number];

interface ProjectList {
  word: string;
  name: string;
  definition: string;
  /** The rate whose denominator holds those of the list that its numerator does not; null: told by the light and the last progress of today. */
  rate: Extract<RateId, "started" | "framework"> | null;
}

/** A text of a month may say what is open today as long as somebody may still be writing it: until the next quarter has ended. */
const MOST_MONTHS_AGO = 3;
/** Whether what is open today says nothing of the month any more. */
export const isLongAgo = (month: StatMonth, today: Day): boolean =>
  addMonths(month, MOST_MONTHS_AGO) < monthOfDay(today);
/** Of whatever is told from today. */
export const NOT_LONG_AGO = `统计月早于出稿${MOST_MONTHS_AGO}个月以上的，不写。`;

export const PROJECT_LISTS: Record<ListId, ProjectList> = {
  unstarted: {
    word: "签约未开工项目数",
    name: "签约未开工项目",
    definition:
      "截至统计月末已正式签约（不论哪一年）、没有终止流失而还未开工的项目；与开工率同一口径，即其分母减分子，已竣工、投产的视同已开工。",
    rate: "started",
  },
  unconverted: {
    word: "框架未转化项目数",
    name: "框架协议未转正式项目",
    definition:
      "截至统计月末已签框架协议（不论哪一年）、没有终止流失而还未正式签约的项目；与框架转化率同一口径，即其分母减分子。",
    rate: "framework",
  },
  red: {
    word: "红灯项目数",
    name: "红灯项目",
    definition: `出稿时在库（不含搁置、终止、流失）、亮灯为滞后的项目；亮灯规则见设置。${NOT_LONG_AGO}`,
    rate: null,
  },
  stalled: {
    word: "停滞项目数",
    name: "停滞项目",
    definition: `出稿时在库、未竣工、不在公海，距最近一次进展已满设置中“久未跟进”红灯天数的项目，不论处在哪个阶段；可与红灯项目重复。${NOT_LONG_AGO}`,
    rate: null,
  },
};
