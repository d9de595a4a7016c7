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

const PLACE = /[{｛]{1,2}\s*([#＃/／]?)([^{}｛｝]*)[}｝]{1,2}/g;
const ALONE = new RegExp(`^\\s*${PLACE.source}\\s*$`);
const BRACE = /[{}｛｝]/;

const markerKind = (sign: string | undefined): Marker["kind"] | null =>
  sign === "#" || sign === "＃" ? "begin" : sign === "/" || sign === "／" ? "end" : null;

const textOfRuns = (runs: readonly Run<unknown>[]): string =>
  runs.map((run) => (run.kind === "words" ? run.text : "\ufffc")).join("");

/** The runs between two places of the text, cut where they must be. */
function cut<Style>(runs: readonly Run<Style>[], from: number, to: number): Run<Style>[] {
  let at = 0;
  return runs.flatMap((run): Run<Style>[] => {
    const start = at;
    at += run.kind === "words" ? run.text.length : 1;
    if (at <= from || start >= to) return [];
    if (run.kind === "solid") return [run];
    const text = run.text.slice(Math.max(0, from - start), to - start);
    return text === "" ? [] : [{ ...run, text }];
  });
}

function markerOf(text: string): Marker | null {
  const [raw, sign, inner = ""] = ALONE.exec(text) ?? [];
  const kind = markerKind(sign);
  return raw === undefined || kind === null ? null : { kind, raw: raw.trim(), inner: inner.trim() };
}

/** Nests what stands between a beginning and its end. */
class Nesting<Style> {
  readonly problems: string[] = [];
  readonly #open: { raw: string; inner: string; items: Item<Style>[] }[] = [];
  readonly #top: Item<Style>[] = [];

  add(...items: Item<Style>[]): void {
    (this.#open.at(-1)?.items ?? this.#top).push(...items);
  }

  begin(raw: string, inner: string): void {
    this.#open.push({ raw, inner, items: [] });
  }

  end(raw: string, inner: string): void {
    const section = this.#open.pop();
    if (!section) {
      this.problems.push(`${raw} 前面没有对应的开始`);
      return;
    }
    if (inner !== "" && inner !== section.inner)
      this.problems.push(`${section.raw} 要用 {/${section.inner}} 结束，这里写的是 ${raw}`);
    this.add({ kind: "section", ...section });
  }

  whole(): Item<Style>[] {
    for (const { raw, inner, items } of this.#open.splice(0)) {
      this.problems.push(`${raw} 没有结束，请在同一段写 {/${inner}}，或让开始、结束各占一段`);
      this.#top.push(...items);
    }
    return this.#top;
  }
}

export function readParagraph<Style>(runs: readonly Run<Style>[]): ReadParagraph<Style> {
  const text = textOfRuns(runs);
  const marker = markerOf(text);
  if (marker) return { items: [], marker, problems: [] };
  const nesting = new Nesting<Style>();
  let from = 0;
  for (const { 0: raw, 1: sign, 2: inner = "", index } of text.matchAll(PLACE)) {
    nesting.add(...cut(runs, from, index));
    from = index + raw.length;
    const kind = markerKind(sign);
    const style = cut(runs, index, index + 1)[0]?.style as Style;
    if (kind === "begin") nesting.begin(raw, inner.trim());
    else if (kind === "end") nesting.end(raw, inner.trim());
    else nesting.add({ kind: "place", style, raw, inner: inner.trim() });
  }
  nesting.add(...cut(runs, from, text.length));
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
