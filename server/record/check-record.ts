/**
 * The tables compared with the facts they were made from, project by project. What a project is now can always be made
 * anew; approved rows of the ledgers are frozen, so a difference there is for people to look at.
 */
import "server-only";
import { projectKey } from "@/server/domain/identity";
import { dayOf } from "@/server/domain/periods";
import type { Fact } from "@/server/domain/project-facts";
import { fold, type ProjectState } from "@/server/domain/project-state";
import type { Rules } from "@/server/domain/rules";
import { type Database, database, insertRows, Prisma, rowsOf, sql } from "@/server/platform/database";
import { appendAudit } from "./audit";
import { attributionDifferences, STORED_ATTRIBUTION, type StoredAttribution } from "./check-attribution";
import { pastDifferences, remakePast, STORED_PAST, type StoredPast } from "./check-past";
import { rulesInForce } from "./load-rules";
import { PROJECT_COLUMNS, PROJECT_UPDATE, projectRow } from "./project-columns";

export interface Difference {
  projectId: number;
  number: string;
  /** A column of the project, or what its typed rows say. */
  field: string;
  stored: unknown;
  byFacts: unknown;
  mended: boolean;
}

type FactInFull = [fact: Fact, occurredOn: string, actorId: number, recordedAt: string, operation: boolean];

interface Stored {
  id: number;
  facts: FactInFull[] | null;
  lastVersion: number;
  row: Record<string, unknown>;
  typed: Record<string, unknown>;
  attribution: StoredAttribution;
  past: StoredPast;
}

const COLUMN_VALUES = Prisma.raw(
  Object.keys(PROJECT_COLUMNS)
    .map((name) => `p."${name}"`)
    .join(", "),
);

/** Few enough to stay small in memory, many enough that asking is not most of the time. */
const BATCH = 500;

const projectsWith = (condition: Prisma.Sql) => sql`SELECT p.id,
    (SELECT json_agg(json_build_array(f.payload, f.occurred_on, f.actor_id, f.recorded_at,
        f.operation_id IS NOT NULL) ORDER BY f.version)
      FROM project_fact f WHERE f.project_id = p.id) AS facts,
    (SELECT coalesce(max(f.version), 0) FROM project_fact f WHERE f.project_id = p.id) AS "lastVersion",
    (SELECT to_json(r) FROM (SELECT ${COLUMN_VALUES}) r) AS row,
    json_build_object(
      'agreement.framework', (SELECT sum(amount_fen) FROM agreement a WHERE a.project_id = p.id AND a.status = 'approved'
        AND a.voided_at IS NULL AND a.kind = 'framework'),
      'agreement.contract', (SELECT sum(amount_fen) FROM agreement a WHERE a.project_id = p.id AND a.status = 'approved'
        AND a.voided_at IS NULL AND a.kind <> 'framework'),
      'arrival', (SELECT coalesce(sum(amount_fen), 0) FROM arrival a WHERE a.project_id = p.id AND a.status = 'approved'
        AND a.voided_at IS NULL),
      'investment', (SELECT coalesce(sum(total_fen), 0) FROM investment i WHERE i.project_id = p.id
        AND i.status = 'approved' AND i.voided_at IS NULL AND i.basis = 'official'),
      'milestone', (SELECT json_object_agg(m.kind, m.occurred_on::text || ' ' || m.stat_month ORDER BY m.kind) FROM milestone m
        WHERE m.project_id = p.id AND m.status = 'approved' AND m.voided_at IS NULL)) AS typed,
    ${STORED_ATTRIBUTION} AS attribution, ${STORED_PAST} AS past
  FROM project p WHERE ${condition} ORDER BY p.id`;

/** What the approved typed rows of a state must come to. */
function typedOf(state: ProjectState): Record<string, unknown> {
  const approved = Object.entries(state.milestones).filter(
    ([, m]) => m.status === "approved" && m.statMonth !== null,
  );
  return {
    "agreement.framework": state.frameworkFen,
    "agreement.contract": state.contractFen,
    arrival: state.arrivedFen,
    investment: state.investedFen,
    milestone: Object.fromEntries(approved.map(([kind, m]) => [kind, `${m.occurredOn} ${m.statMonth}`])),
  };
}

/** The same value in the same words, however a table or JSON writes it. */
function plain(type: string | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === "timestamptz") return new Date(String(value)).toISOString();
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The row that the facts make; null when they make none. */
function rowByFacts({ id, facts, row }: Stored, rules: Rules) {
  const [first, last] = [facts?.[0], facts?.at(-1)];
  if (!facts || !first || !last || first[0].type !== "LeadCaptured") return null;
  const state = fold(
    id,
    facts.map(([fact, occurredOn, actorId, , operation]) => ({ fact, occurredOn, actorId, operation })),
  );
  const frame = {
    nameKey: projectKey(state.basics.name),
    createdAt: first[3],
    updatedAt: last[3],
    // Which import brought it is no fact of the project; it never changes.
    importId: row.import_id as number | null,
  };
  return { state, row: projectRow(state, rules, frame) };
}

const knownFacts = ({ facts }: Stored) =>
  (facts ?? []).map(([fact, occurredOn, actorId, recordedAt, operation]) => ({
    fact,
    occurredOn,
    actorId,
    recordedAt: new Date(recordedAt).toISOString(),
    operation,
  }));

interface Finding {
  differences: Difference[];
  /** The row as it should be, when that would mend something. */
  mending: Record<string, unknown> | null;
}

function compare(stored: Stored, rules: Rules): Finding {
  const at = { projectId: stored.id, number: String(stored.row.number), mended: false };
  const right = rowByFacts(stored, rules);
  const version = Math.max(stored.lastVersion, Number(stored.row.version));
  if (right?.state.version !== version) {
    // Facts are missing: what is left of them must not be taken for the whole.
    const gap = { ...at, field: "project_fact", stored: version, byFacts: stored.facts?.length ?? 0 };
    return { differences: [gap], mending: null };
  }
  const differing = (type: string | undefined, a: unknown, b: unknown) => plain(type, a) !== plain(type, b);
  const columns = Object.entries(PROJECT_COLUMNS)
    .filter(([name, type]) => name !== "created_at" && differing(type, stored.row[name], right.row[name]))
    .map(([field]) => ({ ...at, field, stored: stored.row[field], byFacts: right.row[field] }));
  const typed = Object.entries(typedOf(right.state))
    .map(([field, byFacts]) => ({ ...at, field, stored: stored.typed[field] ?? emptyOf(byFacts), byFacts }))
    .filter(({ stored: a, byFacts: b }) => differing(undefined, a, b));
  const attribution = attributionDifferences(stored.id, stored.facts ?? [], stored.attribution);
  const past = pastDifferences(stored.id, knownFacts(stored), stored.past);
  const others = [...attribution, ...past].map((difference) => ({ ...at, ...difference }));
  const mends = columns.length > 0 || past.length > 0;
  return { differences: [...columns, ...typed, ...others], mending: mends ? right.row : null };
}

const emptyOf = (value: unknown) => (value !== null && typeof value === "object" ? {} : null);

/** One project again, locked, so that what people have recorded since is neither lost nor taken for a difference. */
function mend(id: number, rules: Rules, now: Date): Promise<Difference[]> {
  return database.$transaction(async (tx) => {
    const db = tx as unknown as Database;
    await db.$queryRaw(sql`SELECT id FROM project WHERE id = ${id} FOR UPDATE`);
    const [stored] = await rowsOf<Stored>(db, projectsWith(sql`p.id = ${id}`));
    if (!stored) return [];
    const { differences, mending } = compare(stored, rules);
    if (!mending) return differences;
    await insertRows(
      db,
      "project",
      PROJECT_COLUMNS,
      [mending],
      `ON CONFLICT (id) DO UPDATE SET ${PROJECT_UPDATE}`,
    );
    await remakePast(db, id, knownFacts(stored));
    const made = (field: string) => field in PROJECT_COLUMNS || field === "project_past";
    const fields = differences.map((d) => d.field).filter(made);
    await appendAudit(db, { id: null, name: "命令行核对", address: "" }, now, [
      {
        action: "project:mend",
        subjectKind: "project",
        subjectId: String(id),
        subjectLabel: String(mending.number),
        after: { fields },
      },
    ]);
    return differences.map((d) => ({ ...d, mended: fields.includes(d.field) }));
  });
}

/** One consistent look at the next projects: what is written between two questions is no difference. */
const nextProjects = (after: number): Promise<Stored[]> =>
  database.$transaction(
    (tx) =>
      rowsOf<Stored>(tx as unknown as Database, sql`${projectsWith(sql`p.id > ${after}`)} LIMIT ${BATCH}`),
    { isolationLevel: "RepeatableRead", timeout: 120_000 },
  );

/**
 * Compares every project, batch by batch, and hands on what differs. With `mending`, present rows are made anew, one
 * transaction and one audit entry each; `seen` hears how many projects have been looked at.
 */
export async function* checkRecord({
  now,
  mending,
  seen = () => {},
}: {
  now: Date;
  mending: boolean;
  seen?: (projects: number) => void;
}): AsyncGenerator<Difference> {
  const rules = await rulesInForce(database, dayOf(now));
  let [after, count] = [0, 0];
  for (let batch = await nextProjects(after); batch.length > 0; batch = await nextProjects(after)) {
    for (const stored of batch) {
      const found = compare(stored, rules);
      yield* mending && found.mending ? await mend(stored.id, rules, now) : found.differences;
    }
    after = batch.at(-1)?.id ?? after;
    count += batch.length;
    seen(count);
  }
}

/** The sums by month are counted anew from the rows when next asked for. */
export async function forgetMonthSums(): Promise<void> {
  await database.$executeRaw(sql`DELETE FROM month_sum_state`);
}
