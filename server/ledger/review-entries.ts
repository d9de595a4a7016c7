/** 报审, 通过, 退回 and throwing drafts away, many rows over many projects in one transaction. */
import "server-only";
import type { z } from "zod";
import {
  CURRENCIES,
  type Currency,
  type OnEntries,
  type returnEntries as returnInput,
} from "@/server/contracts/ledger";
import { toRmbFen } from "@/server/domain/ledger-corrections";
import {
  approveEntry,
  discardEntry,
  type EntryContext,
  entryDay,
  returnEntry,
  submitEntry,
} from "@/server/domain/ledger-entries";
import { monthLabel, monthOfDay, type StatMonth } from "@/server/domain/periods";
import type { Action } from "@/server/domain/permissions";
import type { ArrivalRow, Fact } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { withdrawEntry } from "@/server/domain/withdrawing";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { requireOn } from "@/server/projects";
import { record, type WriteContext } from "@/server/record/record";
import { decideEach } from "./gather-problems";
import { keyOf, loadEntries, projectIdsOf, requireVersion, type StoredEntry } from "./load-entries";
import { type DecidedEntry, type WrittenEntries, writesOf, writtenAnswer } from "./write-drafts";

type Decide = (project: ProjectState, entry: StoredEntry, context: EntryContext) => Fact[];
type Entries = ReadonlyMap<string, StoredEntry>;

async function onEntries(
  context: WriteContext,
  { requestId, entries }: OnEntries,
  action: Action,
  decideOne: Decide,
  /** Asked before anything is decided: what is wrong with a row beside its own state. */
  objections: (db: Database, found: Entries) => Promise<ReadonlyMap<string, Refusal>> = async () => new Map(),
  /** What the audit log calls it, when that is not the permission itself. */
  recordedAs: string = action,
): Promise<WrittenEntries> {
  let decided: DecidedEntry[] = [];
  const projectIds = await projectIdsOf(database, entries);
  return record(
    { ...context, requestId },
    {
      action: recordedAs,
      projectIds,
      async decide(scene) {
        const found = await loadEntries(scene.db, entries);
        const against = await objections(scene.db, found);
        decided = await decideEach("entries", entries, (ref) => {
          const entry = found.get(keyOf(ref));
          if (!entry) throw new Refusal("nothing-pending", { message: "该记录已不存在，可能已被删除" });
          const project = requireOn(context.actor, action, scene.projects.get(entry.projectId));
          const facts = decideOne(project, entry, { ...scene, actorId: context.actor.id, reason: "" });
          requireVersion(entry, ref);
          const objection = against.get(keyOf(ref));
          if (objection) throw objection;
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
      answer: (_, scene) => writtenAnswer(scene, decided, projectIds),
    },
  );
}

/**
 * Foreign money that was entered at a rate which has changed since. Approval freezes the rate, so it must be the one that
 * stands; holding the rates makes a change of them wait for this approval, and then find its arrivals.
 */
async function outdatedRates(db: Database, found: Entries): Promise<ReadonlyMap<string, Refusal>> {
  const foreign = [...found.values()].flatMap((e) =>
    e.ledger === "arrival" && e.correctionOfId === null && (e.row as ArrivalRow).currency !== "CNY"
      ? [e as StoredEntry<"arrival">]
      : [],
  );
  if (foreign.length === 0) return new Map();
  const rates = await rowsOf<{ currency: string; month: StatMonth; rate: number }>(
    db,
    sql`SELECT currency, month, rate_micro AS rate FROM exchange_rate
      WHERE currency = ANY(${[...new Set(foreign.map((e) => e.row.currency))]})
        AND month = ANY(${[...new Set(foreign.map((e) => monthOfDay(e.row.arrivedOn)))]})
      ORDER BY month, currency FOR SHARE`,
  );
  return new Map(
    foreign.flatMap((entry) => {
      const { currency, arrivedOn, originalCents, amountFen } = entry.row;
      const month = monthOfDay(arrivedOn);
      const rate = rates.find((r) => r.currency === currency && r.month === month)?.rate;
      if (rate !== undefined && toRmbFen(originalCents, rate) === amountFen) return [];
      const words = `${monthLabel(month)}${CURRENCIES[currency as Currency] ?? currency}汇率在填报后有变动，请退回，由填报人重新保存后再报`;
      return [[keyOf(entry), new Refusal("conflict", { message: words })] as const];
    }),
  );
}

export const submitEntries = (context: WriteContext, input: OnEntries): Promise<WrittenEntries> =>
  onEntries(context, input, "entry:draft", submitEntry);

export const approveEntries = (context: WriteContext, input: OnEntries): Promise<WrittenEntries> =>
  onEntries(
    context,
    input,
    "entry:review",
    (_, entry, entryContext) => approveEntry(entry, entryContext),
    outdatedRates,
  );

export const returnEntries = (
  context: WriteContext,
  input: z.output<typeof returnInput>,
): Promise<WrittenEntries> =>
  onEntries(context, input, "entry:review", (_, entry) => returnEntry(entry, input.reason));

export const withdrawEntries = (context: WriteContext, input: OnEntries): Promise<WrittenEntries> =>
  onEntries(
    context,
    input,
    "entry:draft",
    (_, entry) => withdrawEntry(entry, context.actor.id),
    undefined,
    "entry:withdraw",
  );

export const discardEntries = (context: WriteContext, input: OnEntries): Promise<WrittenEntries> =>
  onEntries(context, input, "entry:draft", (_, entry) => discardEntry(entry));
