/** Frame of the verbs that fill in rows: draft them, throw emptied ones away, and 报审 in the same request when asked. */
import "server-only";
import type { PaperGap } from "@/server/contracts/ledger";
import {
  discardEntry,
  draftEntry,
  type EntryContext,
  type EntryStatus,
  submitEntry,
} from "@/server/domain/ledger-entries";
import type { Fact, Ledger, LedgerRows } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { type Database, reserveIds, rowsOf, sql } from "@/server/platform/database";
import { requireOn } from "@/server/projects";
import { type ProjectWrite, record, type WriteContext, type WriteScene } from "@/server/record/record";
import { paperGaps } from "./entry-papers";
import { decideEach } from "./gather-problems";
import { type ProjectWarning, projectWarnings } from "./ledger-sums";
import { type StoredEntry, tableOf } from "./load-entries";

export interface WrittenEntry {
  ledger: Ledger;
  id: number;
  projectId: number;
  status: EntryStatus;
  version: number;
}
export interface WrittenEntries {
  entries: WrittenEntry[];
  warnings: ProjectWarning[];
  /** Vouchers that went for review without a paper of their own. */
  gaps: PaperGap[];
}

/** What one row of the request comes to. */
export interface Draft<L extends Ledger> {
  present: StoredEntry<L> | null;
  /** Null: the draft is thrown away. */
  row: LedgerRows[L] | null;
  correctionOfId: number | null;
  reason: string;
}

interface SeenRow {
  id: number | null;
  version: number | null;
  projectId: number;
}

export interface DraftPlan<L extends Ledger, Row extends SeenRow> {
  ledger: L;
  requestId: string;
  submit: boolean;
  rows: readonly Row[];
  /** Loads what all rows need and answers with the decision for one row. */
  prepare(scene: WriteScene): Promise<(row: Row, index: number, project: ProjectState) => Draft<L>>;
}

export interface DecidedEntry {
  ledger: Ledger;
  id: number;
  projectId: number;
  facts: Fact[];
  /** The day of the event that the row records. */
  day?: string;
}

/** One write a project, facts in the order of the rows. What is approved counts on its own day, the rest is of today. */
export function writesOf(decided: readonly DecidedEntry[]): ProjectWrite[] {
  const ids = [...new Set(decided.map((d) => d.projectId))];
  return ids.map((id) => ({
    id,
    facts: decided
      .filter((d) => d.projectId === id)
      .flatMap(({ facts, day }) =>
        facts.map((fact) => ({
          fact,
          ...(day !== undefined && fact.type === "EntryApproved" ? { occurredOn: day } : {}),
        })),
      ),
  }));
}

function refuseStale<L extends Ledger>(seen: SeenRow, present: StoredEntry<L> | null): void {
  if (seen.id !== null && !present) {
    throw new Refusal("conflict", { message: "这条记录已被删除，请刷新后再填" });
  }
  if (present && present.version !== seen.version) {
    const message =
      present.status === "approved"
        ? "该记录已通过审核，请用冲减或补报更正"
        : `${present.lastAuthor}刚刚修改了同一条记录，请刷新核对后再保存`;
    throw new Refusal("conflict", { message, problems: [{ field: "", message }] });
  }
}

const same = (a: object, b: object) => {
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return Object.keys(x).every((key) => x[key] === y[key]);
};

function factsOf<L extends Ledger>(
  ledger: L,
  id: number,
  { present, row, correctionOfId }: Draft<L>,
  project: ProjectState,
  context: EntryContext,
  submit: boolean,
): Fact[] {
  if (row === null) return present ? discardEntry(present) : [];
  const drafted =
    present && same(row, present.row) && present.status === "draft"
      ? []
      : draftEntry(project, { ledger, id, present }, row, correctionOfId, context);
  if (!submit) return drafted;
  const now = {
    ledger,
    id,
    row,
    correctionOfId,
    status: "draft" as const,
    recordedById: context.actorId,
    authorIds: [],
    submittedById: null,
    version: 0,
  };
  return [...drafted, ...submitEntry(project, now, context)];
}

/** Status and version of rows after a write; rows that are gone are absent. */
async function writtenEntries(db: Database, decided: readonly DecidedEntry[]): Promise<WrittenEntry[]> {
  const written: WrittenEntry[] = [];
  for (const ledger of new Set(decided.map((d) => d.ledger))) {
    const ids = decided.filter((d) => d.ledger === ledger).map((d) => d.id);
    const rows = await rowsOf<Omit<WrittenEntry, "ledger">>(
      db,
      sql`SELECT id, project_id AS "projectId", status, version FROM ${tableOf(ledger)} WHERE id = ANY(${ids}) ORDER BY id`,
    );
    written.push(...rows.map((row) => ({ ledger, ...row })));
  }
  return written;
}

/** What a write of rows answers with. */
export async function writtenAnswer(
  { db, rules }: Pick<WriteScene, "db" | "rules">,
  decided: readonly DecidedEntry[],
  projectIds: readonly number[],
): Promise<WrittenEntries> {
  const entries = await writtenEntries(db, decided);
  return {
    entries,
    warnings: await projectWarnings(db, projectIds, rules),
    gaps: await paperGaps(db, entries),
  };
}

export function writeDrafts<L extends Ledger, Row extends SeenRow>(
  context: WriteContext,
  plan: DraftPlan<L, Row>,
): Promise<WrittenEntries> {
  let decided: DecidedEntry[] = [];
  const projectIds = [...new Set(plan.rows.map((r) => r.projectId))];
  return record(
    { ...context, requestId: plan.requestId },
    {
      action: "entry:draft",
      projectIds,
      async decide(scene) {
        const draftOf = await plan.prepare(scene);
        const fresh = await reserveIds(scene.db, plan.ledger, plan.rows.filter((r) => r.id === null).length);
        decided = await decideEach("rows", plan.rows, (row, index) => {
          const project = requireOn(context.actor, "entry:draft", scene.projects.get(row.projectId));
          const draft = draftOf(row, index, project);
          refuseStale(row, draft.present);
          const id = draft.present?.id ?? (fresh.pop() as number);
          const entryContext = { ...scene, actorId: context.actor.id, reason: draft.reason };
          const facts = factsOf(plan.ledger, id, draft, project, entryContext, plan.submit);
          return { ledger: plan.ledger, id, projectId: row.projectId, facts };
        });
        return writesOf(decided);
      },
      answer: (_, scene) => writtenAnswer(scene, decided, projectIds),
    },
  );
}
