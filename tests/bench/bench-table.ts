/** What was measured, as tables: on the screen and in docs/performance.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import type { LoadResult } from "./measure-load";
import type { LongResult } from "./measure-long-work";
import type { ReadResult } from "./measure-reads";
import type { WriteResult } from "./measure-writes";
import type { YearsResult } from "./measure-years";

export interface BenchResults {
  at: string;
  counts: { projects: number; ledgerRows: number };
  server: string;
  reads: ReadResult[];
  years: YearsResult | null;
  load: LoadResult | null;
  writes: WriteResult[];
  long: LongResult[];
}

const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0);
const times = (value: number) => `${value.toFixed(2)}×`;

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => (i === 0 ? "---" : "---:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

const readTable = (reads: readonly ReadResult[]) =>
  table(
    ["read", "p50 ms", "p95 ms", "SQL alone ms", "empty call ms", "ratio", "queries", "rows", "KB"],
    reads.map((r) => [
      r.name,
      ms(r.http.p50),
      ms(r.http.p95),
      ms(r.sql.p50),
      ms(r.ping.p50),
      times(r.ratio),
      r.queries,
      r.size,
      (r.bytes / 1000).toFixed(1),
    ]),
  );

const writeTable = (writes: readonly WriteResult[]) =>
  table(
    ["write", "p50 ms", "p95 ms", "its statements ms", "empty call ms", "ratio", "queries"],
    writes.map((w) => [
      w.name,
      ms(w.http.p50),
      ms(w.http.p95),
      ms(w.sql.p50),
      ms(w.ping.p50),
      times(w.ratio),
      w.queries,
    ]),
  );

const longTable = (long: readonly LongResult[]) =>
  table(
    ["long work", "seconds", "rows", "file MiB", "peak MiB of the process", "floor"],
    long.map((l) => [
      l.name,
      l.seconds.toFixed(1),
      l.rows,
      l.fileMiB > 0 ? l.fileMiB.toFixed(1) : "—",
      l.peakMiB > 0 ? l.peakMiB.toFixed(0) : "—",
      `${l.floor.what}: ${l.floor.seconds.toFixed(1)} s`,
    ]),
  );

const loadLine = ({ people, seconds, requestsPerSecond, latency, peakMiB }: LoadResult) =>
  `${people} people turning pages of the list at once for ${seconds} s: **${requestsPerSecond.toFixed(0)} requests/s**, p50 ${ms(latency.p50)} ms, p95 ${ms(latency.p95)} ms, web server's peak memory ${peakMiB.toFixed(0)} MiB.`;

const yearsTable = ({ reports, closedMonths, recounted, rowsOfMonth }: YearsResult) =>
  [
    table(
      [
        "month report, its statements alone",
        `${closedMonths.manyYears} closed months, ms`,
        `${closedMonths.oneYear} closed months, ms`,
        "ratio",
      ],
      reports.map((r) => [r.name, ms(r.manyYears.p50), ms(r.oneYear.p50), times(r.ratio)]),
    ),
    `Both districts have as many projects and rows a year. Over HTTP just after a write into the open month (${rowsOfMonth} rows counted anew): p50 ${ms(recounted.p50)} ms.`,
  ].join("\n\n");

/** Markdown, readable on a terminal too. */
export function tableOf(results: BenchResults): string {
  const { counts, reads, writes, load, years, long } = results;
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, PostgreSQL ${results.server}`;
  return [
    `Measured ${results.at.slice(0, 16).replace("T", " ")} UTC on ${machine}: ${counts.projects} projects, ${counts.ledgerRows} ledger rows.`,
    reads.length > 0 ? readTable(reads) : "",
    years ? yearsTable(years) : "",
    load ? loadLine(load) : "",
    writes.length > 0 ? writeTable(writes) : "",
    long.length > 0 ? longTable(long) : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

const DOCS = "docs/performance.md";
const [BEGIN, END] = ["<!-- measured: begin -->", "<!-- measured: end -->"];

/** Replaces the measured part of the document, and nothing else of it. */
export function writeIntoDocs(results: BenchResults): void {
  const text = readFileSync(DOCS, "utf8");
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (before < 0 || after < 0) throw new Error(`${DOCS} has no place for the measurements`);
  writeFileSync(
    DOCS,
    `${text.slice(0, before + BEGIN.length)}\n\n${tableOf(results)}\n\n${text.slice(after)}`,
  );
}
