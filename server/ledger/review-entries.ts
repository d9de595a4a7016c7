/** 报审, 通过, 退回 and throwing drafts away, many rows over many projects in one transaction. */
import "server-only";
import type { z } from "zod";
import type { OnEntries, returnEntries as returnInput } from "@/server/contracts/ledger";
import {
  approveEntry,
  discardEntry,
  type EntryContext,
  entryDay,
  returnEntry,
  submitEntry,
} from "@/server/domain/ledger-entries";
import type { Action } from "@/server/domain/permissions";
import type { Fact } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { database } from "@/server/platform/database";
import { requireOn } from "@/server/projects";
import { record, type WriteContext } from "@/server/record/record";
import { decideEach } from "./gather-problems";
import { projectWarnings } from "./ledger-sums";
import { keyOf, loadEntries, projectIdsOf, requireVersion, type StoredEntry } from "./load-entries";
import { type DecidedEntry, type WrittenEntries, writesOf, writtenEntries } from "./write-drafts";

type Decide = (project: ProjectState, entry: StoredEntry, context: EntryContext) => Fact[];

async function onEntries(
  context: WriteContext,
  { requestId, entries }: OnEntries,
  action: Action,
  decideOne: Decide,
): Promise<WrittenEntries> {
  let decided: DecidedEntry[] = [];
  const projectIds = await projectIdsOf(database, entries);
  return record(
    { ...context, requestId },
    {
      action,
      projectIds,
      async decide(scene) {
        const found = await loadEntries(scene.db, entries);
        decided = await decideEach("entries", entries, (ref) => {
          const entry = found.get(keyOf(ref));
          if (!entry) throw new Refusal("nothing-pending", { message: "该记录已不存在，可能已被删除" });
          const project = requireOn(context.actor, action, scene.projects.get(entry.projectId));
          const facts = decideOne(project, entry, { ...scene, actorId: context.actor.id, reason: "" });
          requireVersion(entry, ref);
          return {
            ledger: entry.ledger,
            id: entry.id,
            projectId: entry.projectId,
            facts,
            day: entryDay(entry.ledger, entry.row),
          };
        });
        return writesOf(decided);
      },
      answer: async (_, { db, rules }) => ({
        entries: await writtenEntries(db, decided),
        warnings: await projectWarnings(db, projectIds, rules),
      }),
    },
  );
}

export const submitEntries = (context: WriteContext, input: OnEntries): Promise<WrittenEntries> =>
  onEntries(context, input, "entry:draft", submitEntry);

export const approveEntries = (context: WriteContext, input: OnEntries): Promise<WrittenEntries> =>
  onEntries(context, input, "entry:review", (_, entry, entryContext) => approveEntry(entry, entryContext));

export const returnEntries = (
  context: WriteContext,
  input: z.output<typeof returnInput>,
): Promise<WrittenEntries> =>
  onEntries(context, input, "entry:review", (_, entry) => returnEntry(entry, input.reason));

export const discardEntries = (context: WriteContext, input: OnEntries): Promise<WrittenEntries> =>
  onEntries(context, input, "entry:draft", (_, entry) => discardEntry(entry));
