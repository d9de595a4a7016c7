/** A sheet of words beside the figures: what each thing is called, and what is said of it. */
import { cells } from "./cells";
import { across } from "./two-level-header";
import type { Sheet } from "./xlsx/write-workbook";

interface WordsSheet {
  name: string;
  title: string;
  /** Of the names; the words have the rest of the page. */
  nameWidth: number;
  lines: readonly (readonly [name: string, words: string])[];
}

const WORDS_WIDTH = 110;

export const wordsSheet = ({ name, title, nameWidth, lines }: WordsSheet): Sheet => ({
  name,
  widths: [nameWidth, WORDS_WIDTH],
  rows: [
    [{ text: title, style: "title" }],
    [cells.heading("项"), cells.heading("说明")],
    ...lines.map(([what, words]) => [cells.text(what), cells.text(words)]),
  ],
  merges: [across(0, 0, 1)],
  heights: { 0: 34 },
  headerFrom: 1,
  freeze: { rows: 2, columns: 1 },
  paper: "A4",
});
