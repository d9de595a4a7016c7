/**
 * The placeholders of a paragraph: {签约金额} is a figure, {#有.框架协议数}…{/} is said only when there are any, {#各产业链}…{/} once
 * for each chain. What a word processor split over runs is read as one; full-width braces make no difference.
 */
import type { Solid, TemplateWords } from "./pieces";

export type Run<Style> = TemplateWords<Style> | Solid<Style>;

export interface Place<Style> {
  kind: "place";
  style: Style;
  /** As it was typed, braces and all. */
  raw: string;
  inner: string;
}
export interface Section<Style> {
  kind: "section";
  raw: string;
  inner: string;
  items: Item<Style>[];
}
export type Item<Style> = Run<Style> | Place<Style> | Section<Style>;

export interface Marker {
  kind: "begin" | "end";
  raw: string;
  inner: string;
}

export interface ReadParagraph<Style> {
  items: Item<Style>[];
  /** The paragraph is nothing but the beginning or the end of a section over several paragraphs. */
  marker: Marker | null;
  problems: string[];
}

/** As deep as sections may stand in one another, and as much as a template may ask for. */
export const MOST_LEVELS = 3;
export const MOST_PLACES = 2_000;
export const TOO_DEEP = `套得太深，最多套 ${MOST_LEVELS} 层`;
export const TOO_MANY = `占位符过多，一个模板最多 ${MOST_PLACES} 个`;
const MOST_PROBLEMS = 100;

const PLACE = /[{｛]{1,2}([^{}｛｝]*)[}｝]{1,2}/g;
const ALONE = new RegExp(`^\\s*(${PLACE.source})\\s*$`);
const BRACE = /[{}｛｝]/;

/** What stands between braces: # begins a section, / ends it. */
function readPlace(between: string): { kind: Marker["kind"] | null; inner: string } {
  const typed = between.trim();
  const sign = typed[0];
  const kind = sign === "#" || sign === "＃" ? "begin" : sign === "/" || sign === "／" ? "end" : null;
  return { kind, inner: kind === null ? typed : typed.slice(1).trim() };
}

const MOST_SAID = 40;
/** A placeholder in a message. */
export const said = (raw: string): string => (raw.length > MOST_SAID ? `${raw.slice(0, MOST_SAID)}…` : raw);

const textOfRuns = (runs: readonly Run<unknown>[]): string =>
  runs.map((run) => (run.kind === "words" ? run.text : "\ufffc")).join("");

/** Hands out the runs from the first to the last, cut where they must be: it never goes back. */
class Cutting<Style> {
  readonly #runs: readonly Run<Style>[];
  #at = 0;
  /** Where the run begins that it stands at. */
  #start = 0;

  constructor(runs: readonly Run<Style>[]) {
    this.#runs = runs;
  }

  #endOf(i: number, start: number): number {
    const run = this.#runs[i];
    return start + (run?.kind === "words" ? run.text.length : 1);
  }

  #goTo(from: number): void {
    while (this.#at < this.#runs.length && this.#endOf(this.#at, this.#start) <= from) {
      this.#start = this.#endOf(this.#at, this.#start);
      this.#at += 1;
    }
  }

  /** The looks of what stands here. */
  styleAt(place: number): Style {
    this.#goTo(place);
    return this.#runs[this.#at]?.style as Style;
  }

  between(from: number, to: number): Run<Style>[] {
    const cut: Run<Style>[] = [];
    this.#goTo(from);
    for (let [i, start] = [this.#at, this.#start]; i < this.#runs.length && start < to; i += 1) {
      const run = this.#runs[i];
      if (run?.kind === "solid") cut.push(run);
      const text = run?.kind === "words" ? run.text.slice(Math.max(0, from - start), to - start) : "";
      if (run?.kind === "words" && text !== "") cut.push({ ...run, text });
      start = this.#endOf(i, start);
    }
    return cut;
  }
}

function markerOf(text: string): Marker | null {
  const [, raw, between = ""] = ALONE.exec(text) ?? [];
  if (raw === undefined) return null;
  const { kind, inner } = readPlace(between);
  return kind === null ? null : { kind, raw, inner };
}

/** Nests what stands between a beginning and its end. */
class Nesting<Style> {
  readonly problems: string[] = [];
  readonly #open: { raw: string; inner: string; items: Item<Style>[] }[] = [];
  readonly #top: Item<Style>[] = [];
  /** Sections that are open and stand too deep to be any. */
  #tooDeep = 0;

  add(...items: Item<Style>[]): void {
    const into = this.#open.at(-1)?.items ?? this.#top;
    for (const item of items) into.push(item);
  }

  object(message: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(message);
  }

  begin(raw: string, inner: string): void {
    if (this.#open.length < MOST_LEVELS) {
      this.#open.push({ raw, inner, items: [] });
      return;
    }
    this.#tooDeep += 1;
    this.object(`${said(raw)} ${TOO_DEEP}`);
  }

  end(raw: string, inner: string): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return;
    }
    const section = this.#open.pop();
    if (!section) {
      this.object(`${said(raw)} 前面没有对应的开始`);
      return;
    }
    if (inner !== "" && inner !== section.inner)
      this.object(`${said(section.raw)} 要用 {/${said(section.inner)}} 结束，这里写的是 ${said(raw)}`);
    this.add({ kind: "section", ...section });
  }

  whole(): Item<Style>[] {
    for (const { raw, inner, items } of this.#open.splice(0)) {
      this.object(`${said(raw)} 没有结束，请在同一段写 {/${said(inner)}}，或让开始、结束各占一段`);
      for (const item of items) this.#top.push(item);
    }
    return this.#top;
  }
}

export function readParagraph<Style>(runs: readonly Run<Style>[]): ReadParagraph<Style> {
  const text = textOfRuns(runs);
  const marker = markerOf(text);
  if (marker) return { items: [], marker, problems: [] };
  const nesting = new Nesting<Style>();
  const cutting = new Cutting(runs);
  let [from, places] = [0, 0];
  for (const { 0: raw, 1: between = "", index } of text.matchAll(PLACE)) {
    places += 1;
    if (places > MOST_PLACES) {
      nesting.object(TOO_MANY);
      break;
    }
    nesting.add(...cutting.between(from, index));
    from = index + raw.length;
    const style = cutting.styleAt(index);
    const { kind, inner } = readPlace(between);
    if (kind === "begin") nesting.begin(raw, inner);
    else if (kind === "end") nesting.end(raw, inner);
    else nesting.add({ kind: "place", style, raw, inner });
  }
  for (const run of cutting.between(from, text.length)) nesting.add(run);
  const items = nesting.whole();
  const stray = BRACE.exec(text.replace(PLACE, ""));
  if (stray) nesting.problems.push(`“${stray[0]}”没有配对，占位符要写成 {签约金额} 这样`);
  return { items, marker: null, problems: nesting.problems };
}

/** Every placeholder of a paragraph, with the loops around it. */
export function* placesIn(
  items: readonly Item<unknown>[],
): Generator<{ raw: string; inner: string; section: boolean; around: string[] }> {
  for (const item of items) {
    if (item.kind === "place") yield { raw: item.raw, inner: item.inner, section: false, around: [] };
    if (item.kind !== "section") continue;
    yield { raw: item.raw, inner: item.inner, section: true, around: [] };
    for (const place of placesIn(item.items)) yield { ...place, around: [item.inner, ...place.around] };
  }
}
