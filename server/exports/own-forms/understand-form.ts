/** What each placeholder of a form means; one that means nothing is named with its cell and the nearest word. */
import "server-only";
import { CUT_NAMES, type Cut } from "@/server/contracts/statistics";
import { nearestWord, type Placeholder, plainWord } from "@/server/domain/form-placeholders";
import {
  COMMON_WORDS,
  type CommonWord,
  cutOf,
  cutWord,
  type FigureWord,
  LINE_WORDS,
  LIST_WORDS,
  type LineWord,
  PROJECTS,
  type ProjectWord,
  projectWords,
} from "./form-words";
import type { Form, FormCell, FormProblem } from "./read-form";

export type Meaning =
  | { kind: "common"; word: CommonWord }
  | { kind: "figure"; figure: FigureWord; row: { cuts: readonly Cut[]; name: string } | null }
  | { kind: "line"; word: LineWord }
  | { kind: "project"; word: ProjectWord };

/** What a row repeats for: the rows of a cut, or projects. */
export type Source = Cut | typeof PROJECTS;

export interface Vocabulary {
  figures: ReadonlyMap<string, FigureWord>;
  projects: ReadonlyMap<string, ProjectWord>;
}

export const vocabularyOf = (figures: readonly FigureWord[]): Vocabulary => ({
  figures: new Map(figures.flatMap((one) => [one.word, ...one.also].map((word) => [plainWord(word), one]))),
  projects: new Map(projectWords().map((one) => [plainWord(one.word), one])),
});

export const sourceOf = (word: string): Source | null =>
  plainWord(word) === PROJECTS ? PROJECTS : cutOf(word);

const keyIn = <Key extends string>(words: Record<Key, string>, name: string): Key | undefined =>
  (Object.keys(words) as Key[]).find((word) => plainWord(word) === name);

/** The words that may stand where this placeholder does. */
function knownWords({ figures, projects }: Vocabulary, source: Source | null): string[] {
  const own =
    source === null
      ? []
      : source === PROJECTS
        ? ["序号", ...[...projects.values()].map(({ word }) => word)]
        : Object.keys(LINE_WORDS);
  return [...own, ...Object.keys(COMMON_WORDS), ...[...figures.values()].flatMap((f) => [f.word, ...f.also])];
}

const unknown = (placeholder: Placeholder, words: Iterable<string>): string => {
  const near = nearestWord(placeholder.name, words);
  return `没有占位符 ${placeholder.raw}${near === null ? "，可在“占位符一览”中查找" : `，是否要写 {{${near}}}`}`;
};

function figureMeaning(placeholder: Placeholder, figure: FigureWord): Meaning | string {
  const { raw, row, unit } = placeholder;
  if (unit !== null && figure.kind !== "amount") return `${raw} 的单位是${figure.unit}，不能换成亿元或万元`;
  if (row === null) return { kind: "figure", figure, row: null };
  const cut = row.cut === null ? null : cutOf(row.cut);
  if (row.cut !== null && cut === null)
    return `${raw} 中没有“${row.cut}”这种分组，可用：${CUT_NAMES.map(cutWord).join("、")}`;
  return { kind: "figure", figure, row: { cuts: cut === null ? CUT_NAMES : [cut], name: row.name } };
}

/** The meaning, or in words why there is none. */
export function meaningOf(
  placeholder: Placeholder,
  source: Source | null,
  vocabulary: Vocabulary,
): Meaning | string {
  const { name, raw, row, unit } = placeholder;
  const project = source === PROJECTS ? vocabulary.projects.get(name) : undefined;
  if (project && row === null) {
    if (unit !== null && project.unit !== "万元") return `${raw} 不是金额，不能换单位`;
    return { kind: "project", word: project };
  }
  const line = source === null ? undefined : keyIn(LINE_WORDS, name);
  const common = keyIn(COMMON_WORDS, name);
  if ((line ?? common) !== undefined && (row !== null || unit !== null)) return `${raw} 后面不能写 @ 或单位`;
  if (line !== undefined && (source !== PROJECTS || line === "序号")) {
    if (source !== "chain" && (line === "链长" || line === "主办部门"))
      return `${raw} 只能写在 {{#产业链}} 的行中`;
    return { kind: "line", word: line };
  }
  if (common !== undefined) return { kind: "common", word: common };
  const figure = vocabulary.figures.get(name);
  return figure ? figureMeaning(placeholder, figure) : unknown(placeholder, knownWords(vocabulary, source));
}

export type Meanings = ReadonlyMap<string, Meaning>;
/** The same words mean one thing in a row that repeats, another outside. */
export const meaningKey = (placeholder: Placeholder, source: Source | null): string =>
  `${source ?? ""} ${placeholder.raw}`;

/** Meanings of all placeholders of the form, and what is wrong with those that have none. */
export function understandForm(
  { sheets }: Form,
  vocabulary: Vocabulary,
): { meanings: Map<string, Meaning>; problems: FormProblem[] } {
  const meanings = new Map<string, Meaning>();
  const problems: FormProblem[] = [];
  for (const sheet of sheets) {
    const take = (cells: readonly FormCell[], source: Source | null) => {
      for (const { ref, pieces } of cells)
        for (const piece of pieces) {
          if (typeof piece === "string") continue;
          const meaning = meaningOf(piece, source, vocabulary);
          if (typeof meaning === "string") problems.push({ sheet: sheet.name, cell: ref, message: meaning });
          else meanings.set(meaningKey(piece, source), meaning);
        }
    };
    take(sheet.cells, null);
    for (const list of sheet.lists) {
      const source = sourceOf(list.source);
      if (source === null)
        problems.push({
          sheet: sheet.name,
          cell: list.ref,
          message: `没有 {{#${list.source}}} 这种重复行，可用：${LIST_WORDS.map((word) => `{{#${word}}}`).join("")}`,
        });
      else take(list.cells, source);
    }
  }
  return { meanings, problems };
}
