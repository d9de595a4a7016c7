/** Files that the worker writes: seconds, and its peak memory. */
import { randomUUID } from "node:crypto";
import { yearOf } from "@/server/domain/periods";
import type { BenchScene } from "./bench-scene";
import { type Job, type LongResult, MIB, seconds, until } from "./measure-long-work";
import { peakOf, resetPeak } from "./processes";

interface Written {
  id: string;
  name: string;
  procedure: string;
  input: object;
  /** What the file cannot do without. */
  floor?: { what: string; work: () => Promise<unknown> };
}

async function measureOneExport(
  { statistician: client, bare }: BenchScene,
  workerPid: number,
  { id, name, procedure, input, floor }: Written,
): Promise<LongResult> {
  resetPeak(workerPid);
  const { what, work } = floor ?? {
    what: "SELECT * FROM project",
    work: () => bare.query({ text: "SELECT * FROM project ORDER BY id", rowMode: "array" }),
  };
  let written = { bytes: 0, rows: 0 };
  const took = await seconds(async () => {
    const asked = await client.mutate<{ jobId: number }>(procedure, { requestId: randomUUID(), ...input });
    const done = await until(
      async () =>
        (
          await client.query<Job & { bytes: number; rows: number | null }>("export.progress", {
            id: asked.data.jobId,
          })
        ).data,
      (job) => job,
    );
    written = { bytes: done.bytes, rows: done.rows ?? 0 };
  });
  const peakMiB = peakOf(workerPid);
  const frame = { seconds: took, peakMiB, rows: written.rows, fileMiB: written.bytes / MIB };
  return { id, name, ...frame, floor: { what, seconds: await seconds(work) } };
}

const VIEW = [
  "number",
  "name",
  "chain",
  "leader",
  "stage",
  "plannedTotal",
  "arrived",
  "invested",
  "nextDue",
  "owner",
];

const JUNE = 6;

/** Everything as the ledger of 48 columns, a list that somebody has on the screen, two of the ledgers, and a text. */
function filesOf({ counts, month, bare, statistician }: BenchScene): Written[] {
  const filter = { off: "any" };
  const all = `${counts.projects} 个项目`;
  const year = yearOf(month) * 100;
  return [
    {
      id: "export",
      name: `导出 ${all}为 xlsx（48 列）`,
      procedure: "export.projects",
      input: { filter },
    },
    {
      id: "export-view",
      name: `导出视图：${all}，${VIEW.length} 列，按产业链分组`,
      procedure: "export.view",
      input: { filter, columns: VIEW, group: "chain", sort: "plannedTotal" },
    },
    {
      id: "export-entries",
      name: "导出固投台账：本年",
      procedure: "export.entries",
      input: { ledger: "investment", filter: { from: year + 1, to: month } },
      floor: {
        what: "SELECT * FROM investment of the year",
        work: () =>
          bare.query({
            text: "SELECT * FROM investment WHERE month BETWEEN $1 AND $2 ORDER BY id",
            values: [year + 1, month],
            rowMode: "array",
          }),
      },
    },
    {
      id: "export-text",
      name: "出稿：半年工作汇报（.docx）",
      procedure: "writing.write",
      input: { template: "half-year", month: month >= year + JUNE ? year + JUNE : year - 100 + JUNE },
      floor: {
        what: "the month report over HTTP",
        work: () => statistician.query("statistics.month", { month: year + JUNE }),
      },
    },
  ];
}

export async function measureExports(
  scene: BenchScene,
  workerPid: number,
  wanted: (id: string) => boolean,
): Promise<LongResult[]> {
  const results: LongResult[] = [];
  for (const file of filesOf(scene))
    if (wanted(file.id)) results.push(await measureOneExport(scene, workerPid, file));
  return results;
}
