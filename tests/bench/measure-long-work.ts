/** Export of everything and import of a large ledger: seconds, and the worker's peak memory. */
import { randomUUID } from "node:crypto";
import { read as readLedger, utils, write } from "@e965/xlsx";
import type { ImportScene } from "@/server/contracts/import-batch";
import type { BenchScene } from "./bench-scene";
import type { Client } from "./client";
import { peakOf, resetPeak } from "./processes";

export interface LongResult {
  id: string;
  name: string;
  seconds: number;
  floor: { what: string; seconds: number };
  peakMiB: number;
  rows: number;
  fileMiB: number;
}

const MIB = 2 ** 20;
const POLL_MS = 100;
const IMPORT_ROWS = 10_000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

interface Job {
  state: string;
  message: string;
}

async function until<State>(ask: () => Promise<State>, job: (state: State) => Job | null): Promise<State> {
  for (;;) {
    const state = await ask();
    const now = job(state);
    if (now?.state === "done") return state;
    if (now?.state === "failed" || now?.state === "cancelled")
      throw new Error(`job ${now.state}: ${now.message}`);
    await pause(POLL_MS);
  }
}

async function measureOneExport(
  { statistician: client, bare, counts }: BenchScene,
  workerPid: number,
  { id, name, procedure, input }: { id: string; name: string; procedure: string; input: object },
): Promise<LongResult> {
  resetPeak(workerPid);
  let bytes = 0;
  const took = await seconds(async () => {
    const asked = await client.mutate<{ jobId: number }>(procedure, { requestId: randomUUID(), ...input });
    const done = await until(
      async () =>
        (await client.query<Job & { bytes: number }>("export.progress", { id: asked.data.jobId })).data,
      (job) => job,
    );
    bytes = done.bytes;
  });
  const floor = await seconds(() =>
    bare.query({ text: "SELECT * FROM project ORDER BY id", rowMode: "array" }),
  );
  return {
    id,
    name,
    seconds: took,
    floor: { what: "SELECT * FROM project", seconds: floor },
    peakMiB: peakOf(workerPid),
    rows: counts.projects,
    fileMiB: bytes / MIB,
  };
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

/** Everything as the ledger of 48 columns, and as a list that somebody has on the screen. */
export async function measureExports(scene: BenchScene, workerPid: number): Promise<LongResult[]> {
  const filter = { off: "any" };
  const all = `${scene.counts.projects} 个项目`;
  return [
    await measureOneExport(scene, workerPid, {
      id: "export",
      name: `导出 ${all}为 xlsx（48 列）`,
      procedure: "export.projects",
      input: { filter },
    }),
    await measureOneExport(scene, workerPid, {
      id: "export-view",
      name: `导出视图：${all}，${VIEW.length} 列，按产业链分组`,
      procedure: "export.view",
      input: { filter, columns: VIEW, group: "chain", sort: "plannedTotal" },
    }),
  ];
}

const HEADER =
  "序号 项目名称 所属产业链 投资方 投资方所在省 计划总投资（万元） 其中固定资产投资（万元） 签约类型 签约日期 实际开工 本年到位省外内资（万元） 本年完成固投（万元） 当前阶段".split(
    " ",
  );
const CHAINS = ["重型数控机床", "冰雪体育", "烤肉", "文旅商贸", "现代冷链物流", "现代教育", "现代医疗"];
const PROVINCES = ["辽宁省", "吉林省", "浙江省", "江苏省", "山东省", "广东省", "北京市"];

/** A plain ledger: what is measured is the number of rows, not how crooked they are. New names each time, so that all go in. */
function largeLedger(rows: number): Buffer {
  const run = Date.now().toString(36);
  const lines = Array.from({ length: rows }, (_, i) => [
    i + 1,
    `${PROVINCES[i % 7]?.slice(0, 2)}${run}${i}号${CHAINS[i % 7]}配套项目`,
    CHAINS[i % 7],
    `量测${run}${i}实业有限公司`,
    PROVINCES[i % 7],
    3000 + (i % 900) * 10,
    2000 + (i % 900) * 5,
    "正式",
    `2026-0${1 + (i % 9)}-1${i % 10}`,
    i % 2 ? "2026-09-20" : "",
    i % 3 ? 300 : "",
    i % 2 ? 200 : "",
    i % 2 ? "开工" : "正式签约",
  ]);
  const sheet = utils.aoa_to_sheet([["招商引资项目台账（2026年1-9月）"], HEADER, ...lines]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "台账");
  return write(book, { type: "buffer", bookType: "xlsx" }) as Buffer;
}

async function upload(client: Client, bytes: Buffer): Promise<number> {
  const boundary = `----${randomUUID()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="ledger.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const answer = await client.request("/api/imports", {
    method: "POST",
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    type: `multipart/form-data; boundary=${boundary}`,
  });
  if (answer.status !== 200) throw new Error(`upload answered ${answer.status}: ${answer.text}`);
  return (JSON.parse(answer.text) as { id: number }).id;
}

/** Upload to dry run, then to commit; undone afterwards, so that the next run finds the same database. */
export async function measureImport(scene: BenchScene, workerPid: number): Promise<LongResult[]> {
  const { statistician: client } = scene;
  const bytes = largeLedger(IMPORT_ROWS);
  const settled = (id: number) =>
    until(
      async () => (await client.query<ImportScene>("import.scene", { id })).data,
      (state) => state.job,
    );
  const result = async (
    id: string,
    name: string,
    floor: LongResult["floor"],
    work: () => Promise<unknown>,
  ) => {
    resetPeak(workerPid);
    const took = await seconds(work);
    return {
      id,
      name,
      seconds: took,
      floor,
      peakMiB: peakOf(workerPid),
      rows: IMPORT_ROWS,
      fileMiB: bytes.length / MIB,
    };
  };
  const reading = {
    what: "只打开工作簿",
    seconds: await seconds(async () => readLedger(bytes, { dense: true })),
  };
  let batch = 0;
  const tried = await result("import-try", "导入：上传到试算完成", reading, async () => {
    batch = await upload(client, bytes);
    await settled(batch);
  });
  const committed = await result("import-commit", "导入：写库", reading, async () => {
    await client.mutate("import.commit", { id: batch, requestId: randomUUID() });
    await settled(batch);
  });
  const undone = await result("import-undo", "导入：整批撤销", reading, async () => {
    await client.mutate("import.undo", { id: batch, requestId: randomUUID(), reason: "量测后撤销" });
    await settled(batch);
  });
  return [tried, committed, undone];
}
