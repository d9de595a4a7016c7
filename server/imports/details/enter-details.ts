/** Rows of detail sheets become rows of the ledgers, and follow-ups: judged anew under lock, and entered as the forms enter them. */
import "server-only";
import type { DetailResult } from "@/server/contracts/import-details";
import { pastFollowUp } from "@/server/domain/follow-ups";
import type { Actor } from "@/server/domain/permissions";
import { LEDGERS, type Ledger } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { paperGaps } from "@/server/ledger/entry-papers";
import { type Database, reserveIds, sql } from "@/server/platform/database";
import type { NewFact, ProjectWrite, WriteScene } from "@/server/record/record";
import type { StoredBatch } from "../import-batch";
import { judgeDetails } from "./judge-details";
import type { DetailPlan, EntryPlan, FollowUpPlan } from "./judged";
import { storedDetails } from "./keep-details";
import { entryFacts } from "./plan-entry";

interface Ready<Plan extends DetailPlan = DetailPlan> {
  ordinal: number;
  projectId: number;
  plan: Plan;
}
/** `entryId` of a row of a ledger. */
type Entered = Ready<FollowUpPlan> | (Ready<EntryPlan> & { entryId: number });
const isEntry = (one: Entered): one is Ready<EntryPlan> & { entryId: number } => one.plan.ledger !== null;

export interface EnteredDetails {
  writes: ProjectWrite[];
  entered: Entered[];
}

const again = (message: string) =>
  new Refusal("conflict", { message: `${message}，没有作任何改动，请重新试算后再核对` });

/** What is in the ledger by now stays out without a word: somebody entered the same voucher in the meantime. */
const STANDS_BY_NOW: ReadonlySet<string> = new Set(["unchanged", "duplicate"]);

async function stillReady(scene: WriteScene, actor: Actor, batch: StoredBatch): Promise<Ready[]> {
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

async function withIds(db: Database, ready: readonly Ready[]): Promise<Entered[]> {
  const ids = new Map<Ledger, number[]>();
  for (const ledger of LEDGERS) {
    const { length } = ready.filter(({ plan }) => plan.ledger === ledger);
    ids.set(ledger, (await reserveIds(db, ledger, length)).reverse());
  }
  return ready.map(({ plan, ...one }) =>
    plan.ledger === null
      ? { ...one, plan }
      : { ...one, plan, entryId: ids.get(plan.ledger)?.pop() as number },
  );
}

/** In the order in which they happened, whatever the order of the sheet: the last of them is how things stand. */
function followUpFacts(
  project: ProjectState,
  plans: readonly FollowUpPlan[],
  { today }: WriteScene,
): NewFact[] {
  const keyed = plans.map(({ given }) => ({ given, key: JSON.stringify([given.on, given.nextOn, given]) }));
  return keyed
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ given }) => ({ fact: pastFollowUp(given, project.lastProgressOn, today), occurredOn: given.on }));
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
  const writes = [...new Set(entered.map(({ projectId }) => projectId))].map((id): ProjectWrite => {
    const project = scene.projects.get(id);
    if (!project) throw again("有的项目现在不能由您填报");
    const mine = entered.filter(({ projectId }) => projectId === id);
    const entries = mine
      .filter(isEntry)
      .flatMap(({ plan, entryId }) => entryFacts({ ...scene, actor }, project, plan, entryId, reason.trim()));
    const told = mine.flatMap((one) => (isEntry(one) ? [] : [one.plan]));
    return { id, facts: [...entries.map((fact) => ({ fact })), ...followUpFacts(project, told, scene)] };
  });
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
  const pairs = entered.map((one) => ({ ordinal: one.ordinal, entry_id: isEntry(one) ? one.entryId : null }));
  await db.$executeRawUnsafe(
    `UPDATE import_detail d SET fate = 'committed', entry_id = x.entry_id
      FROM json_to_recordset($2::json) AS x(ordinal integer, entry_id integer) WHERE d.batch_id = $1 AND d.ordinal = x.ordinal`,
    batchId,
    JSON.stringify(pairs),
  );
  // What stood in the ledger by the time of the commit.
  await db.$executeRaw(
    sql`UPDATE import_detail SET fate = 'unchanged' WHERE batch_id = ${batchId} AND kind <> 'enterprise' AND fate = 'ready'`,
  );
  const entries = entered.filter(isEntry);
  const sent = entries.filter(({ plan }) => plan.submit);
  const followUps = entered.length - entries.length;
  const gaps = await paperGaps(
    db,
    sent.map(({ entryId, plan }) => ({ ledger: plan.ledger, id: entryId, status: "submitted" })),
  );
  const counted = { submitted: sent.length, drafts: entries.length - sent.length, lacking: gaps.length };
  return followUps > 0 ? { ...counted, followUps } : counted;
}
