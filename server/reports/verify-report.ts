/** A text held against the figures of today and, where it was written here, of that day. */
import "server-only";
import type { z } from "zod";
import type * as contract from "@/server/contracts/writing";
import {
  MOST_VERIFIED,
  MOST_VERIFIED_NUMBERS,
  type VerifiedText,
  type WrittenParagraph,
} from "@/server/contracts/writing";
import { dayOf, monthLabel, monthOfDay, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { refuseAt } from "@/server/domain/refusals";
import { elapsedPercent } from "@/server/domain/statistics";
import type { FigureKind, FigureValue } from "@/server/domain/statistics-columns";
import { type FigureAddress, readAddress, writeAddress } from "@/server/domain/writing/figure-address";
import { claimOfWord } from "@/server/domain/writing/figure-claims";
import { textOf } from "@/server/domain/writing/pieces";
import { monthsNamedIn, numbersIn } from "@/server/domain/writing/read-numbers";
import { type Figures, type KnownFigure, Verifier } from "@/server/domain/writing/verify";
import { type FigureWord, isOfDistrict, isOfOneMonth, scheduleName } from "@/server/domain/writing/words";
import { unreadable } from "@/server/exports/office-upload";
import { database, rowsOf, sql } from "@/server/platform/database";
import { DocumentFile } from "./docx/document-file";
import { propertyOf } from "./docx/document-properties";
import { readDocument } from "./docx/read-document";
import type { FigureAsks } from "./figure-asks";
import { MonthFigures } from "./month-figures";
import { projectFigures } from "./new-projects";
import { openWork } from "./open-work";
import { ReportBook } from "./report-book";
import { documentBytes, documentName } from "./templates";
import { stateOf, WRITING_NUMBER } from "./write-report";

/** Groupings of months that are read for the tables of one text. */
const MOST_PAGES = 24;

interface Asking {
  actor: Actor;
  now: Date;
}

interface Writing {
  month: StatMonth;
  at: Date;
  closeVersion: number | null;
  figures: Record<string, { name: string; value: FigureValue }>;
}

const writingOf = async (number: string | null): Promise<Writing | null> => {
  if (number === null || !/^\d{1,9}$/.test(number)) return null;
  const found = await database.writtenReport.findUnique({ where: { id: Number(number) } });
  return found && { ...found, figures: found.figures as Writing["figures"] };
};

/** The last text written of the month: what a pasted one probably comes from. */
const lastWriting = async (month: StatMonth): Promise<Writing | null> => {
  const found = await database.writtenReport.findFirst({ where: { month }, orderBy: { id: "desc" } });
  return found && { ...found, figures: found.figures as Writing["figures"] };
};

function knownOf(figures: MonthFigures, months: readonly StatMonth[]): KnownFigure[] {
  const { scene } = figures;
  const rows = figures.rows.filter(({ kind }) => kind === "total" || kind === "chain");
  const one = (word: FigureWord, key: string, name: string, month: StatMonth): KnownFigure => {
    const found = figures.find(word, key, month);
    const claim = claimOfWord(word, { month, row: key === "total" ? "" : name, shape: scene.shape });
    const brief = figures.find(word, key, month, 1).value;
    return { address: found.address, name: found.name, kind: word.kind, value: found.value, brief, claim };
  };
  const isThere = (word: FigureWord, key: string, month: StatMonth): boolean =>
    (key === "total" || !isOfDistrict(word)) &&
    (month === figures.month || !(isOfOneMonth(word) || word.source === "half-year"));
  return months.flatMap((month) =>
    rows.flatMap(({ key, name }) =>
      figures.vocabulary.figures
        .filter((word) => isThere(word, key, month))
        .map((word) => one(word, key, name, month)),
    ),
  );
}

/** 序时进度 of the months, as the texts write it. */
const schedulesOf = (months: readonly StatMonth[]): KnownFigure[] =>
  months.map((month) => {
    const value = elapsedPercent(month);
    const base = { month, row: "", tier: "", subject: null };
    return {
      ...{ address: writeAddress({ kind: "schedule", month }), name: scheduleName(month), kind: "percent" },
      ...{ value, brief: value === null ? null : elapsedPercent(month, "year", 1) },
      claim: { ...base, role: "schedule", span: "year" },
    };
  });

/** Figures that only tables have: each is read because the text has its address. `told`: those that are known already. */
async function bookFigures(
  now: Date,
  addresses: readonly FigureAddress[],
  told: ReadonlySet<string>,
  words: readonly FigureWord[],
): Promise<KnownFigure[]> {
  const asked = addresses.flatMap((one) =>
    one.kind === "report" && !told.has(writeAddress(one)) ? [one] : [],
  );
  const present = monthOfDay(dayOf(now));
  const real = [...new Map(asked.map((one) => [writeAddress(one), one])).values()]
    .filter(({ month }) => month <= present)
    .slice(0, MOST_VERIFIED_NUMBERS);
  const pages = new Map(real.map(({ month, cut = "chain" }) => [`${month} ${cut}`, { month, cut }]));
  const book = await ReportBook.of(now, [...pages.values()].slice(0, MOST_PAGES), words);
  return real
    .filter((one) => book.has(one))
    .map((one) => ({ ...book.find(one), brief: book.find(one, 1).value, claim: null }));
}

function asksOf(addresses: readonly FigureAddress[]): FigureAsks {
  const lists = addresses.flatMap((one) => (one.kind === "list" ? [one.list] : []));
  const checks = addresses.some(({ kind }) => kind === "check");
  return { lists: new Set(lists), checks, cuts: new Set() };
}

/** The figures of the writing in the terms of today's. */
function thenOf(writing: Writing | null, known: readonly KnownFigure[]): Figures {
  const kinds = new Map(known.map(({ address, kind }) => [address, kind]));
  return new Map(
    Object.entries(writing?.figures ?? {}).map(([address, { value }]) => {
      const kind: FigureKind = kinds.get(address) ?? "amount";
      return [address, { kind, value, brief: value }];
    }),
  );
}

interface Close {
  version: number;
  at: Date;
  reason: string;
}

/** Why a figure may be another one than when the text was written. */
async function sinceWords(writing: Writing | null, { month, scene }: MonthFigures): Promise<string> {
  if (!writing || writing.month !== month) return "";
  const [close] = await rowsOf<Close>(
    database,
    sql`SELECT version, closed_at AS at, reason FROM month_close WHERE month = ${month}
      AND version > ${writing.closeVersion ?? 0} ORDER BY version DESC LIMIT 1`,
  );
  if (close) {
    const what =
      close.version > 1
        ? `重述为第${close.version}版${close.reason ? `（${close.reason}）` : ""}`
        : "关账（第1版）";
    return `${monthLabel(month)}在出稿后于${dayOf(close.at)}${what}`;
  }
  if (scene.closed) return "";
  return `出稿时${monthLabel(month)}未关账，此后审核、更正或调整的记录会计入本月`;
}

/** Nobody waits for a text that is none. */
function requireBounded(paragraphs: readonly WrittenParagraph[], field: "text" | "file"): void {
  let [length, numbers] = [0, 0];
  for (const { parts } of paragraphs) {
    const text = textOf(parts);
    length += text.length;
    if (length > MOST_VERIFIED)
      throw refuseAt(
        "too-large",
        field,
        `文字过多，一次最多核对 ${MOST_VERIFIED / 10_000} 万字，请分几次核对`,
      );
    for (const part of parts) numbers += typeof part === "string" ? numbersIn(part).length : 1;
    if (numbers > MOST_VERIFIED_NUMBERS)
      throw refuseAt("too-large", field, `数字过多，一次最多核对 ${MOST_VERIFIED_NUMBERS} 个，请分几次核对`);
  }
}

async function verified(
  asking: Asking,
  month: StatMonth,
  paragraphs: readonly WrittenParagraph[],
  writing: Writing | null,
): Promise<VerifiedText> {
  const { now } = asking;
  const addresses = paragraphs.flatMap(({ parts }) =>
    parts.flatMap((part) => (typeof part === "string" ? [] : (readAddress(part.address) ?? []))),
  );
  const named = [
    ...paragraphs.flatMap(({ parts }) => monthsNamedIn(textOf(parts)).map(({ month: m }) => m)),
    ...addresses.flatMap((one) => (one.kind === "report" || one.kind === "rate" ? [one.month % 100] : [])),
  ];
  const months = [...new Set(named.map((m) => Math.trunc(month / 100) * 100 + m))].filter((m) => m < month);
  const figures = await MonthFigures.of(
    now,
    month,
    months.map((m) => m % 100),
  );
  figures.open = await openWork(asking, figures, asksOf(addresses));
  const known = figures.scene.closed?.at ?? null;
  const projects = await projectFigures(
    { ...asking, known },
    Object.entries(writing?.figures ?? {}),
    paragraphs,
  );
  const spoken = knownOf(figures, [month, ...months]);
  const told = new Set(spoken.map(({ address }) => address));
  const tables = await bookFigures(now, addresses, told, figures.vocabulary.figures);
  const all = [...spoken, ...tables, ...projects, ...schedulesOf([month, ...months])];
  const verifier = new Verifier({ month, known: all, earlier: thenOf(writing, all) });
  return {
    ...stateOf(figures, now),
    writtenAt: writing?.at.toISOString() ?? null,
    since: await sinceWords(writing, figures),
    paragraphs: paragraphs.map(({ kind, parts, cell }) => ({
      kind,
      text: textOf(parts),
      numbers: kind === "notice" || cell?.head ? [] : verifier.numbersOf(parts, cell),
      ...(cell === undefined ? {} : { cell }),
    })),
  };
}

export async function verifyText(
  asking: Asking,
  { month, text }: z.output<typeof contract.verifyText>,
): Promise<VerifiedText> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const paragraphs = lines.map((line): WrittenParagraph => ({ kind: "body", parts: [line] }));
  requireBounded(paragraphs, "text");
  return verified(asking, month, paragraphs, await lastWriting(month));
}

function documentOf(bytes: Buffer): { paragraphs: WrittenParagraph[]; number: string | null } {
  try {
    const file = new DocumentFile(bytes);
    return { paragraphs: readDocument(file), number: propertyOf(file, WRITING_NUMBER) };
  } catch (error) {
    return unreadable(error);
  }
}

/** A document that was written here is compared with its own month, any other with the one that was chosen. */
export async function verifyDocument(
  asking: Asking,
  { month }: z.output<typeof contract.verifyFields>,
  file: { fileName: string; bytes: AsyncIterable<Uint8Array> },
): Promise<VerifiedText> {
  documentName(file.fileName, "核对");
  const { paragraphs, number } = documentOf(await documentBytes(file.bytes));
  requireBounded(paragraphs, "file");
  const writing = await writingOf(number);
  return verified(asking, writing?.month ?? month, paragraphs, writing);
}
