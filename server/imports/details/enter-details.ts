/** Rows of detail sheets become rows of the ledgers: judged anew under lock, drafted, and sent for review where they may be. */
import "server-only";
import type { DetailResult } from "@/server/contracts/import-details";
import type { Actor } from "@/server/domain/permissions";
import { type Fact, LEDGERS, type Ledger } from "@/server/domain/project-facts";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { paperGaps } from "@/server/ledger/entry-papers";
import { type Database, reserveIds, sql } from "@/server/platform/database";
import type { ProjectWrite, WriteScene } from "@/server/record/record";
import type { StoredBatch } from "../import-batch";
import { judgeDetails } from "./judge-details";
import type { EntryPlan } from "./judged";
import { storedDetails } from "./keep-details";
import { entryFacts } from "./plan-entry";

interface Entered {
  ordinal: number;
  projectId: number;
  entryId: number;
  plan: EntryPlan;
}

export interface EnteredDetails {
  writes: ProjectWrite[];
  entered: Entered[];
}

const again = (message: string) =>
  new Refusal("conflict", { message: `${message}，没有作任何改动，请重新试算后再核对` });

/** What is in the ledger by now stays out without a word: somebody entered the same voucher in the meantime. */
const STANDS_BY_NOW: ReadonlySet<string> = new Set(["unchanged", "duplicate"]);

async function stillReady(
  scene: WriteScene,
  actor: Actor,
  batch: StoredBatch,
): Promise<Omit<Entered, "entryId">[]> {
  const stored = await storedDetails(scene.db, batch.id, "ready");
  const judged = await judgeDetails(
    { ...scene, actor },
    stored.map(({ detail }) => detail.row),
    batch.choices,
    async () => scene.projects,
  );
  const lost = judged.filter(({ fate }) => fate !== "ready" && !STANDS_BY_NOW.has(fate)).length;
  const moved = judged.filter(({ projectId }, i) => projectId !== stored[i]?.projectId).length;
  if (lost + moved > 0) throw again(`有 ${lost + moved} 行明细在试算之后不能再这样录入`);
  return judged.flatMap(({ fate, plan, projectId }, i) =>
    fate === "ready" && plan && projectId !== null
      ? [{ ordinal: stored[i]?.ordinal ?? 0, projectId, plan }]
      : [],
  );
}

async function withIds(db: Database, ready: readonly Omit<Entered, "entryId">[]): Promise<Entered[]> {
  const ids = new Map<Ledger, number[]>();
  for (const ledger of LEDGERS) {
    const { length } = ready.filter(({ plan }) => plan.ledger === ledger);
    ids.set(ledger, (await reserveIds(db, ledger, length)).reverse());
  }
  return ready.map((one) => ({ ...one, entryId: ids.get(one.plan.ledger)?.pop() as number }));
}

export async function enterDetails(
  scene: WriteScene,
  actor: Actor,
  batch: StoredBatch,
  reason: string,
): Promise<EnteredDetails> {
  const ready = await stillReady(scene, actor, batch);
  if (ready.some(({ plan }) => plan.needsReason) && !reason.trim())
    throw refuseAt("needs-reason", "reason", "有的明细早于签约日期，或金额是计划的数倍，请说明原因");
  const entered = await withIds(scene.db, ready);
  const facts = new Map<number, Fact[]>();
  for (const { projectId, plan, entryId } of entered) {
    const project = scene.projects.get(projectId);
    if (!project) throw again("有的项目现在不能由您填报");
    const made = entryFacts({ ...scene, actor }, project, plan, entryId, reason.trim());
    facts.set(projectId, [...(facts.get(projectId) ?? []), ...made]);
  }
  const writes = [...facts].map(([id, all]) => ({ id, facts: all.map((fact) => ({ fact })) }));
  return { writes, entered };
}

/** One write a project: what several parts of an import do to it goes in together. */
export function joinWrites(writes: readonly ProjectWrite[]): ProjectWrite[] {
  const joined = new Map<number, ProjectWrite>();
  for (const write of writes) {
    const id = write.id as number;
    joined.set(id, { id, facts: [...(joined.get(id)?.facts ?? []), ...write.facts] });
  }
  return [...joined.values()];
}

export async function keepEntered(
  db: Database,
  batchId: number,
  { entered }: EnteredDetails,
): Promise<DetailResult> {
  const pairs = entered.map(({ ordinal, entryId }) => ({ ordinal, entry_id: entryId }));
  await db.$executeRawUnsafe(
    `UPDATE import_detail d SET fate = 'committed', entry_id = x.entry_id
      FROM json_to_recordset($2::json) AS x(ordinal integer, entry_id integer) WHERE d.batch_id = $1 AND d.ordinal = x.ordinal`,
    batchId,
    JSON.stringify(pairs),
  );
  // What stood in the ledger by the time of the commit.
  await db.$executeRaw(
    sql`UPDATE import_detail SET fate = 'unchanged' WHERE batch_id = ${batchId} AND fate = 'ready'`,
  );
  const sent = entered.filter(({ plan }) => plan.submit);
  const gaps = await paperGaps(
    db,
    sent.map(({ entryId, plan }) => ({ ledger: plan.ledger, id: entryId, status: "submitted" })),
  );
  return { submitted: sent.length, drafts: entered.length - sent.length, lacking: gaps.length };
}
