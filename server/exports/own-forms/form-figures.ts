/** The figures of a form: asked of the month report, row by row, and of nothing else. */
import "server-only";
import { CUT_NAMES, type Cut, type MonthReport, type ReportRow } from "@/server/contracts/statistics";
import { nearestWord, type Placeholder, plainWord } from "@/server/domain/form-placeholders";
import { INDUSTRY_SECTIONS } from "@/server/domain/industries";
import type { StatMonth } from "@/server/domain/periods";
import { shortPlace, standardProvince } from "@/server/domain/places";
import type { TargetIndicator } from "@/server/domain/statistics-columns";
import { isMarked, OPENING_WORDS } from "@/server/domain/statistics-opening";
import { monthReport } from "@/server/statistics";
import { type FormValue, figureValue } from "./form-values";
import { cutWord, type FigureWord } from "./form-words";

const ANY_INDICATOR: TargetIndicator = "outsideFen";
/** Rows that stand in a table only while somebody belongs to them. */
const PASSING = ["敏感（不分列）", "未填写", "未明确", "未落位", "其他"].map(plainWord);

/** A row as it may be called: an industry also without its letter, a province also in short. */
function namesOf(cut: Cut, name: string): string[] {
  if (cut === "province") return [name, shortPlace(name)].map(plainWord);
  if (cut === "industry") return [name, name.replace(/^[A-Z] /, "")].map(plainWord);
  return [plainWord(name)];
}

/** A row that this month's table does not show, because there is nothing in it. */
function mayBeAbsent(cut: Cut, name: string): boolean {
  if (PASSING.includes(name)) return true;
  if (cut === "province") return standardProvince(name) !== null;
  return (
    cut === "industry" &&
    Object.entries(INDUSTRY_SECTIONS).some(([letter, section]) =>
      namesOf(cut, `${letter} ${section.name}`).includes(name),
    )
  );
}

export interface Figure {
  value: FormValue;
  /** What the reader should know of it. */
  note: string;
}

const COUNTED = new Set(["count", "amount", "usd"]);

/** Its reports are asked for when they are needed, each once. */
export class FormFigures {
  readonly #now: Date;
  readonly #month: StatMonth;
  readonly #reports = new Map<string, Promise<MonthReport>>();

  constructor(now: Date, month: StatMonth) {
    this.#now = now;
    this.#month = month;
  }

  report(cut: Cut, indicator: TargetIndicator = ANY_INDICATOR): Promise<MonthReport> {
    const key = `${cut} ${indicator}`;
    const known = this.#reports.get(key);
    if (known) return known;
    const asked = monthReport({ now: this.#now }, { month: this.#month, cut, indicator, compare: true });
    this.#reports.set(key, asked);
    return asked;
  }

  /** The rows that add up to the total, in their order. */
  async lines(cut: Cut): Promise<ReportRow[]> {
    const { rows } = await this.report(cut);
    return rows.filter(({ kind }) => kind !== "total" && kind !== "subtotal");
  }

  /** Where a row of this name stands; null without any. */
  async #find(cuts: readonly Cut[], name: string): Promise<{ cut: Cut; key: string | null } | null> {
    for (const cut of cuts) {
      const row = (await this.report(cut)).rows.find((one) => namesOf(cut, one.name).includes(name));
      if (row) return { cut, key: row.key };
    }
    const absent = cuts.find((cut) => mayBeAbsent(cut, name));
    return absent === undefined ? null : { cut: absent, key: null };
  }

  /** The figure of a row by its key. */
  async ofRow(figure: FigureWord, unit: Placeholder["unit"], cut: Cut, key: string | null): Promise<Figure> {
    const { rows } = await this.report(cut, figure.indicator);
    const row = rows.find((one) => one.key === key);
    if (!row) {
      const nothing = COUNTED.has(figure.kind) && figure.column !== "target" ? 0 : null;
      return { value: figureValue(figure.kind, nothing, unit), note: "本月没有这一行" };
    }
    const compared = row.compared[figure.column];
    const value =
      figure.side === "now"
        ? row.values[figure.column]
        : figure.side === "last"
          ? compared?.last
          : compared?.change;
    const opening = isMarked(row, figure.column, figure.side);
    return { value: figureValue(figure.kind, value ?? null, unit), note: opening ? OPENING_WORDS : "" };
  }

  /** The figure of a row by its name, or of the district; in words what is wrong with the name. */
  async named(
    figure: FigureWord,
    { raw, unit }: Placeholder,
    row: { cuts: readonly Cut[]; name: string } | null,
  ): Promise<Figure | string> {
    if (row === null) return this.ofRow(figure, unit, "chain", "total");
    const found = await this.#find(row.cuts, row.name);
    if (found) return this.ofRow(figure, unit, found.cut, found.key);
    const reports = await Promise.all(row.cuts.map((cut) => this.report(cut)));
    const near = nearestWord(
      row.name,
      reports.flatMap(({ rows }) => rows.map((one) => one.name)),
    );
    const where = row.cuts.length === CUT_NAMES.length ? "月报表" : row.cuts.map(cutWord).join();
    return `${raw}：${where}中没有“${row.name}”这一行${near === null ? "" : `，是否要写“${near}”`}`;
  }
}
