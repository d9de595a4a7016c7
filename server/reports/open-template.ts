/** A template read and understood: what it asks for, and everything that is wrong with it. */
import "server-only";
import { Refusal } from "@/server/domain/refusals";
import {
  type Reference,
  understand,
  understandSection,
  type Vocabulary,
} from "@/server/domain/writing/references";
import { said } from "@/server/domain/writing/template-items";
import { EACH_CHAIN } from "@/server/domain/writing/words";
import { DocumentFile } from "./docx/document-file";
import { examineDocument, type TemplatePlace, type TemplateProblem } from "./docx/template-document";

export interface OpenedTemplate {
  file: DocumentFile;
  placeholders: number;
  /** Earlier months that it names. */
  months: number[];
  /** It names projects. */
  projects: boolean;
  problems: TemplateProblem[];
}

/** With as many nobody reads on. */
const MOST_PROBLEMS = 100;

const inLoop = ({ around }: TemplatePlace): boolean => around.includes(EACH_CHAIN);

/** Names of rows and words are shorter. */
const MOST_INNER = 100;

function meaningOf(place: TemplatePlace, vocabulary: Vocabulary): Reference | null | string {
  if (place.inner.length > MOST_INNER) return `太长，占位符最多 ${MOST_INNER} 个字`;
  if (!place.section) return understand(place.inner, vocabulary, inLoop(place));
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
    problems: [...problems],
  };
  for (const place of places) {
    if (opened.problems.length >= MOST_PROBLEMS) break;
    const meaning = meaningOf(place, vocabulary);
    if (typeof meaning === "string")
      opened.problems.push({ where: place.where, message: `${said(place.raw)} ${meaning}` });
    if (!place.section) opened.placeholders += 1;
    if (meaning === null || typeof meaning === "string") continue;
    if (meaning.kind === "figure" && meaning.month !== null) opened.months.push(meaning.month);
    if (meaning.kind === "phrase" && meaning.word === "新签项目") opened.projects = true;
  }
  return opened;
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
