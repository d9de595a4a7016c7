/** Rows of a directory become enterprises, and changes of enterprises: judged anew under lock, written by the thousand. */
import "server-only";
import { isUnchanged } from "@/server/domain/enterprise-directory";
import { sameValue } from "@/server/domain/operations";
import { Refusal } from "@/server/domain/refusals";
import { enterDirectory, holdEnterprises } from "@/server/enterprises/enter-directory";
import type { Database } from "@/server/platform/database";
import { type AuditLine, appendAudit } from "@/server/record/audit";
import type { WriteContext, WriteScene } from "@/server/record/record";
import type { StoredBatch } from "../import-batch";
import { type JudgedEnterprise, judgeEnterprises } from "./judge-enterprises";
import { type StoredDetail, storedEnterprises } from "./keep-details";
import type { EnterpriseRow } from "./lead-enterprises";

export interface EnteredEnterprises {
  created: { ordinal: number; id: number }[];
  changed: { ordinal: number; id: number }[];
  /** Rows of enterprises of which the person may not know: nothing was done, and nothing says so. */
  untold: number[];
}

interface Decided {
  ordinal: number;
  judged: JudgedEnterprise;
}

/** What somebody registered in the meantime as the row has it. */
const STANDS_BY_NOW = "unchanged";

/** A row may do what it was seen to do and nothing else: who edited the same thing since is not written over. */
function isAsSeen({ fate, detail }: StoredDetail, now: JudgedEnterprise): boolean {
  if (now.fate === STANDS_BY_NOW) return true;
  if (now.fate !== fate || now.id !== (detail.enterprise?.id ?? null)) return false;
  return sameValue(now.shown, detail.enterprise?.changes ?? []);
}

const moved = (count: number) =>
  new Refusal("conflict", {
    message: `有 ${count} 家企业在试算之后被他人登记或修改，没有作任何改动，请重新试算后再核对`,
  });

async function asSeen(
  { db, today }: Pick<WriteScene, "db" | "today">,
  { actor }: Pick<WriteContext, "actor">,
  batch: StoredBatch,
): Promise<Decided[]> {
  const stored = await storedEnterprises(db, batch.id, "ready", "changed");
  if (stored.length === 0) return [];
  await holdEnterprises(
    db,
    stored.flatMap(({ detail }) => detail.enterprise?.id ?? []),
  );
  const rows = stored.map(({ detail }) => detail.row as EnterpriseRow);
  const judged = await judgeEnterprises({ db, actor, today }, rows, batch.choices);
  const pairs = judged.map((now, i) => ({ now, before: stored[i] as StoredDetail }));
  const lost = pairs.filter(({ now, before }) => !isAsSeen(before, now));
  if (lost.length > 0) throw moved(lost.length);
  return pairs.map(({ now, before }) => ({ ordinal: before.ordinal, judged: now }));
}

export async function enterEnterprises(
  scene: Pick<WriteScene, "db" | "today" | "operationId">,
  context: WriteContext,
  batch: StoredBatch,
): Promise<EnteredEnterprises> {
  const decided = await asSeen(scene, context, batch);
  const fresh = decided.filter(({ judged }) => judged.fate === "ready" && !judged.hidden);
  const changing = decided.flatMap(({ ordinal, judged: { fate, id, change } }) =>
    fate === "changed" && id !== null && change !== null && !isUnchanged(change)
      ? [{ ordinal, id, change }]
      : [],
  );
  const ids = await enterDirectory(scene.db, context, scene.operationId, {
    entries: fresh.map(({ judged }) => judged.row.reading),
    changes: changing.map(({ id, change }) => ({ id, ...change })),
  });
  return {
    created: fresh.map(({ ordinal }, i) => ({ ordinal, id: ids[i] as number })),
    changed: changing.map(({ ordinal, id }) => ({ ordinal, id })),
    untold: decided.flatMap(({ ordinal, judged: { fate, hidden } }) =>
      fate === "ready" && hidden ? ordinal : [],
    ),
  };
}

/** Each row by itself as long as a person reads them; beyond it the operation tells which they are. */
const AUDIT_EACH_UP_TO = 200;

/** By their ids alone: who negotiates with the bureau is no business of the log's reader. */
export async function auditEnterprises(
  db: Database,
  { actor, now }: Pick<WriteContext, "actor" | "now">,
  action: string,
  ids: readonly number[],
  after: object,
): Promise<void> {
  if (ids.length === 0) return;
  const line = (subjectId: string, subjectLabel = ""): AuditLine => ({
    ...{ action, subjectKind: "enterprise", subjectId, subjectLabel, after },
  });
  const lines =
    ids.length > AUDIT_EACH_UP_TO ? [line("*", `${ids.length} 家企业`)] : ids.map((id) => line(String(id)));
  await appendAudit(db, actor, now, lines);
}

export async function keepEnteredEnterprises(
  db: Database,
  batchId: number,
  { created, changed, untold }: EnteredEnterprises,
): Promise<void> {
  await db.$executeRawUnsafe(
    `UPDATE import_detail d SET fate = 'committed', entry_id = x.id
      FROM json_to_recordset($2::json) AS x(ordinal integer, id integer) WHERE d.batch_id = $1 AND d.ordinal = x.ordinal`,
    batchId,
    JSON.stringify([...created, ...changed, ...untold.map((ordinal) => ({ ordinal, id: null }))]),
  );
  // What stood on record by the time of the commit.
  await db.$executeRawUnsafe(
    `UPDATE import_detail SET fate = 'unchanged' WHERE batch_id = $1 AND kind = 'enterprise' AND fate IN ('ready', 'changed')`,
    batchId,
  );
}
