/** A ledger taken in from the command line, in the name of an account. */
import "server-only";
import { actorById, consoleActor } from "@/server/accounts";
import type { LedgerTotals } from "@/server/contracts/import";
import type { ImportResult } from "@/server/contracts/import-batch";
import { importChoices } from "@/server/contracts/import-batch";
import { type Actor, can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { commitImport, importScene, importTotals, takeLedger, tryImport } from "@/server/imports";
import { database } from "@/server/platform/database";

async function actorNamed(username: string, now: Date): Promise<Actor> {
  const account = await database.account.findUnique({ where: { username }, select: { id: true } });
  const actor = account ? await actorById(account.id, now) : null;
  if (!actor) throw new Refusal("not-found", { message: `没有可用的账号“${username}”。` });
  if (!can(actor, "import:run"))
    throw new Refusal("not-permitted", { message: `账号“${username}”不能导入台账。` });
  return actor;
}

/** In whose name a dry run is judged: nobody is made for it, and the console account may do what a statistician may. */
export const onlooker = (as: string | null, now: Date): Promise<Actor> =>
  as === null
    ? Promise.resolve({ id: 0, name: "", role: "statistician", unitId: null, chainIds: [], address: "" })
    : actorNamed(as, now);

async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** A ledger that brings nothing new, as when it is taken in a second time: that is an answer, not a failure. */
const nothingNew = (skipped: number, totals: LedgerTotals, now: Date): ImportResult => ({
  committedAt: now.toISOString(),
  projects: 0,
  changed: 0,
  fields: 0,
  skipped,
  enterprises: 0,
  newChains: [],
  newUnits: [],
  ledger: totals,
  totals,
  missing: [],
  undoneAt: null,
  undoReason: null,
});

/** Upload, dry run and commit in one go; rows with errors and projects that are known already stay out. */
export async function commitFromConsole(request: {
  bytes: Uint8Array;
  fileName: string;
  as: string | null;
  cutoff: string | undefined;
  now: Date;
}): Promise<ImportResult & { batchId: number }> {
  const { now, fileName, bytes } = request;
  const actor = request.as === null ? await consoleActor() : await actorNamed(request.as, now);
  const choices = importChoices.parse({ mapping: [], sheets: [], corrections: [], cutoff: request.cutoff });
  const { id: batchId } = await takeLedger(
    { actor, now },
    { fileName, bytes: once(bytes) },
    { choices, queued: false },
  );
  await tryImport({ actor, now }, batchId, async () => {});
  const tried = (await importScene(actor, batchId)).summary;
  const details = (tried?.details?.counts ?? []).filter(({ fate }) => fate === "ready").length;
  if (tried && tried.counts.ready + tried.counts.changed + details === 0) {
    const totals = await importTotals(database, batchId, tried.year);
    return { batchId, ...nothingNew(tried.counts.rows, totals, now) };
  }
  await commitImport({ actor, now, requestId: `console:${batchId}` }, batchId);
  const { result } = await importScene(actor, batchId);
  if (result === null) throw new Error("the import left no result");
  return { batchId, ...result };
}
