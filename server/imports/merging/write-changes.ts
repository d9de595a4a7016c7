/** Known projects changed as it was decided: compared anew under lock, all of it or nothing. */
import "server-only";
import type { Actor } from "@/server/domain/permissions";
import { editBasics } from "@/server/domain/pipeline";
import { Refusal } from "@/server/domain/refusals";
import { movedSince, patchOfFields } from "@/server/domain/workbook-merge";
import { mayOn } from "@/server/projects";
import type { ProjectWrite, WriteScene } from "@/server/record/record";
import type { StoredBatch } from "../import-batch";
import { type DecidedRow, decidedRows, mergeState, requireDecided } from "./decided-rows";

export interface Changes {
  rows: DecidedRow[];
  writes: ProjectWrite[];
}

const again = (message: string) =>
  new Refusal("conflict", { message: `${message}，没有作任何改动，请重新试算后再核对` });

export async function changesOf(
  { db, projects, rules }: WriteScene,
  actor: Actor,
  batch: StoredBatch,
  reason: string,
): Promise<Changes> {
  const all = await decidedRows(db, batch);
  requireDecided(mergeState(all), reason);
  const rows = all.filter((row) => row.taken.length > 0);
  let [lost, moved] = [0, 0];
  const writes = rows.flatMap(({ known, taken }): ProjectWrite[] => {
    const state = projects.get(known.projectId);
    if (!state || state.off?.state === "withdrawn" || !mayOn(actor, "project:edit", state)) lost += 1;
    else if (movedSince(taken, state.basics).length > 0) moved += 1;
    else {
      const facts = editBasics(state, patchOfFields(taken), rules, reason);
      return [{ id: state.id, facts: facts.map((fact) => ({ fact })) }];
    }
    return [];
  });
  if (lost > 0) throw again(`有 ${lost} 个项目现在不能由您修改`);
  if (moved > 0) throw again(`有 ${moved} 个项目的同一内容在试算之后又被改动`);
  return { rows, writes };
}
