/** Which figures a text asks for beside the report by chain, so that no others are read. */
import type { Day, StatMonth } from "@/server/domain/periods";
import type { TableWord } from "@/server/domain/writing/exhibits";
import type { AddressCut } from "@/server/domain/writing/figure-address";
import { isLongAgo, type ListId, PROJECT_LISTS } from "@/server/domain/writing/project-lists";
import type { PhraseWord } from "@/server/domain/writing/words";

export interface FigureAsks {
  lists: Set<ListId>;
  checks: boolean;
  cuts: Set<AddressCut>;
}

/** Without what is told from today, where the month is long past. */
export const asksOfMonth = ({ lists, checks, cuts }: FigureAsks, month: StatMonth, today: Day): FigureAsks =>
  isLongAgo(month, today)
    ? { lists: new Set([...lists].filter((id) => PROJECT_LISTS[id].rate !== null)), checks: false, cuts }
    : { lists, checks, cuts };

export const TABLE_SOURCES: Record<TableWord, { cut?: AddressCut; lists?: readonly ListId[] }> = {
  指标完成: { cut: "chain" },
  分产业链: { cut: "chain" },
  来源地: { cut: "province" },
  投资规模: { cut: "tier" },
  行业: { cut: "industry" },
  签约未开工: { lists: ["unstarted"] },
  红灯停滞: { lists: ["red", "stalled"] },
  框架未转化: { lists: ["unconverted"] },
};

export const CUT_OF_PHRASE: Partial<Record<PhraseWord, Exclude<AddressCut, "chain">>> = {
  主要来源地: "province",
  主要行业: "industry",
  规模结构: "tier",
};
