/** A template read and understood: what it asks for, and everything that is wrong with it. */
import "server-only";
import { plainWord } from "@/server/domain/form-placeholders";
import { Refusal } from "@/server/domain/refusals";
import { type Exhibit, keyOfExhibit, misplaced, readExhibit } from "@/server/domain/writing/exhibits";
import type { ListId } from "@/server/domain/writing/project-lists";
import {
  type Reference,
  understand,
  understandSection,
  type Vocabulary,
} from "@/server/domain/writing/references";
import { said } from "@/server/domain/writing/template-items";
import { EACH_CHAIN } from "@/server/domain/writing/words";
import { DocumentFile } from "./docx/document-file";
import { examineDocument, type TemplatePlace, type TemplateProblem } from "./docx/examine-document";
import { CUT_OF_PHRASE, type FigureAsks, TABLE_SOURCES } from "./figure-asks";

export interface OpenedTemplate {
  file: DocumentFile;
  placeholders: number;
  /** Earlier months that it names. */
  months: number[];
  /** It names projects. */
  projects: boolean;
  /** What of the months it says beside the report by chain. */
  asks: FigureAsks;
  /** Its tables and pictures in their order. */
  exhibits: Exhibit[];
  problems: TemplateProblem[];
}

/** With as many nobody reads on. */
const MOST_PROBLEMS = 100;

/** However it was typed: one loop in another would write every chain once for each chain. */
const inLoop = ({ around }: TemplatePlace): boolean =>
  around.some((inner) => plainWord(inner) === plainWord(EACH_CHAIN));

/** A table may have a hundred rows, a picture is drawn anew: a quarterly analysis has thirteen of them. */
const MOST_EXHIBITS = 40;
/** Figures of the finished text, each once for every chain where it stands in a loop. */
const MOST_FIGURES = 10_000;

/** Where a template asks for more than a text has; null where it does not. */
function tooMuch(places: readonly TemplatePlace[], { rows }: Vocabulary): TemplateProblem | null {
  let [exhibits, figures] = [0, 0];
  for (const place of places) {
    if (place.section) continue;
    const exhibit = readExhibit(place.inner);
    if (exhibit !== null && typeof exhibit !== "string" && !exhibit.mention) exhibits += 1;
    figures += inLoop(place) ? rows.length : 1;
    const message =
      exhibits > MOST_EXHIBITS
        ? `附表和图过多，一个模板最多 ${MOST_EXHIBITS} 个`
        : figures > MOST_FIGURES
          ? `按产业链重复后占位符过多，成文最多 ${MOST_FIGURES} 个，请删减 {#${EACH_CHAIN}} 之间的内容`
          : null;
    if (message !== null) return { where: place.where, message: `${said(place.raw)} ${message}` };
  }
  return null;
}

/** Names of rows and words are shorter. */
const MOST_INNER = 100;

function meaningOf(place: TemplatePlace, vocabulary: Vocabulary): Reference | null | string {
  if (place.inner.length > MOST_INNER) return `太长，占位符最多 ${MOST_INNER} 个字`;
  if (!place.section) {
    const meaning = understand(place.inner, vocabulary, inLoop(place));
    if (typeof meaning === "string" || meaning.kind !== "exhibit") return meaning;
    return misplaced({ ...meaning, alone: place.alone }) ?? meaning;
  }
  const section = understandSection(place.inner, vocabulary, inLoop(place));
  if (typeof section === "string") return section;
  return section.kind === "when" ? section.reference : null;
}

/** Throws `UnreadableFile` for a file that is no document. */
export function openTemplate(bytes: Buffer, vocabulary: Vocabulary): OpenedTemplate {
  const file = new DocumentFile(bytes);
  const { places, problems } = examineDocument(file);
  const opened: OpenedTemplate = {
    file,
    placeholders: 0,
    months: [],
    projects: false,
    asks: { lists: new Set(), checks: false, cuts: new Set() },
    exhibits: [],
    problems: [...problems],
  };
  const excess = tooMuch(places, vocabulary);
  if (excess) return { ...opened, problems: [...opened.problems, excess] };
  const mentions: { place: TemplatePlace; exhibit: Exhibit }[] = [];
  for (const place of places) {
    if (opened.problems.length >= MOST_PROBLEMS) break;
    const meaning = meaningOf(place, vocabulary);
    if (typeof meaning === "string")
      opened.problems.push({ where: place.where, message: `${said(place.raw)} ${meaning}` });
    if (!place.section) opened.placeholders += 1;
    if (meaning === null || typeof meaning === "string") continue;
    if (meaning.kind === "exhibit" && meaning.mention) mentions.push({ place, exhibit: meaning.exhibit });
    else noteAsked(opened, meaning);
  }
  const keys = new Set(opened.exhibits.map(keyOfExhibit));
  for (const { place, exhibit } of mentions)
    if (!keys.has(keyOfExhibit(exhibit)))
      opened.problems.push({
        where: place.where,
        message: `${said(place.raw)} 模板里没有 {${keyOfExhibit(exhibit)}}，无从指向`,
      });
  return opened;
}

/** What the figures, tables and pictures of a text must be read from. */
function noteAsked(opened: OpenedTemplate, meaning: Reference): void {
  const { asks } = opened;
  if (meaning.kind === "figure") {
    const { word, month } = meaning;
    if (month !== null) opened.months.push(month);
    if (word.source === "list") asks.lists.add(word.column as ListId);
    if (word.source === "check") asks.checks = true;
  }
  if (meaning.kind === "phrase") {
    if (meaning.word === "新签项目") opened.projects = true;
    const cut = CUT_OF_PHRASE[meaning.word];
    if (cut) asks.cuts.add(cut);
  }
  if (meaning.kind !== "exhibit") return;
  opened.exhibits.push(meaning.exhibit);
  if (meaning.exhibit.kind === "chart") return;
  const { cut, lists = [] } = TABLE_SOURCES[meaning.exhibit.word];
  if (cut) asks.cuts.add(cut);
  for (const list of lists) asks.lists.add(list);
}

const MOST_TOLD = 20;
const words = ({ where, message }: TemplateProblem): string => `${where}：${message}`;

/** Refuses with every place that must be mended. */
export function refuseProblems(problems: readonly TemplateProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const count = problems.length < MOST_PROBLEMS ? `${problems.length} 处` : `${MOST_PROBLEMS} 多处`;
  const more = problems.length > 1 ? `等 ${count}` : "";
  throw new Refusal("bad-file", {
    message: `模板${more}需要修改。${words(first)}`,
    problems: problems.slice(0, MOST_TOLD).map((one) => ({ field: "file", message: words(one) })),
  });
}
