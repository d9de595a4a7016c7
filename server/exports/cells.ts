/** Cells from values: amounts become exact decimal text in 万元, empty stays empty and never turns into 0. */
import { type Fen, formatFen } from "@/server/domain/amounts";
import { firstDayOf, type StatMonth } from "@/server/domain/periods";
import type { Style } from "./xlsx/styles";
import type { Cell } from "./xlsx/write-workbook";

const orBlank = (style: Style, text: string | null | undefined): Cell =>
  text ? { text, style } : { blank: true, style };

export const cells = {
  text: (text: string | null | undefined): Cell => orBlank("text", text),
  centred: (text: string | null | undefined): Cell => orBlank("centred", text),
  /** The unit stands on a line of its own: 到位金额 / （万元）. */
  heading: (text: string): Cell => ({
    text: text.replace(/（(?:[^（）]*元|亩)）$/, "\n$&"),
    style: "heading",
  }),
  note: (text: string): Cell => ({ text, style: "note" }),
  count: (n: number | null): Cell =>
    n === null ? { blank: true, style: "count" } : { number: String(n), style: "count" },
  wan: (fen: Fen | null): Cell =>
    fen === null ? { blank: true, style: "wan" } : { number: formatFen(fen, "wan", 6), style: "wan" },
  /** 亿元, in the same format. */
  yi: (fen: Fen | null): Cell =>
    fen === null ? { blank: true, style: "wan" } : { number: formatFen(fen, "yi", 10), style: "wan" },
  day: (day: string | null): Cell => (day === null ? { blank: true, style: "day" } : { day, style: "day" }),
  month: (month: StatMonth | null): Cell =>
    month === null ? { blank: true, style: "month" } : { day: firstDayOf(month), style: "month" },
};
