/** 撤销整批: what an import put in is withdrawn by a fact of its own; nothing is erased, and the ledger can be taken in again. */
import "server-only";
import type { ChangedSince } from "@/server/contracts/import-batch";
import { UNDO_KEPT_WHY } from "@/server/domain/operations";
import { type Actor, can } from "@/server/domain/permissions";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { record, type WriteContext } from "@/server/record/record";
import { joinWrites } from "./details/enter-details";
import { projectsOfDetails } from "./details/keep-details";
import { type DetailsBack, detailsBack, keepTakenBack } from "./details/take-back-details";
import { takeBackEnterprises } from "./details/take-back-enterprises";
import { loadBatch } from "./import-batch";
import { withdrawNames } from "./new-names";
import { type ChangesBack, changedProjects, changesBack } from "./undo-changes";

const SHOWN = 50;
const UNSEEN = "已由他人承办、您现在无权查看的项目";

type ChangedRow = Omit<ChangedSince, "at"> & { at: Date; seen: boolean };

/** Projects of a batch that anybody has worked on since; without number and name where the reader may not see them now. */
export async function changedSince(
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  batchId: number,
): Promise<{ count: number; first: ChangedSince[]; hidden: number[] }> {
  const rows = await rowsOf<ChangedRow>(
    db,
    sql`SELECT DISTINCT ON (p.id) p.id AS "projectId", p.number, p.name, coalesce(a.display_name, '系统') AS by, f.recorded_at AS at,
        (${projectsFor(actor, "project:read", "few")} AND NOT ${maskedFor(actor, "few")}) AS seen
      FROM project p JOIN import_batch b ON b.id = p.import_id
        JOIN project_fact f ON f.project_id = p.id AND f.operation_id IS DISTINCT FROM b.operation_id
        LEFT JOIN account a ON a.id = f.actor_id
      WHERE p.import_id = ${batchId} AND (p.off_state IS NULL OR p.off_state <> 'withdrawn') ORDER BY p.id, f.version DESC`,
  );
  return {
    count: rows.length,
    first: rows.slice(0, SHOWN).map(({ at, seen, number, name, ...row }) => ({
      ...row,
      ...(seen ? { number, name } : { number: "", name: UNSEEN }),
      at: at.toISOString(),
    })),
    hidden: rows.filter((row) => !row.seen).map((row) => row.projectId),
  };
}

interface OperationSummary {
  chainIds?: number[];
  unitIds?: number[];
}

/** What stayed because somebody changed it since is kept with the undo; the import then stands in part. */
async function endBatch(
  db: Database,
  { actor, now }: WriteContext,
  batchId: number,
  reason: string,
  { kept, stays, operationId }: Pick<ChangesBack, "kept"> & { stays: number; operationId: number | null },
): Promise<void> {
  if (kept.length > 0)
    await db.$executeRaw(
      sql`UPDATE operation SET summary = summary || ${JSON.stringify({ kept })}::jsonb WHERE id = ${operationId}`,
    );
  const state = kept.length + stays > 0 ? "partly" : "undone";
  const { summary } = await rowOf<{ summary: OperationSummary }>(
    db,
    sql`UPDATE operation SET state = ${state}, undone_at = ${now}, undone_by_id = ${actor.id}, summary = summary || jsonb_build_object('undoReason', ${reason}::text)
      WHERE id = (SELECT operation_id FROM import_batch WHERE id = ${batchId}) RETURNING summary`,
  );
  await db.$executeRaw(sql`UPDATE import_batch SET state = 'undone' WHERE id = ${batchId}`);
  await withdrawNames(db, summary.chainIds ?? [], summary.unitIds ?? []);
}

/** Refused with the list of projects that were changed since, unless `force`. */
export async function undoImport(
  context: WriteContext,
  { batchId, reason, force }: { batchId: number; reason: string; force: boolean },
): Promise<{ projects: number; changed: number; kept: number; details?: number }> {
  const { actor } = context;
  if (!can(actor, "import:run")) throw new Refusal("not-permitted");
  if (!reason.trim()) throw refuseAt("needs-reason", "reason", "请说明撤销原因");
  const batch = await loadBatch(database, actor, batchId);
  if (batch.state === "undone") throw new Refusal("nothing-to-undo", { message: "这一批已经撤销" });
  const mine = await rowsOf<{ id: number }>(
    database,
    sql`SELECT id FROM project WHERE import_id = ${batchId} AND (off_state IS NULL OR off_state <> 'withdrawn') ORDER BY id`,
  );
  const withdrawn = new Set(mine.map((p) => p.id));
  const changedToo = await changedProjects(database, batch.operationId);
  const detailed = await projectsOfDetails(database, batchId, "committed");
  let back: ChangesBack = { writes: [], kept: [] };
  let details: DetailsBack = { writes: [], kept: [], gone: [] };
  return record(context, {
    action: "import:undo",
    projectIds: [...new Set([...withdrawn, ...changedToo, ...detailed])],
    operation: {
      kind: "import-undo",
      name: batch.fileName,
      summary: { batchId, reason, force },
      ...(batch.operationId === null ? {} : { undoesId: batch.operationId }),
    },
    async decide({ db, projects }) {
      const { state } = await loadBatch(db, actor, batchId, true);
      if (state !== "committed")
        throw new Refusal("nothing-to-undo", { message: "这一批没有导入，无可撤销" });
      const changed = await changedSince(db, actor, batchId);
      if (changed.count > 0 && !force) {
        const names = changed.first.slice(0, 3).map((c) => c.name);
        throw new Refusal("bad-state", {
          message: `导入之后有 ${changed.count} 个项目被修改过（${names.join("、")}${changed.count > 3 ? "等" : ""}），请确认后再撤销`,
        });
      }
      const said = `撤销导入“${batch.fileName}”：${reason.trim()}`;
      back = await changesBack(db, actor, batch.operationId, projects, said);
      // Somebody else's by now: it is not the importer's to take away.
      for (const projectId of changed.hidden) {
        withdrawn.delete(projectId);
        back.kept.push({ projectId, field: "name", why: UNDO_KEPT_WHY.unseen });
      }
      const gone = [...withdrawn].map((id) => ({
        id,
        facts: [{ fact: { type: "ImportUndone" as const, v: 1 as const, reason: reason.trim() } }],
      }));
      details = await detailsBack(db, batch);
      const others = [...back.writes, ...details.writes].filter((w) => !withdrawn.has(w.id ?? 0));
      return [...gone, ...joinWrites(others)];
    },
    async answer(states, { db, operationId }) {
      await keepTakenBack(db, batchId, details);
      const firms = await takeBackEnterprises(db, context, batch, operationId);
      const stays = details.kept.length + firms.kept;
      await endBatch(db, context, batchId, reason.trim(), { ...back, stays, operationId });
      const changed = states.length - withdrawn.size;
      const gone = details.gone.length + firms.gone;
      const told = detailed.length + firms.gone + firms.kept > 0 ? { details: gone } : {};
      return { projects: withdrawn.size, changed, kept: back.kept.length + stays, ...told };
    },
  });
}
