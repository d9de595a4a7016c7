/** Two thousand projects changed at once, and taken back: what the web server does itself, not the worker. */
import { randomUUID } from "node:crypto";
import type { BulkEditPreview } from "@/server/contracts/bulk-edit";
import type { BenchScene } from "./bench-scene";
import type { LongResult } from "./measure-long-work";
import { peakOf, resetPeak } from "./processes";

const MOST = 2000;

async function timedOf<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const began = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - began) / 1000 };
}

/** The same rows written by one statement that is rolled back. */
async function bareUpdate({ bare }: BenchScene, ids: readonly number[]): Promise<number> {
  await bare.query("BEGIN");
  const { seconds } = await timedOf(() =>
    bare.query("UPDATE project SET next_step = next_step || ' ', version = version + 1 WHERE id = ANY($1)", [
      ids,
    ]),
  );
  await bare.query("ROLLBACK");
  return seconds;
}

export async function measureBulk(scene: BenchScene, webPid: number): Promise<LongResult[]> {
  const { director, bare } = scene;
  const { rows } = await bare.query(
    "SELECT id FROM project WHERE off_state IS NULL ORDER BY id DESC LIMIT $1",
    [MOST],
  );
  const ids: number[] = rows.map((row) => row.id);
  const floor = { what: "one UPDATE of these rows", seconds: await bareUpdate(scene, ids) };
  const patch = { nextStep: `核对进展 ${randomUUID().slice(0, 8)}` };
  const result = async (id: string, name: string, work: () => Promise<unknown>): Promise<LongResult> => {
    resetPeak(webPid);
    const { seconds } = await timedOf(work);
    return { id, name, seconds, floor, peakMiB: peakOf(webPid), rows: ids.length, fileMiB: 0 };
  };
  let operationId = 0;
  const edited = await result("bulk-edit", "批量修改：核对并改动", async () => {
    const shown = await director.mutate<BulkEditPreview>("project.previewBulkEdit", { ids, patch });
    const projects = shown.data.change.map(({ id, version }) => ({ id, version }));
    const done = await director.mutate<{ operationId: number }>("project.bulkEdit", {
      requestId: randomUUID(),
      patch,
      projects,
    });
    operationId = done.data.operationId;
  });
  const undone = await result("bulk-undo", "批量修改：撤销", () =>
    director.mutate("operation.undo", { requestId: randomUUID(), id: operationId }),
  );
  return [edited, undone];
}
