/** Import of a large ledger and of a large list of enterprises: seconds, and the worker's peak memory. */
import { randomUUID } from "node:crypto";
import { read as readLedger, utils, write } from "@e965/xlsx";
import type { ImportScene } from "@/server/contracts/import-batch";
import { usccCheckCharacter } from "@/server/domain/identity";
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

export const MIB = 2 ** 20;
const POLL_MS = 100;
const IMPORT_ROWS = 10_000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

export interface Job {
  state: string;
  message: string;
}

export async function until<State>(
  ask: () => Promise<State>,
  job: (state: State) => Job | null,
): Promise<State> {
  for (;;) {
    const state = await ask();
    const now = job(state);
    if (now?.state === "done") return state;
    if (now?.state === "failed" || now?.state === "cancelled")
      throw new Error(`job ${now.state}: ${now.message}`);
    await pause(POLL_MS);
  }
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

const DIRECTORY_HEADER = ["企业名称", "统一社会信用代码", "所在省市", "企业类型", "简称", "企业简介"];
const RUNNING_NUMBERS = 10_000_000;

/** A list of enterprises that nobody has yet, each with a right code of its own. */
function largeDirectory(rows: number): Buffer {
  const run = Date.now();
  const lines = Array.from({ length: rows }, (_, i) => {
    const code = `91230203MA${String((run + i) % RUNNING_NUMBERS).padStart(7, "0")}`;
    const name = `名录${run.toString(36)}${i}精密机械有限公司`;
    return [
      name,
      code + usccCheckCharacter(code),
      PROVINCES[i % 7],
      "民营企业",
      `名录${i}精机`,
      "主营机床配套。",
    ];
  });
  const sheet = utils.aoa_to_sheet([DIRECTORY_HEADER, ...lines]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "企业名录");
  return write(book, { type: "buffer", bookType: "xlsx" }) as Buffer;
}

interface Imported {
  id: string;
  name: string;
  client: Client;
  bytes: Buffer;
}

/** Upload to dry run, then to commit; undone afterwards, so that what is measured next finds the same database. */
async function measureOneImport(
  workerPid: number,
  { id, name, client, bytes }: Imported,
): Promise<LongResult[]> {
  const settled = (batch: number) =>
    until(
      async () => (await client.query<ImportScene>("import.scene", { id: batch })).data,
      (state) => state.job,
    );
  const floor = {
    what: "只打开工作簿",
    seconds: await seconds(async () => readLedger(bytes, { dense: true })),
  };
  const result = async (step: string, said: string, work: () => Promise<unknown>): Promise<LongResult> => {
    resetPeak(workerPid);
    const took = await seconds(work);
    const frame = { floor, peakMiB: peakOf(workerPid), rows: IMPORT_ROWS, fileMiB: bytes.length / MIB };
    return { id: `${id}-${step}`, name: `${name}：${said}`, seconds: took, ...frame };
  };
  let batch = 0;
  const tried = await result("try", "上传到试算完成", async () => {
    batch = await upload(client, bytes);
    await settled(batch);
  });
  const committed = await result("commit", "写库", async () => {
    await client.mutate("import.commit", { id: batch, requestId: randomUUID() });
    await settled(batch);
  });
  const undone = await result("undo", "整批撤销", async () => {
    await client.mutate("import.undo", { id: batch, requestId: randomUUID(), reason: "量测后撤销" });
    await settled(batch);
  });
  return [tried, committed, undone];
}

export async function measureImport(
  scene: BenchScene,
  workerPid: number,
  wanted: (id: string) => boolean,
): Promise<LongResult[]> {
  const imports = [
    { id: "import-ledger", name: "导入台账", client: scene.statistician, made: largeLedger },
    // Whoever answers for the figures does not keep the list of enterprises.
    { id: "import-firms", name: "导入企业名录", client: scene.director, made: largeDirectory },
  ].filter(({ id }) => wanted(id));
  const results: LongResult[] = [];
  for (const { made, ...whose } of imports)
    results.push(...(await measureOneImport(workerPid, { ...whose, bytes: made(IMPORT_ROWS) })));
  return results;
}
