/** Figures of the month report by any grouping, with their change and their share: what tables of a text are made of. */
import "server-only";
import type { ReportRow } from "@/server/contracts/statistics";
import type { StatMonth } from "@/server/domain/periods";
import { growthPercent, sharePercent } from "@/server/domain/statistics";
import {
  type FigureKind,
  type FigureValue,
  reportColumns,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { emptySums } from "@/server/domain/statistics-measures";
import { type AddressCut, type ReportAddress, writeAddress } from "@/server/domain/writing/figure-address";
import { type FigureWord, spanWords } from "@/server/domain/writing/words";
import { reportRows } from "@/server/statistics/month-report";
import { type ReportScene, reportScene, shapeOf } from "@/server/statistics/report-scene";

const ANY_INDICATOR: TargetIndicator = "outsideFen";
const SIDE_WORDS = { now: "", change: "同比", share: "占全区比重" } as const;

export interface BookFigure {
  address: string;
  name: string;
  kind: FigureKind;
  value: FigureValue;
}
export interface BookPage {
  month: StatMonth;
  cut: AddressCut;
}

export class ReportBook {
  readonly #scenes: ReadonlyMap<string, ReportScene>;
  readonly #words: readonly FigureWord[];
  readonly #rows = new Map<string, ReportRow[]>();
  /** Every figure that was asked for. */
  readonly found = new Map<string, BookFigure>();

  private constructor(scenes: ReadonlyMap<string, ReportScene>, words: readonly FigureWord[]) {
    this.#scenes = scenes;
    this.#words = words;
  }

  /** Reads these groupings of these months, each from the close where there is one. */
  static async of(now: Date, pages: readonly BookPage[], words: readonly FigureWord[]): Promise<ReportBook> {
    const wanted = new Map(pages.map((page) => [`${page.month} ${page.cut}`, page]));
    const read = async ([key, { month, cut }]: [string, BookPage]): Promise<[string, ReportScene]> => [
      key,
      await reportScene({ month, cut, indicator: ANY_INDICATOR }, now),
    ];
    return new ReportBook(new Map(await Promise.all([...wanted].map(read))), words);
  }

  #scene(month: StatMonth, cut: AddressCut): ReportScene {
    const scene = this.#scenes.get(`${month} ${cut}`);
    if (!scene) throw new Error(`${cut} of ${month} was not read`);
    return scene;
  }

  /** Whether the grouping of the figure was read. */
  has({ month, cut = "chain" }: ReportAddress): boolean {
    return this.#scenes.has(`${month} ${cut}`);
  }

  rows(month: StatMonth, cut: AddressCut, indicator: TargetIndicator = ANY_INDICATOR): ReportRow[] {
    const key = `${month} ${cut} ${indicator}`;
    const scene = this.#scene(month, cut);
    const rows =
      this.#rows.get(key) ??
      reportRows({ month, cut, indicator, compare: true }, { ...scene, shape: shapeOf(scene, indicator) });
    this.#rows.set(key, rows);
    return rows;
  }

  /** The figure of an address; of a row or a column that is none any more, nothing. Places are those of percentages and points. */
  find(address: ReportAddress, places?: number): BookFigure {
    const figure = this.#find(address, places);
    this.found.set(figure.address, figure);
    return figure;
  }

  #find(address: ReportAddress, places?: number): BookFigure {
    const { month, row: rowKey, column: id, indicator, cut = "chain", side = "now" } = address;
    const scene = this.#scene(month, cut);
    const row = this.rows(month, cut, indicator).find(({ key }) => key === rowKey);
    const column = reportColumns(shapeOf(scene, indicator)).find((one) => one.id === id);
    const word = this.#words.find(
      (one) => one.source === "report" && one.column === id && (!one.follows || one.indicator === indicator),
    );
    const found = {
      address: writeAddress(address),
      name: [
        `${word?.word ?? column?.header ?? ""}${SIDE_WORDS[side]}`,
        rowKey === "total" ? "全区" : (row?.name ?? ""),
        spanWords(column?.source.span ?? "year", month),
      ].join(" · "),
    };
    if (!row || !column) return { ...found, kind: "count", value: null };
    const now = row.values[id] ?? null;
    if (side === "share") {
      const whole = this.rows(month, cut, indicator).find(({ kind }) => kind === "total")?.values[id] ?? null;
      return { ...found, kind: "percent", value: sharePercent(Number(now), Number(whole), places) };
    }
    if (side === "change") {
      const { last = null, change = null } = row.compared[id] ?? {};
      const plain = column.change === "percent" && change !== null;
      const value = plain ? growthPercent(Number(now), Number(last), places) : change;
      return { ...found, kind: column.change ?? "percent", value };
    }
    if (places === undefined || (column.kind !== "percent" && column.kind !== "points"))
      return { ...found, kind: column.kind, value: now };
    const target = scene.targets[indicator][rowKey] ?? null;
    const context = { month, indicator, target, rank: null, places };
    return { ...found, kind: column.kind, value: column.value(scene.sums[rowKey] ?? emptySums(), context) };
  }
}
