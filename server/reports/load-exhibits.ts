/** The tables and pictures that a text asks for, filled for its month and its writer. */
import "server-only";
import { monthLabel, type StatMonth, yearOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import {
  type Exhibit,
  keyOfExhibit,
  numberExhibits,
  readExhibit,
  type TableWord,
} from "@/server/domain/writing/exhibits";
import { writeAddress } from "@/server/domain/writing/figure-address";
import type { PaperTable } from "@/server/domain/writing/paper-table";
import type { ListId } from "@/server/domain/writing/project-lists";
import { stageOf } from "@/server/domain/writing/prose";
import { chartExhibits } from "./chart-exhibits";
import type { ExhibitSource, FilledExhibit } from "./docx/exhibit-xml";
import type { MonthFigures } from "./month-figures";
import { listedProjects } from "./project-lists";
import { type ListScene, lateTable, unconvertedTable, unstartedTable } from "./project-tables";
import type { ReportScene } from "./report-answers";
import type { ReportBook } from "./report-book";
import { chainTable, groupTable, indicatorTable } from "./report-tables";

interface Asking {
  actor: Actor;
  now: Date;
}

interface Figures extends Pick<ReportScene, "figures" | "book" | "said"> {}

/** 2026年前三季度 */
const periodWords = (month: StatMonth): string => `${yearOf(month)}年${stageOf(month)}`;

async function listScene({ figures, said }: Figures, now: Date): Promise<ListScene> {
  const listings = figures.open.lists;
  const { month } = figures;
  const ids = [...listings.values()].flatMap((listing) => listing.ids);
  return {
    listings,
    projects: await listedProjects(ids, { month, known: figures.scene.closed?.at ?? null }, now),
    month,
    count: (list) => countOf(figures, said, list),
    asOf: `截至${monthLabel(month)}末`,
    now,
  };
}

/** The figure of a list, said once more below its table. */
function countOf(figures: MonthFigures, said: ReportScene["said"], list: ListId) {
  const word = figures.vocabulary.figures.find(({ source, column }) => source === "list" && column === list);
  if (!word) throw new Error(`no word for the list ${list}`);
  const { address, name, value } = figures.find(word, "total");
  said.set(address, { name, value });
  return { text: String(value), address, name };
}

function tableOf(word: TableWord, book: ReportBook, month: StatMonth, lists: ListScene): PaperTable | null {
  const period = periodWords(month);
  switch (word) {
    case "指标完成":
      return indicatorTable(book, month, period);
    case "分产业链":
      return chainTable(book, month, period);
    case "来源地":
      return groupTable(book, "province", month, period);
    case "投资规模":
      return groupTable(book, "tier", month, period);
    case "行业":
      return groupTable(book, "industry", month, period);
    case "签约未开工":
      return unstartedTable(lists);
    case "红灯停滞":
      return lateTable(lists);
    case "框架未转化":
      return unconvertedTable(lists);
  }
}

type Unnumbered =
  | Omit<Extract<FilledExhibit, { kind: "table" }>, "number">
  | Omit<Extract<FilledExhibit, { kind: "chart" }>, "number">;

export interface LoadedExhibits {
  source: ExhibitSource;
  numbers: ReadonlyMap<string, number>;
}

const NO_EXHIBITS: LoadedExhibits = { source: () => null, numbers: new Map() };

export async function loadExhibits(
  asking: Asking,
  scene: Figures,
  exhibits: readonly Exhibit[],
  onScreen: boolean,
): Promise<LoadedExhibits> {
  if (exhibits.length === 0) return NO_EXHIBITS;
  const { figures, book, said } = scene;
  const { month } = figures;
  const lists = await listScene(scene, asking.now);
  const drawn = exhibits.flatMap((exhibit) => (exhibit.kind === "chart" ? [exhibit.word] : []));
  const charts = await chartExhibits(asking, month, drawn, { period: periodWords(month), onScreen });
  const filled = new Map<string, Unnumbered>();
  for (const exhibit of exhibits) {
    if (filled.has(keyOfExhibit(exhibit))) continue;
    const made =
      exhibit.kind === "table" ? tableOf(exhibit.word, book, month, lists) : charts.get(exhibit.word);
    if (!made) continue;
    filled.set(
      keyOfExhibit(exhibit),
      "picture" in made ? { kind: "chart", ...made } : { kind: "table", table: made },
    );
  }
  for (const { address, name, value } of book.found.values()) said.set(address, { name, value });
  for (const { id, name, plannedFen, frameworkFen } of lists.projects.values()) {
    if (plannedFen !== null) said.set(writeAddress({ kind: "project", id }), { name, value: plannedFen });
    if (frameworkFen !== null)
      said.set(writeAddress({ kind: "framework", month, id }), { name, value: frameworkFen });
  }
  const numbers = numberExhibits(exhibits, (exhibit) => filled.has(keyOfExhibit(exhibit)));
  const source = (inner: string): FilledExhibit | "nothing" | null => {
    const read = readExhibit(inner);
    if (read === null || typeof read === "string" || read.mention) return null;
    const key = keyOfExhibit(read.exhibit);
    const [made, number] = [filled.get(key), numbers.get(key)];
    return made && number !== undefined ? { ...made, number } : "nothing";
  };
  return { source, numbers };
}
