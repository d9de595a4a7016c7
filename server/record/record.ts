/**
 * The only code that writes facts. One transaction: lock the projects, decide, insert the facts, save the present
 * state and the typed rows, append to the audit log, keep the answer under the request's id. All of it or nothing.
 */
import "server-only";
import { conflictsBetween } from "@/server/domain/conflicts";
import { dayOf, type StatMonth } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { Fact } from "@/server/domain/project-facts";
import { isContactField, mayOn } from "@/server/domain/project-rights";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import type { Rules } from "@/server/domain/rules";
import { type Database, database, Prisma, rowOf, rowsOf, sql } from "@/server/platform/database";
import { appendAudit } from "./audit";
import { loadProjects } from "./load-project";
import { firstOpenMonth, rulesInForce } from "./load-rules";
import { once } from "./receipts";
import { type ProjectHistory, storeHistories } from "./store-histories";

/** What every verb receives. `requestId` comes from the client and makes a double click harmless. */
export interface WriteContext {
  actor: Actor;
  now: Date;
  requestId?: string;
  /** Digest of what was asked for: the same id with another content is no repetition. */
  content?: string;
}

/** A fact on its way in; `occurredOn` defaults to today. */
export interface NewFact {
  fact: Fact;
  occurredOn?: string;
}

/** One project's part of a write. `id` null begins a new project. */
export interface ProjectWrite {
  id: number | null;
  facts: readonly NewFact[];
  importId?: number;
}

export interface WriteScene {
  db: Database;
  rules: Rules;
  today: string;
  firstOpenMonth: StatMonth;
  /** Locked present states of the projects named in the plan. */
  projects: Map<number, ProjectState>;
  /** Id of the operation that the facts belong to, when the plan named one. */
  operationId: number | null;
}

export interface WritePlan<Answer> {
  action: string;
  /** Projects to lock and load before deciding. */
  projectIds: readonly number[];
  /** Version of the project that the person was looking at; others' later changes are checked for conflicts. */
  expectedVersion?: number | undefined;
  /** What the facts are done by as a whole, when they are many and may be undone together. */
  operation?: { kind: string; name: string; summary: object; undoesId?: number };
  decide(scene: WriteScene): Promise<ProjectWrite[]> | ProjectWrite[];
  /** What the caller gets, and what a repeated request gets again. Must be JSON. */
  answer(states: ProjectState[], scene: WriteScene): Promise<Answer> | Answer;
}

const IMPORT_TIMEOUT_MS = 10 * 60_000;

/** Performs a plan. Throws Refusal for anything the person can mend; then nothing was written. */
export async function record<Answer>(context: WriteContext, plan: WritePlan<Answer>): Promise<Answer> {
  try {
    return await database.$transaction((tx) => performOnce(tx as unknown as Database, context, plan), {
      maxWait: 15_000,
      timeout: IMPORT_TIMEOUT_MS,
    });
  } catch (error) {
    throw refusalOf(error);
  }
}

const performOnce = <Answer>(db: Database, context: WriteContext, plan: WritePlan<Answer>): Promise<Answer> =>
  once(db, context, plan.action, () => perform(db, context, plan));

async function perform<Answer>(
  db: Database,
  context: WriteContext,
  plan: WritePlan<Answer>,
): Promise<Answer> {
  const today = dayOf(context.now);
  const [rules, openMonth] = [await rulesInForce(db, today), await firstOpenMonth(db, today)];
  const projects = await loadProjects(db, plan.projectIds, { lock: true });
  const operationId = plan.operation ? await beginOperation(db, context, plan.operation) : null;
  const scene: WriteScene = { db, rules, today, firstOpenMonth: openMonth, projects, operationId };
  const writes = await plan.decide(scene);
  await refuseConflicts(db, context.actor, plan, projects, writes);
  const states = await store(db, context, scene, writes);
  if (operationId !== null)
    await db.$executeRaw(sql`UPDATE operation SET projects = ${states.length} WHERE id = ${operationId}`);
  await appendAudit(db, context.actor, context.now, auditLines(plan.action, writes, states, operationId));
  return plan.answer(states, scene);
}

async function beginOperation(
  db: Database,
  { actor, now }: WriteContext,
  { kind, name, summary, undoesId }: NonNullable<WritePlan<unknown>["operation"]>,
): Promise<number> {
  const { id } = await rowOf<{ id: number }>(
    db,
    sql`INSERT INTO operation (kind, name, actor_id, at, summary, undoes_id)
      VALUES (${kind}, ${name}, ${actor.id}, ${now}, ${JSON.stringify(summary)}::jsonb, ${undoesId ?? null}) RETURNING id`,
  );
  return id;
}

/** When the project has moved on since the person looked: changes to other things pass, changes to the same things do not. */
async function refuseConflicts<Answer>(
  db: Database,
  actor: Actor,
  plan: WritePlan<Answer>,
  projects: Map<number, ProjectState>,
  writes: readonly ProjectWrite[],
): Promise<void> {
  if (plan.expectedVersion === undefined) return;
  for (const write of writes) {
    const state = write.id === null ? undefined : projects.get(write.id);
    if (!state || state.version === plan.expectedVersion) continue;
    if (plan.expectedVersion > state.version) throw new Refusal("bad-input");
    const since = await rowsOf<{ payload: Fact; name: string; at: Date }>(
      db,
      sql`SELECT f.payload, coalesce(a.display_name, '系统') AS name, f.recorded_at AS at FROM project_fact f
        LEFT JOIN account a ON a.id = f.actor_id
        WHERE f.project_id = ${state.id} AND f.version > ${plan.expectedVersion} ORDER BY f.version`,
    );
    const mine = write.facts.map((f) => f.fact);
    const conflict = since.flatMap((s) =>
      conflictsBetween(mine, [s.payload]).map((c) => ({ ...c, by: s.name, at: s.at.toISOString() })),
    );
    const contacts = mayOn(actor, "contact:read", state);
    if (conflict.length > 0) {
      const names = [...new Set(conflict.map((c) => c.by))].join("、");
      throw new Refusal("conflict", {
        message: `${names}刚刚修改了同一内容，请核对后再保存`,
        conflict: contacts ? conflict : conflict.filter((c) => !isContactField(c.field)),
      });
    }
  }
}

async function store(
  db: Database,
  context: WriteContext,
  scene: WriteScene,
  writes: readonly ProjectWrite[],
): Promise<ProjectState[]> {
  const recordedAt = await instantAfter(db, writes, context.now);
  const histories = writes.map(
    (w): ProjectHistory => ({
      id: w.id,
      ...(w.importId === undefined ? {} : { importId: w.importId }),
      facts: w.facts.map(({ fact, occurredOn = scene.today }) => ({
        fact,
        occurredOn,
        recordedAt,
        actorId: context.actor.id,
      })),
    }),
  );
  return storeHistories(db, scene.rules, scene.projects, histories, scene.operationId ?? undefined);
}

/**
 * Facts of a project are recorded in the order of their versions. Two people who wrote at the same moment came in in one order
 * and were let in in another: whoever is let in later is recorded no earlier.
 */
async function instantAfter(db: Database, writes: readonly ProjectWrite[], now: Date): Promise<string> {
  const ids = writes.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return now.toISOString();
  const { latest } = await rowOf<{ latest: Date | null }>(
    db,
    sql`SELECT max(updated_at) AS latest FROM project WHERE id = ANY(${ids}::int[])`,
  );
  return (latest !== null && latest > now ? latest : now).toISOString();
}

const AUDIT_EACH_UP_TO = 200;

function auditLines(
  action: string,
  writes: readonly ProjectWrite[],
  states: readonly ProjectState[],
  operationId: number | null,
) {
  if (states.length > AUDIT_EACH_UP_TO) {
    const subjectLabel = `${states.length} 个项目`;
    // Which they are is told by the facts that carry the operation.
    return [{ action, subjectKind: "project", subjectId: "*", subjectLabel, after: { operationId } }];
  }
  return states.map((state, i) => ({
    action,
    subjectKind: "project",
    subjectId: String(state.id),
    subjectLabel: state.number,
    after: {
      version: state.version,
      facts: (writes[i]?.facts ?? []).map(({ fact }) =>
        fact.type === "BasicsEdited"
          ? { type: fact.type, fields: Object.keys(fact.after) }
          : { type: fact.type },
      ),
    },
  }));
}

const CONSTRAINT_REFUSALS: [string, Refusal][] = [
  [
    "project_number_live",
    new Refusal("duplicate", {
      message: "项目编号已存在",
      problems: [{ field: "number", message: "项目编号已存在" }],
    }),
  ],
  [
    "arrival_voucher_once",
    new Refusal("duplicate", {
      message: "该凭证已登记过到位资金",
      problems: [{ field: "voucherNumber", message: "同一凭证（号、日期、金额）不能登记两次" }],
    }),
  ],
  [
    "investment_month_once",
    new Refusal("duplicate", {
      message: "该项目当月固投已填报",
      problems: [{ field: "month", message: "该月已有记录，请直接修改" }],
    }),
  ],
  [
    "enterprise_uscc_once",
    new Refusal("duplicate", {
      message: "统一社会信用代码已登记",
      problems: [{ field: "uscc", message: "该信用代码已登记在另一企业名下" }],
    }),
  ],
  ["enterprise_parent_circle", new Refusal("bad-state", { message: "上级企业会首尾相接，请先调整上级企业" })],
  ["milestone_live_once", new Refusal("already-pending")],
  ["project_fact_project_id_version_key", new Refusal("conflict")],
];

/** A constraint that fired says which rule was broken; everything else is passed on. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const text =
    error instanceof Prisma.PrismaClientKnownRequestError
      ? `${error.message} ${JSON.stringify(error.meta)}`
      : String(error);
  return CONSTRAINT_REFUSALS.find(([name]) => text.includes(name))?.[1] ?? error;
}
