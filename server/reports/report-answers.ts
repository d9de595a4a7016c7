/** What each placeholder of a text says for a month, for the district or for one chain. */
import type { ReportRow } from "@/server/contracts/statistics";
import { dayOf, monthNumberOf, yearOf } from "@/server/domain/periods";
import { elapsedPercent } from "@/server/domain/statistics";
import { tierName } from "@/server/domain/statistics-columns";
import { EXHIBIT_NAMES, type Exhibit, keyOfExhibit } from "@/server/domain/writing/exhibits";
import { type AddressCut, type AddressSide, writeAddress } from "@/server/domain/writing/figure-address";
import type { Answers, Saying } from "@/server/domain/writing/fill-items";
import type { Part } from "@/server/domain/writing/pieces";
import { periodOf, proseAmount, stageOf } from "@/server/domain/writing/prose";
import {
  type Reference,
  type RowReference,
  understand,
  understandSection,
} from "@/server/domain/writing/references";
import { sayFigure } from "@/server/domain/writing/say-figure";
import {
  type ChainWord,
  type PhraseWord,
  scheduleName,
  type TextWord,
  tierWord,
} from "@/server/domain/writing/words";
import { CUT_OF_PHRASE } from "./figure-asks";
import type { MonthFigures } from "./month-figures";
import type { NewProjects } from "./new-projects";
import type { ReportBook } from "./report-book";

export interface ReportScene {
  figures: MonthFigures;
  district: { name: string; bureau: string };
  now: Date;
  /** Key of a chain → the projects that a text may name. */
  projects: ReadonlyMap<string, NewProjects>;
  book: ReportBook;
  /** Numbers of the tables and pictures of the text. */
  exhibits: ReadonlyMap<string, number>;
  /** Every figure that was said, by its address, with its value; filled while the text is. */
  said: Map<string, { name: string; value: number | string | null }>;
}

const QUARTERS = ["一", "二", "三", "四"];
const MOST_GROUPS = 3;
const CHAIN_ENDING = /(?:产业)?链$/;
const plainly = (text: string): Saying => ({ kind: "said", parts: [text], empty: false, weight: "plain" });

function dayWords(now: Date): string {
  const [year, month, day] = dayOf(now).split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

export class ReportAnswers implements Answers {
  readonly #scene: ReportScene;
  readonly #row: ReportRow | null;

  constructor(scene: ReportScene, row: ReportRow | null = null) {
    this.#scene = scene;
    this.#row = row;
  }

  /** Throws on what the upload would have refused; a row that is gone since then has no figures. */
  say(inner: string): Saying {
    const read = understand(inner, this.#scene.figures.vocabulary, this.#row !== null);
    return typeof read === "string" ? { ...plainly("—"), empty: true, weight: "figure" } : this.#of(read);
  }

  any(inner: string): boolean {
    const read = understandSection(inner, this.#scene.figures.vocabulary, this.#row !== null);
    return typeof read !== "string" && read.kind === "when" && !this.#of(read.reference).empty;
  }

  each(inner: string): Answers[] | null {
    const read = understandSection(inner, this.#scene.figures.vocabulary, this.#row !== null);
    if (typeof read === "string" || read.kind !== "each") return null;
    const chains = this.#scene.figures.rows.filter(({ kind }) => kind === "chain");
    return chains.map((row) => new ReportAnswers(this.#scene, row));
  }

  #rowKey(row: RowReference): string {
    if (row.kind === "this") return this.#row?.key ?? "total";
    if (row.kind === "total") return "total";
    return this.#scene.figures.rows.find(({ name }) => name === row.name)?.key ?? "";
  }

  /** As sentences call the row. */
  #whose(row: RowReference): Pick<Saying, "of"> {
    const name = row.kind === "this" ? (this.#row?.name ?? "") : row.kind === "named" ? row.name : "";
    return name === "" ? {} : { of: name.replace(CHAIN_ENDING, "") };
  }

  #of(read: Reference): Saying {
    switch (read.kind) {
      case "text":
        return read.word === "序时进度" ? this.#schedule() : plainly(this.#text(read.word));
      case "chain":
        return plainly(this.#chain(read.word));
      case "phrase":
        return { ...this.#phrase(read.word, this.#rowKey(read.row)), ...this.#whose(read.row) };
      case "exhibit":
        return this.#mention(read.exhibit);
      case "figure": {
        const { figures } = this.#scene;
        const month = read.month === null ? figures.month : yearOf(figures.month) * 100 + read.month;
        const found = figures.find(read.word, this.#rowKey(read.row), month, read.places);
        this.#scene.said.set(found.address, { name: found.name, value: found.value });
        const said = sayFigure(read.word, found.value, { ...found, places: read.places ?? undefined });
        return { ...said, ...this.#whose(read.row) };
      }
    }
  }

  #phrase(word: PhraseWord, rowKey: string): Saying {
    if (word === "分档项目数") return this.#tiers(rowKey);
    const cut = CUT_OF_PHRASE[word];
    return cut ? this.#groups(cut) : this.#projects();
  }

  /** 见附表3; of one that is left out nothing, and no clause that says nothing else. */
  #mention(exhibit: Exhibit): Saying {
    const number = this.#scene.exhibits.get(keyOfExhibit(exhibit));
    if (number !== undefined) return plainly(`见${EXHIBIT_NAMES[exhibit.kind]}${number}`);
    return { ...plainly(""), parts: [], empty: true, weight: "figure" };
  }

  /** 浙江省（12个、5.10亿元，占38.08%）、…: sizes all of them, otherwise those with the largest contracts. */
  #groups(cut: Exclude<AddressCut, "chain">): Saying {
    const { book, figures, said } = this.#scene;
    const { month } = figures;
    const weight = (row: ReportRow) => Number(row.values.signedYearFen ?? 0);
    const rows = book.rows(month, cut).filter((row) => row.kind === "group" && weight(row) > 0);
    const named = cut === "tier" ? rows : rows.sort((a, b) => weight(b) - weight(a)).slice(0, MOST_GROUPS);
    const clauses = named.map((row): Part[] => {
      const of = (column: string, side: AddressSide, text: (value: number | string) => string) => {
        const address = {
          kind: "report",
          month,
          row: row.key,
          column,
          indicator: "outsideFen",
          cut,
          side,
        } as const;
        const found = book.find(address);
        said.set(found.address, { name: found.name, value: found.value });
        return { text: text(found.value ?? 0), address: found.address, name: found.name };
      };
      const name = row.name.replace(/^[A-T] /, "");
      // Supplements to contracts of other years bring money and no project.
      const added = Number(row.values.signedYearCount ?? 0) === 0;
      return [
        `${name}（`,
        ...(added ? ["增资"] : [of("signedYearCount", "now", String), "个、"]),
        of("signedYearFen", "now", (value) => proseAmount(Number(value))),
        "，占",
        of("signedYearFen", "share", (value) => `${value}%`),
        "）",
      ];
    });
    return listed(clauses, "、");
  }

  #text(word: TextWord): string {
    const { figures, district, now } = this.#scene;
    const { month } = figures;
    const texts: Record<TextWord, string> = {
      区名: district.name,
      单位: `${district.name}${district.bureau}`,
      年: String(yearOf(month)),
      月: String(monthNumberOf(month)),
      季度: QUARTERS[Math.ceil(monthNumberOf(month) / 3) - 1] ?? "",
      期间: periodOf(month),
      阶段: stageOf(month),
      序时进度: `${elapsedPercent(month) ?? "—"}%`,
      成文日期: dayWords(now),
    };
    return texts[word];
  }

  /** A figure that carries no clause: it is there every month. */
  #schedule(): Saying {
    const { figures, said } = this.#scene;
    const [text, value] = [this.#text("序时进度"), elapsedPercent(figures.month)];
    const [address, name] = [
      writeAddress({ kind: "schedule", month: figures.month }),
      scheduleName(figures.month),
    ];
    said.set(address, { name, value });
    return { kind: "said", parts: [{ text, address, name }], empty: false, weight: "plain" };
  }

  #chain(word: ChainWord): string {
    const { name = "", leader = "", department = "" } = this.#row ?? {};
    return { 名称: name, 简称: name.replace(CHAIN_ENDING, ""), 链长: leader, 主办部门: department }[word];
  }

  /** 亿元以上项目23个，5亿元以上项目9个. */
  #tiers(rowKey: string): Saying {
    const { figures, said } = this.#scene;
    const clauses = figures.scene.shape.tiers.flatMap((tier): Part[][] => {
      const word = figures.vocabulary.figures.find((one) => one.word === tierWord(tier));
      const found = word && figures.find(word, rowKey);
      if (!found || Number(found.value ?? 0) === 0) return [];
      said.set(found.address, { name: found.name, value: found.value });
      return [[`${tierName(tier)}项目`, { text: String(found.value), ...found }, "个"]];
    });
    return listed(clauses, "，");
  }

  /** 引进甲项目，总投资1.20亿元，已开工；乙项目，…; 其中， where there are more than are named. */
  #projects(): Saying {
    const { named, count } = this.#scene.projects.get(this.#row?.key ?? "") ?? { named: [], count: 0 };
    const clauses = named.map(({ id, name, plannedFen, progress }): Part[] => {
      const address = writeAddress({ kind: "project", id });
      if (plannedFen !== null) this.#scene.said.set(address, { name, value: plannedFen });
      const amount: Part[] =
        plannedFen === null ? [] : ["，总投资", { text: proseAmount(plannedFen), address, name }];
      return [name, ...amount, progress === "" ? "" : `，${progress}`];
    });
    const [first = [], ...rest] = clauses;
    const opening = count > named.length ? "其中，" : "引进";
    return listed(clauses.length === 0 ? [] : [[opening, ...first], ...rest], "；");
  }
}

/** Clauses with a mark between them, as one saying. */
function listed(clauses: readonly Part[][], between: string): Saying {
  const parts = clauses.flatMap((clause, i) => (i === 0 ? clause : [between, ...clause]));
  return {
    kind: "said",
    parts: parts
      .filter((part) => part !== "")
      // A part is what stands in the text; whatever else a figure knows stays here.
      .map((part) =>
        typeof part === "string" ? part : { text: part.text, address: part.address, name: part.name },
      ),
    empty: clauses.length === 0,
    weight: "figure",
  };
}
