/** The full history of one project, newest first, told in words. */
import "server-only";
import type { HistoryPage, PageOfProject } from "@/server/contracts/project-card";
import { listsIn } from "@/server/domain/fact-lists";
import type { Actor } from "@/server/domain/permissions";
import type { BasicsPatch, Fact } from "@/server/domain/project-facts";
import { apply, type ProjectState } from "@/server/domain/project-state";
import { Refusal } from "@/server/domain/refusals";
import { database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { factNames, investorNames } from "./fact-names";
import { factAsKnown, hiddenAmong, otherSideOf } from "./merged-names";
import { admit } from "./project-card-access";
import { tellFact } from "./project-card-story";

interface FactRow {
  version: number;
  payload: Fact;
  occurredOn: string;
  at: Date;
  actorId: number;
  who: string | null;
}

const factsOf = (id: number, below: number, limit: number) =>
  rowsOf<FactRow>(
    database,
    sql`SELECT f.version, f.payload, f.occurred_on::text AS "occurredOn", f.recorded_at AS at, f.actor_id AS "actorId",
        a.display_name AS who
      FROM project_fact f LEFT JOIN account a ON a.id = f.actor_id
      WHERE f.project_id = ${id} AND (${below} = 0 OR f.version < ${below}) ORDER BY f.version DESC LIMIT ${limit}`,
  );

/** Papers that were taken off again: told, but no longer to be opened. */
async function removedAmong(facts: readonly Fact[]): Promise<Set<number>> {
  const ids = facts.flatMap((f) => (f.type === "EvidenceAttached" ? [f.linkId] : []));
  if (ids.length === 0) return new Set();
  const rows = await rowsOf<{ id: number }>(
    database,
    sql`SELECT link_id AS id FROM evidence_removal WHERE link_id = ANY(${ids})`,
  );
  return new Set(rows.map((r) => r.id));
}

const changesBasics = (fact: Fact): boolean =>
  (fact.type === "MilestoneApproved" || fact.type === "MilestoneSubmitted") &&
  Object.keys(fact.patch).length > 0;

/** Basics as they stood before each fact of the page: the fold of those earlier facts that touch them. */
async function basicsBefore(id: number, page: readonly FactRow[]): Promise<Map<number, BasicsPatch>> {
  const before = new Map<number, BasicsPatch>();
  const wanted = new Set(page.filter((f) => changesBasics(f.payload)).map((f) => f.version));
  const top = Math.max(0, ...wanted);
  if (top === 0) return before;
  const facts = await rowsOf<Pick<FactRow, "version" | "payload" | "occurredOn">>(
    database,
    sql`SELECT version, payload, occurred_on::text AS "occurredOn" FROM project_fact
      WHERE project_id = ${id} AND version <= ${top}
        AND type IN ('LeadCaptured', 'BasicsEdited', 'MilestoneSubmitted', 'MilestoneApproved', 'FollowUpLogged',
          'Absorbed', 'Parted', 'InvestorRelinked')
      ORDER BY version`,
  );
  let state: ProjectState | null = null;
  for (const { version, payload, occurredOn } of facts) {
    if (state && wanted.has(version)) before.set(version, state.basics);
    state = apply(state, id, { fact: payload, occurredOn, actorId: 0 });
  }
  return before;
}

/** `cursor` is the version below which to read; 0 begins with the newest. */
export async function projectCardHistory(
  actor: Actor,
  { id, cursor, limit }: PageOfProject,
): Promise<HistoryPage> {
  // Of one that was merged away reads who may read the one it went into.
  const { survivor } = await rowOf<{ survivor: number | null }>(
    database,
    sql`SELECT survivor_of(${id}::int) AS survivor`,
  );
  const admitted = await admit(actor, "project:read", survivor ?? id);
  // But not of one that was a sensitive lead, unless he might see that too.
  if (survivor !== null && (await hiddenAmong(actor, [id])).has(id)) throw new Refusal("not-found");
  const [rows, names] = await Promise.all([factsOf(id, cursor, limit + 1), factNames()]);
  const page = rows.slice(0, limit);
  const [before, enterprise] = await Promise.all([
    basicsBefore(id, page),
    investorNames(page.map((r) => listsIn(r.payload).investors)),
  ]);
  const gone = await removedAmong(page.map((r) => r.payload));
  const others = page.flatMap((r) => otherSideOf(r.payload)?.id ?? []);
  const hidden = await hiddenAmong(actor, others);
  const reader = { ...admitted, names: { ...names, enterprise } };
  return {
    entries: page.map(({ version, payload, occurredOn, at, who }) => ({
      version,
      at: at.toISOString(),
      occurredOn,
      who: who ?? "系统",
      ...tellFact(factAsKnown(payload, hidden), before.get(version) ?? {}, reader),
      ...(payload.type === "EvidenceAttached" && gone.has(payload.linkId) ? { evidenceLinkId: null } : {}),
    })),
    next: rows.length > limit ? (page.at(-1)?.version ?? null) : null,
  };
}
