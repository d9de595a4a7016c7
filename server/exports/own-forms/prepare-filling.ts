/** What every placeholder of a form becomes, for one person and one month. */
import "server-only";
import type { FormPlace } from "@/server/contracts/own-form";
import type { ListProjects } from "@/server/contracts/project";
import type { ProjectRow } from "@/server/contracts/project-list";
import type { ReportRow } from "@/server/contracts/statistics";
import type { Placeholder } from "@/server/domain/form-placeholders";
import { dayOf, monthLabel, monthNumberOf, type StatMonth, yearOf, yearStart } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { Rules } from "@/server/domain/rules";
import { elapsedPercent } from "@/server/domain/statistics";
import { streamProjects } from "@/server/projects/stream-projects";
import { countLedgerRows } from "../project-ledger-query";
import { rowCells } from "../view-columns";
import type { Filling } from "./fill-form";
import type { FormFigures } from "./form-figures";
import {
  cellValue,
  countValue,
  type FormValue,
  figureValue,
  textValue,
  type ValueOf,
  wordsOfValue,
} from "./form-values";
import { type CommonWord, type LineWord, PROJECTS } from "./form-words";
import type { Form, FormList, FormProblem, FormSheet } from "./read-form";
import { type Meaning, type Meanings, meaningKey, type Source, sourceOf } from "./understand-form";

export interface FillingScene {
  actor: Actor;
  now: Date;
  rules: Rules;
  month: StatMonth;
  /** The projects that rows repeat for. */
  list: Pick<ListProjects, "filter" | "sort" | "descending">;
  figures: FormFigures;
  /** Only the beginning of each row that repeats: for the screen. */
  brief: boolean;
  onRows: (count: number, total: number) => Promise<void>;
}

export interface Prepared {
  filling: Filling;
  places: FormPlace[];
  problems: FormProblem[];
  /** Projects listed. */
  projects: number | null;
}

export const MOST_PROJECTS = 20_000;
const BRIEF_LINES = 3;
const plainNumber = (number: number | string): FormValue => ({
  kind: "number",
  number: String(number),
  rounded: String(number),
  shown: String(number),
});

export function commonValue(
  word: CommonWord,
  { actor, now, rules, month }: Pick<FillingScene, "actor" | "now" | "rules" | "month">,
): FormValue {
  switch (word) {
    case "年":
      return plainNumber(yearOf(month));
    case "月":
      return plainNumber(monthNumberOf(month));
    case "上年":
      return plainNumber(yearOf(month) - 1);
    case "统计期间":
      return textValue(monthLabel(month, yearStart(month)));
    case "序时进度":
      return figureValue("percent", elapsedPercent(month), null);
    case "区名":
      return textValue(rules.district.name);
    case "填报单位":
      return textValue(`${rules.district.name}${rules.district.bureau}`);
    case "制表人":
      return textValue(actor.name);
    case "报出日期":
      return { kind: "day", day: dayOf(now) };
  }
}

/** What a row repeats for: a row of the report, or a project. */
type Line = { row: ReportRow } | { project: ProjectRow };

function lineWord(word: LineWord, line: Line, at: number): FormValue {
  if (word === "序号") return countValue(at + 1);
  if (!("row" in line)) return textValue("");
  return textValue({ 名称: line.row.name, 链长: line.row.leader, 主办部门: line.row.department }[word]);
}

async function projectLines(
  scene: FillingScene,
  problems: FormProblem[],
  place: Omit<FormProblem, "message">,
) {
  const { actor, now, list, brief, onRows } = scene;
  const total = await countLedgerRows(actor, list.filter, now);
  if (total > MOST_PROJECTS) {
    const message = `共 ${total} 个项目，表样最多写 ${MOST_PROJECTS} 行，请选一个范围较小的视图`;
    problems.push({ ...place, message });
    return { lines: [], total };
  }
  const lines: Line[] = [];
  for await (const rows of streamProjects(actor, list, null, dayOf(now))) {
    lines.push(...rows.map((project) => ({ project })));
    if (brief && lines.length >= BRIEF_LINES) break;
    await onRows(lines.length, total);
  }
  return { lines: brief ? lines.slice(0, BRIEF_LINES) : lines, total };
}

/** Values by placeholder and by line: asked for once, before anything is written. */
class Values {
  readonly #scene: FillingScene;
  readonly #meanings: Meanings;
  readonly problems: FormProblem[] = [];
  readonly places: FormPlace[] = [];

  constructor(scene: FillingScene, meanings: Meanings) {
    this.#scene = scene;
    this.#meanings = meanings;
  }

  async #one(
    meaning: Meaning,
    placeholder: Placeholder,
    source: Source | null,
    line: { line: Line; at: number } | null,
  ): Promise<{ value: FormValue; note: string } | string> {
    const { figures } = this.#scene;
    switch (meaning.kind) {
      case "common":
        return { value: commonValue(meaning.word, this.#scene), note: "" };
      case "line":
        return { value: line ? lineWord(meaning.word, line.line, line.at) : textValue(""), note: "" };
      case "project": {
        const [cell] =
          line && "project" in line.line ? rowCells([meaning.word.column], line.line.project) : [];
        return { value: cell ? cellValue(cell, placeholder.unit) : textValue(""), note: "" };
      }
      case "figure":
        return meaning.row === null && line && "row" in line.line && source !== null && source !== PROJECTS
          ? figures.ofRow(meaning.figure, placeholder.unit, source, line.line.row.key)
          : figures.named(meaning.figure, placeholder, meaning.row);
    }
  }

  /** The values of all placeholders of some cells, in one line or outside of any. */
  async of(
    sheet: FormSheet,
    cells: FormSheet["cells"],
    source: Source | null,
    line: { line: Line; at: number } | null,
    told: (place: FormPlace) => void,
    values = new Map<string, FormValue>(),
  ): Promise<ValueOf> {
    for (const { ref, pieces } of cells)
      for (const piece of pieces) {
        if (typeof piece === "string") continue;
        const meaning = this.#meanings.get(meaningKey(piece, source));
        if (!meaning) continue;
        const found = await this.#one(meaning, piece, source, line);
        if (typeof found === "string") {
          this.problems.push({ sheet: sheet.name, cell: ref, message: found });
          continue;
        }
        values.set(piece.raw, found.value);
        told({
          sheet: sheet.name,
          cell: ref,
          typed: piece.raw,
          shown: wordsOfValue(found.value),
          note: found.note,
        });
      }
    return ({ raw }) => values.get(raw) ?? textValue("");
  }
}

async function linesOf(
  scene: FillingScene,
  values: Values,
  sheet: FormSheet,
  list: FormList,
  source: Source,
) {
  if (source === PROJECTS) return projectLines(scene, values.problems, { sheet: sheet.name, cell: list.ref });
  const rows = await scene.figures.lines(source);
  return { lines: rows.map((row): Line => ({ row })), total: rows.length };
}

async function prepareList(scene: FillingScene, values: Values, sheet: FormSheet, list: FormList) {
  const source = sourceOf(list.source);
  if (source === null) return { lines: [], total: 0 };
  const { lines, total } = await linesOf(scene, values, sheet, list, source);
  const first: FormPlace[] = [];
  const found: ValueOf[] = [];
  for (const [at, line] of lines.entries())
    found.push(
      await values.of(sheet, list.cells, source, { line, at }, (place) => {
        if (at === 0) first.push(place);
      }),
    );
  const mark = {
    sheet: sheet.name,
    cell: list.ref,
    typed: `{{#${list.source}}}`,
    shown: `${total} 行`,
    note: "",
  };
  values.places.push(mark, ...first.map((place) => ({ ...place, note: place.note || "首行" })));
  return { lines: found, total };
}

export async function prepareFilling(scene: FillingScene, form: Form, meanings: Meanings): Promise<Prepared> {
  const values = new Values(scene, meanings);
  // Outside of rows that repeat the same words mean the same on every sheet.
  const plain = new Map<string, FormValue>();
  const lists = new Map<FormList, readonly ValueOf[]>();
  let projects: number | null = null;
  for (const sheet of form.sheets) {
    await values.of(sheet, sheet.cells, null, null, (place) => values.places.push(place), plain);
    for (const list of sheet.lists) {
      const { lines, total } = await prepareList(scene, values, sheet, list);
      lists.set(list, lines);
      if (sourceOf(list.source) === PROJECTS) projects = Math.max(projects ?? 0, total);
    }
  }
  // As the eye goes over the form: rows that repeat stand among the others.
  const rowOf = ({ cell }: FormPlace) => Number(/\d+$/.exec(cell)?.[0] ?? 0);
  const order = new Map(form.sheets.map(({ name }, at) => [name, at]));
  const at = (place: FormPlace) => order.get(place.sheet) ?? 0;
  return {
    filling: { value: ({ raw }) => plain.get(raw) ?? textValue(""), lines: (list) => lists.get(list) ?? [] },
    places: values.places.toSorted((a, b) => at(a) - at(b) || rowOf(a) - rowOf(b)),
    problems: values.problems,
    projects,
  };
}
