/** 离任移交: projects in charge, places in teams and, with the projects, what is due next; all of it in one operation. */
import "server-only";
import type { z } from "zod";
import type {
  handOverPortfolio as handOverInput,
  Portfolio,
  PortfolioProject,
  portfolioOf as portfolioInput,
} from "@/server/contracts/leaver";
import { judgeHandOver, KEPT_WHY, type KeptWhy } from "@/server/domain/hand-over";
import { MOST_IN_PORTFOLIO, type TeamMember, teamWithout } from "@/server/domain/leaver";
import { leftBehind } from "@/server/domain/operations";
import type { Actor } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { type NewFact, type ProjectWrite, record, type WriteContext } from "@/server/record/record";
import { factNames } from "./fact-names";
import { handedOver, type NewOwner, requireOwner } from "./hand-over";
import { KeptByReason } from "./kept-projects";
import { subjectOf } from "./project-subject";
import { recordedSince } from "./recorded-since";

interface Person {
  name: string;
  unitName: string | null;
  active: boolean;
}

async function requirePerson(personId: number): Promise<Person> {
  const [person] = await rowsOf<Person>(
    database,
    sql`SELECT a.display_name AS name, u.name AS "unitName", a.active FROM account a
      LEFT JOIN unit u ON u.id = a.unit_id WHERE a.id = ${personId}`,
  );
  if (!person) throw new Refusal("not-found");
  return person;
}

/** Ids of what he has in hand: in charge of it, or named in its team today. */
async function inHand(personId: number): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    database,
    sql`SELECT p.id FROM project p WHERE (p.off_state IS NULL OR p.off_state <> 'withdrawn') AND p.id IN (
        SELECT id FROM project WHERE owner_id = ${personId}
        UNION SELECT project_id FROM project_member WHERE account_id = ${personId} AND valid_to IS NULL)
      ORDER BY p.next_due_on NULLS LAST, p.id LIMIT ${MOST_IN_PORTFOLIO}`,
  );
  return rows.map((r) => r.id);
}

/** The owner to be does not matter here: whoever it is, the project leaves the leaver. */
const NOBODY = -1;
const judged = (actor: Actor, state: ProjectState | undefined) =>
  judgeHandOver(
    actor,
    state ? { ...subjectOf(state), withdrawn: state.off?.state === "withdrawn" } : null,
    NOBODY,
  );

export async function portfolioOf(
  actor: Actor,
  { personId }: z.output<typeof portfolioInput>,
): Promise<Portfolio> {
  const [person, ids, names] = await Promise.all([requirePerson(personId), inHand(personId), factNames()]);
  const states = await loadProjects(database, ids, { lock: false });
  const kept = new KeptByReason<KeptWhy>(KEPT_WHY);
  const projects: PortfolioProject[] = [];
  for (const id of ids) {
    const state = states.get(id);
    const verdict = judged(actor, state);
    if (verdict === "unseen" || verdict === "not-yours" || !state) {
      kept.add(verdict === "not-yours" ? verdict : "unseen", state?.basics.name);
      continue;
    }
    const { basics, memberIds } = state;
    projects.push({
      id,
      version: state.version,
      number: state.number,
      name: basics.name,
      stage: state.stage,
      leadUnit: names.unit[String(basics.leadUnitId)] ?? null,
      owns: basics.ownerId === personId,
      serves: memberIds.includes(personId),
      nextStep: basics.nextStep,
      nextDueOn: basics.nextDueOn,
    });
  }
  return { ...person, projects, kept: kept.told() };
}

async function teamsOf(db: Database, ids: readonly number[]): Promise<Map<number, TeamMember[]>> {
  const rows = await rowsOf<TeamMember & { projectId: number }>(
    db,
    sql`SELECT project_id AS "projectId", role, person_name AS "personName", account_id AS "accountId" FROM project_member
      WHERE project_id = ANY(${[...ids]}::int[]) AND valid_to IS NULL ORDER BY id`,
  );
  const teams = new Map<number, TeamMember[]>();
  for (const { projectId, ...member } of rows)
    teams.set(projectId, [...(teams.get(projectId) ?? []), member]);
  return teams;
}

type Chosen = z.output<typeof handOverInput>["projects"];

interface Scene {
  db: Database;
  projects: Map<number, ProjectState>;
}

function factsFor(state: ProjectState, team: readonly TeamMember[], personId: number, receiver: NewOwner) {
  const facts: NewFact[] = [];
  if (state.basics.ownerId === personId) facts.push(handedOver(state, receiver));
  const members = teamWithout(team, personId, receiver);
  if (members) facts.push({ fact: { type: "TeamSet", v: 1, members } });
  return facts;
}

/** Everything as it was shown, or nothing. */
async function writesOf(
  { db, projects }: Scene,
  actor: Actor,
  personId: number,
  chosen: Chosen,
  receivers: ReadonlyMap<number, NewOwner>,
): Promise<ProjectWrite[]> {
  const [since, teams] = [
    await recordedSince(db, chosen),
    await teamsOf(
      db,
      chosen.map((c) => c.id),
    ),
  ];
  let [lost, moved] = [0, 0];
  const writes = chosen.flatMap(({ id, receiverId }): ProjectWrite[] => {
    const state = projects.get(id);
    const receiver = receivers.get(receiverId);
    const verdict = judged(actor, state);
    const touched = (since.get(id) ?? []).some((fact) =>
      leftBehind(fact).some(([field]) => field === "owner" || field === "team"),
    );
    if (!state || !receiver || verdict === "unseen" || verdict === "not-yours") lost += 1;
    else if (touched) moved += 1;
    else {
      const facts = factsFor(state, teams.get(id) ?? [], personId, receiver);
      return facts.length > 0 ? [{ id, facts }] : [];
    }
    return [];
  });
  if (lost > 0)
    throw new Refusal("not-permitted", {
      message: `有 ${lost} 个项目现在不能由您移交，没有作任何改动，请重新核对`,
    });
  if (moved > 0)
    throw new Refusal("conflict", {
      message: `有 ${moved} 个项目的承办人或专班刚被他人改动，没有作任何改动，请重新核对`,
    });
  if (writes.length === 0) throw new Refusal("bad-state", { message: "所选项目已不在其名下，请重新核对" });
  return writes;
}

async function requireReceivers(
  db: Database,
  personId: number,
  chosen: Chosen,
): Promise<Map<number, NewOwner>> {
  const receivers = new Map<number, NewOwner>();
  for (const id of new Set(chosen.map((c) => c.receiverId))) {
    if (id === personId) throw refuseAt("bad-input", "receiverId", "不能移交给离任者本人");
    receivers.set(id, await requireOwner(db, id));
  }
  return receivers;
}

export async function handOverPortfolio(
  context: WriteContext,
  { requestId, personId, projects: chosen }: z.output<typeof handOverInput>,
): Promise<{ changed: number; operationId: number | null }> {
  const { name } = await requirePerson(personId);
  return record(
    { ...context, requestId },
    {
      action: "project:leaver",
      projectIds: chosen.map((c) => c.id),
      operation: { kind: "leaver", name: `${name}离任移交`, summary: { personId } },
      async decide(scene) {
        const receivers = await requireReceivers(scene.db, personId, chosen);
        return writesOf(scene, context.actor, personId, chosen, receivers);
      },
      answer: (states, { operationId }) => ({ changed: states.length, operationId }),
    },
  );
}
