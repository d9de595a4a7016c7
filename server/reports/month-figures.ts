/** The figures of a text: of its month and of earlier ones that it names, each from the close where there is one. */
import "server-only";
import type { ReportRow } from "@/server/contracts/statistics";
import type { CheckLevel } from "@/server/domain/checkup";
import { monthLabel, type StatMonth, yearOf, yearStart } from "@/server/domain/periods";
import { type RateId, ratePercent } from "@/server/domain/rates";
import {
  type FigureValue,
  reportColumns,
  TARGET_INDICATOR_NAMES,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { emptySums } from "@/server/domain/statistics-measures";
import { type FigureAddress, writeAddress } from "@/server/domain/writing/figure-address";
import type { ListId } from "@/server/domain/writing/project-lists";
import type { Vocabulary } from "@/server/domain/writing/references";
import { type FigureWord, figureWords, isOfDistrict, spanWords } from "@/server/domain/writing/words";
import { database } from "@/server/platform/database";
import { cohortRates } from "@/server/statistics";
import { reportRows } from "@/server/statistics/month-report";
import { type ReportScene, reportScene, shapeOf } from "@/server/statistics/report-scene";
import { targetBook } from "@/server/statistics/targets/target-book";
import { NOTHING_OPEN, type OpenWork } from "./open-work";

const CUT = "chain";
const ANY_INDICATOR: TargetIndicator = "outsideFen";

export interface FoundFigure {
  address: string;
  name: string;
  word: FigureWord;
  value: FigureValue;
}

/** Targets of the second half of a year, 力争 before 计划; of a closed month as they stood when it was closed. */
async function halfYearTargets(month: StatMonth, { closed }: ReportScene): Promise<HalfYear> {
  const book = await targetBook(database, yearOf(month), closed?.at ?? null);
  const of = (kind: "strive" | "plan", indicator: TargetIndicator) =>
    book.valueOf({ span: "second-half", kind, scope: { kind: "district", ids: [0] }, indicator });
  return new Map(TARGET_INDICATOR_NAMES.map((name) => [name, of("strive", name) ?? of("plan", name)]));
}

type HalfYear = ReadonlyMap<TargetIndicator, number | null>;
type Rates = Awaited<ReturnType<typeof cohortRates>>;

/** Rates of the projects signed this year; of a closed month as they were known when it was closed. */
const ratesOf = ({ closed }: ReportScene, month: StatMonth, now: Date): Promise<Rates> =>
  cohortRates(database, { from: yearStart(month), to: month, known: closed?.at ?? null, now });

interface Loaded {
  scene: ReportScene;
  rates: Rates;
}

export class MonthFigures {
  readonly #loaded: ReadonlyMap<StatMonth, Loaded>;
  readonly #rows = new Map<string, ReportRow[]>();
  readonly #halfYear: HalfYear;
  readonly month: StatMonth;
  /** Lists and checks, where a text asks for them. */
  open: OpenWork = NOTHING_OPEN;
  readonly vocabulary: Vocabulary;

  private constructor(month: StatMonth, loaded: ReadonlyMap<StatMonth, Loaded>, halfYear: HalfYear) {
    this.month = month;
    this.#loaded = loaded;
    this.#halfYear = halfYear;
    const { shape } = this.scene;
    const { settings } = this.#of(month).rates;
    this.vocabulary = {
      figures: figureWords(shape, settings.rules),
      rows: this.rows.filter(({ kind }) => kind !== "total").map(({ name }) => name),
    };
  }

  /** `months`: numbers of earlier months of the year that the text names; one after its own has no figure in it. */
  static async of(now: Date, month: StatMonth, months: Iterable<number> = []): Promise<MonthFigures> {
    const all = [month, ...[...new Set(months)].map((m) => yearOf(month) * 100 + m).filter((m) => m < month)];
    const load = async (m: StatMonth): Promise<[StatMonth, Loaded]> => {
      const scene = await reportScene({ month: m, cut: CUT, indicator: ANY_INDICATOR }, now);
      return [m, { scene, rates: await ratesOf(scene, m, now) }];
    };
    const loaded = new Map(await Promise.all(all.map(load)));
    const own = loaded.get(month);
    if (!own) throw new Error("the month was not loaded");
    return new MonthFigures(month, loaded, await halfYearTargets(month, own.scene));
  }

  #of(month: StatMonth): Loaded {
    const loaded = this.#loaded.get(month);
    if (!loaded) throw new Error("the month was not loaded");
    return loaded;
  }

  get scene(): ReportScene {
    return this.#of(this.month).scene;
  }

  get rows(): ReportRow[] {
    return this.#rowsOf(this.month, ANY_INDICATOR);
  }

  #rowsOf(month: StatMonth, indicator: TargetIndicator): ReportRow[] {
    const key = `${month} ${indicator}`;
    const known = this.#rows.get(key);
    const scene = this.#loaded.get(month)?.scene;
    if (known || !scene) return known ?? [];
    const rows = reportRows({ month, cut: CUT, indicator }, { ...scene, shape: shapeOf(scene, indicator) });
    this.#rows.set(key, rows);
    return rows;
  }

  /** The figure with this many places; as tables have them without. */
  #value(word: FigureWord, rowKey: string, month: StatMonth, places: number | null): FigureValue {
    const { column: id, indicator, kind } = word;
    if (word.source === "half-year") return this.#halfYear.get(indicator) ?? null;
    if (word.source === "rate") {
      const row = this.#loaded.get(month)?.rates.rows.find(({ key }) => key === rowKey);
      return ratePercent(row?.rates[id as RateId].count ?? null, places ?? undefined);
    }
    if (word.source === "list") return this.#listed(id as ListId, rowKey);
    if (word.source === "check") return this.open.checks?.[id as CheckLevel] ?? null;
    const scene = this.#loaded.get(month)?.scene;
    const row = this.#rowsOf(month, indicator).find(({ key }) => key === rowKey);
    if (!scene || !row) return null;
    if (places === null || (kind !== "percent" && kind !== "points")) return row.values[id] ?? null;
    const column = reportColumns(shapeOf(scene, indicator)).find((one) => one.id === id);
    const target = scene.targets[indicator][rowKey] ?? null;
    const context = { month, indicator, target, rank: null, places };
    return column?.value(scene.sums[rowKey] ?? emptySums(), context) ?? null;
  }

  #period({ source, span }: FigureWord, month: StatMonth): string {
    if (source === "half-year") return `${yearOf(month)}年`;
    return source === "list" ? `${monthLabel(month)}末` : spanWords(span, month);
  }

  /** How many of a list belong to a row of the report by chain. */
  #listed(list: ListId, rowKey: string): FigureValue {
    const byChain = this.open.lists.get(list)?.byChain;
    const frame = this.scene.frames.find(({ key }) => key === rowKey);
    if (!byChain || !frame) return null;
    const claimed = this.scene.frames.flatMap(({ keys }) => (typeof keys === "string" ? [] : keys));
    const belongs = (key: string): boolean =>
      frame.keys === "all" || (frame.keys === "others" ? !claimed.includes(key) : frame.keys.includes(key));
    return Object.entries(byChain).reduce((sum, [key, count]) => (belongs(key) ? sum + count : sum), 0);
  }

  find(
    word: FigureWord,
    rowKey: string,
    month: StatMonth = this.month,
    places: number | null = null,
  ): FoundFigure {
    const address = addressOf(word, rowKey, month);
    const rowName = this.rows.find(({ key }) => key === rowKey)?.name ?? "";
    const period = isOfDistrict(word) && word.source !== "half-year" ? "出稿时" : this.#period(word, month);
    return {
      address: writeAddress(address),
      name: [word.word, rowKey === "total" ? "全区" : rowName, period].join(" · "),
      word,
      value: this.#value(word, rowKey, month, places),
    };
  }
}

function addressOf({ source, column, indicator }: FigureWord, row: string, month: StatMonth): FigureAddress {
  switch (source) {
    case "half-year":
      return { kind: "half-year", year: yearOf(month), indicator };
    case "rate":
      return { kind: "rate", month, row, rate: column as RateId };
    case "list":
      return { kind: "list", month, row, list: column as ListId };
    case "check":
      return { kind: "check", month, level: column as CheckLevel };
    case "report":
      return { kind: "report", month, row, column, indicator };
  }
}
