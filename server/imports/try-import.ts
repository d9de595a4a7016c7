/** The dry run of a batch: reads the workbook as chosen, and keeps what was understood. Nothing of the ledger is written. */
import "server-only";
import type { ImportProblem, LedgerDryRun } from "@/server/contracts/import";
import type { ImportChoices, ImportSummary, RowFate } from "@/server/contracts/import-batch";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, insertRows, sql } from "@/server/platform/database";
import { readKept } from "@/server/platform/storage";
import { loadProjects } from "@/server/record/load-project";
import { firstOpenMonth, rulesInForce } from "@/server/record/load-rules";
import { activeChains, activeUnits } from "./active-names";
import { detailSummary } from "./details/detail-totals";
import { judgeSheets } from "./details/judge-sheets";
import type { JudgedDetail } from "./details/judged";
import { keepDetails } from "./details/keep-details";
import { loadBatch, type StoredBatch } from "./import-batch";
import { ledgerTotals } from "./import-totals";
import { keepMarked } from "./marked-ledger";
import { judgeLedger, yearOfTotals } from "./merging/judge-ledger";
import type { JudgedRow } from "./merging/judge-rows";
import { dryRun, UnreadableFile } from "./reading";
import { rememberedChoices } from "./remembered-layout";
import { firstUnit, type Named, resolveWords } from "./words";

async function bytesOf(sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await readKept(sha256)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The dry run with this district's chains and home province. Throws `UnreadableFile`. */
export async function readAsHere(
  bytes: Uint8Array,
  fileName: string,
  choices: Pick<
    ImportChoices,
    "mapping" | "sheets" | "corrections" | "cutoff" | "kinds" | "detailMapping" | "bases"
  >,
  now: Date,
): Promise<LedgerDryRun> {
  const { district } = await rulesInForce(database, dayOf(now));
  const chains = await activeChains(database);
  const { mapping, sheets, corrections, cutoff, kinds, detailMapping, bases } = choices;
  return dryRun(bytes, fileName, {
    homeProvince: district.homeProvince,
    knownChains: chains.map((c) => c.name),
    mapping,
    sheets,
    corrections,
    ...{ kinds, detailMapping, bases },
    ...(cutoff === undefined ? {} : { cutoff }),
  });
}

function kindsOf(problems: readonly ImportProblem[]): ImportSummary["problemKinds"] {
  const counts = new Map<string, ImportSummary["problemKinds"][number]>();
  for (const { kind, severity } of problems) {
    const entry = counts.get(`${severity} ${kind}`) ?? { kind, severity, count: 0 };
    counts.set(`${severity} ${kind}`, { ...entry, count: entry.count + 1 });
  }
  return [...counts.values()].sort(
    (a, b) => Number(b.severity === "error") - Number(a.severity === "error") || b.count - a.count,
  );
}

async function summarise(
  dry: LedgerDryRun,
  rows: readonly JudgedRow[],
  choices: ImportChoices,
): Promise<ImportSummary> {
  const [chains, units] = [await activeChains(database), await activeUnits(database)];
  const counted = rows.filter((r) => r.fate !== "failed").map((r) => r.detail.row.project);
  const fates = (fate: RowFate) => rows.filter((r) => r.fate === fate).length;
  const errors = dry.problems.filter((p) => p.severity === "error").length;
  const chainWords = resolveWords(
    counted.map((p) => p.chain ?? ""),
    chains,
    choices.chains,
    true,
  );
  const entering = rows.filter((r) => r.fate === "ready").map((r) => r.detail.row);
  const year = yearOfTotals(dry.totals);
  return {
    sheets: dry.sheets,
    tables: dry.tables,
    totals: dry.totals,
    entering: ledgerTotals(entering, chainWords, year),
    year,
    cutoff: dry.tables.find((t) => t.cutoff !== null)?.cutoff ?? null,
    counts: {
      rows: rows.length,
      ready: fates("ready"),
      changed: fates("changed"),
      unchanged: fates("unchanged"),
      existing: fates("existing"),
      duplicate: fates("duplicate"),
      leftOut: fates("left-out"),
      failed: fates("failed"),
      errors,
      warnings: dry.problems.length - errors,
    },
    problemKinds: kindsOf(dry.problems),
    remarks: dry.problems.filter((p) => p.row === null),
    chains: chainWords,
    units: resolveWords(
      counted.map((p) => firstUnit(p.dept)),
      units,
      choices.units,
      false,
    ),
  };
}

const ROW_COLUMNS = {
  batch_id: "integer",
  ordinal: "integer",
  sheet: "text",
  row: "integer",
  name: "text",
  fate: "text",
  errors: "integer",
  warnings: "integer",
  existing_id: "integer",
  detail: "jsonb",
};

async function keepDryRun(
  batchId: number,
  summary: ImportSummary,
  rows: readonly JudgedRow[],
  details: readonly JudgedDetail[],
  marked: string | null,
): Promise<void> {
  await database.$transaction(
    async (tx) => {
      const db = tx as unknown as Database;
      const changed = await db.$executeRaw(
        sql`UPDATE import_batch SET state = 'tried', report = ${JSON.stringify(summary)}::jsonb, marked_sha256 = ${marked}
          WHERE id = ${batchId} AND state NOT IN ('committed', 'undone')`,
      );
      if (changed === 0) throw new Refusal("bad-state", { message: "这一批已经导入" });
      await db.$executeRaw(sql`DELETE FROM import_row WHERE batch_id = ${batchId}`);
      const stored = rows.map(({ fate, existingId, detail }, ordinal) => {
        const errors = detail.problems.filter((p) => p.severity === "error").length;
        return {
          batch_id: batchId,
          ordinal,
          sheet: detail.row.sheet,
          row: detail.row.row,
          name: detail.row.project.name,
          fate,
          errors,
          warnings: detail.problems.length - errors,
          existing_id: existingId,
          detail,
        };
      });
      await insertRows(db, "import_row", ROW_COLUMNS, stored);
      await keepDetails(db, batchId, details);
    },
    { timeout: 120_000 },
  );
}

/** The first reading of a ledger takes what was chosen for its layout before; later ones go by what stands in the batch. */
async function readAsRemembered(
  bytes: Buffer,
  batch: StoredBatch,
  now: Date,
): Promise<{ dry: LedgerDryRun; choices: ImportChoices; remembered?: true }> {
  const { fileName, choices } = batch;
  const dry = await readAsHere(bytes, fileName, choices, now);
  const { mapping, chains, units, kinds, detailMapping } = choices;
  const chosen = [mapping, chains, units, kinds, detailMapping].some((list) => list.length > 0);
  if (batch.state !== "uploaded" || chosen) return { dry, choices };
  const ids = (all: readonly Named[]) => new Set(all.map(({ id }) => id));
  const remembered = await rememberedChoices(database, dry, {
    chains: ids(await activeChains(database)),
    units: ids(await activeUnits(database)),
  });
  if (remembered === null) return { dry, choices };
  const carried = { ...choices, ...remembered };
  const kept = await database.$executeRaw(
    sql`UPDATE import_batch SET choices = ${JSON.stringify(carried)}::jsonb
      WHERE id = ${batch.id} AND state = 'uploaded' AND choices = ${JSON.stringify(choices)}::jsonb`,
  );
  // Whoever chose in the meantime has the last word: the reading that follows goes by it.
  if (kept === 0) return { dry, choices };
  return { dry: await readAsHere(bytes, fileName, carried, now), choices: carried, remembered: true };
}

/** Rows of detail sheets beside what stands now. */
async function judgeAsNow(
  { actor, now }: { actor: Actor; now: Date },
  rows: LedgerDryRun["details"]["rows"],
  choices: ImportChoices,
): Promise<JudgedDetail[]> {
  const today = dayOf(now);
  const [rules, openMonth] = [await rulesInForce(database, today), await firstOpenMonth(database, today)];
  const scene = { db: database, actor, rules, today, firstOpenMonth: openMonth };
  return judgeSheets(scene, rows, choices, (ids) => loadProjects(database, ids, { lock: false }));
}

/** Reads the batch anew. A file that cannot be read is an answer, not a fault: the batch says why. */
export async function tryImport(
  { actor, now }: { actor: Actor; now: Date },
  batchId: number,
  report: (progress: number, message: string) => Promise<void>,
): Promise<{ state: "tried" | "unreadable" }> {
  const batch = await loadBatch(database, actor, batchId);
  if (batch.state === "committed" || batch.state === "undone")
    throw new Refusal("bad-state", { message: "这一批已经导入" });
  await report(10, "正在读取表格");
  try {
    const bytes = await bytesOf(batch.sha256);
    const { dry: read, choices, ...memory } = await readAsRemembered(bytes, batch, now);
    await report(60, `读到 ${read.rows.length} 行，正在与库中项目比对`);
    const { dry, rows } = await judgeLedger({ actor, now }, read, choices);
    const details = await judgeAsNow({ actor, now }, dry.details.rows, choices);
    const problems = [...dry.problems, ...details.flatMap((one) => one.problems)];
    const marked = await keepMarked(bytes, batch.fileName, problems);
    const summary = { ...(await summarise(dry, rows, choices)), ...memory };
    const { tables } = dry.details;
    const told =
      tables.length === 0 ? {} : { details: await detailSummary(database, actor, tables, details) };
    await keepDryRun(batchId, { ...summary, ...told }, rows, details, marked);
    return { state: "tried" };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await database.$executeRaw(
      sql`UPDATE import_batch SET state = 'unreadable', report = ${JSON.stringify({ unreadable: error.message })}::jsonb WHERE id = ${batchId}`,
    );
    return { state: "unreadable" };
  }
}
