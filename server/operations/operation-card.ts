/** One operation: who, when, what it changed project by project, what took it back, what stayed and why. */
import "server-only";
import type { z } from "zod";
import type {
  operationChanges as changesInput,
  OperationCard,
  OperationChange,
} from "@/server/contracts/operation";
import {
  ENTERPRISE_WORD,
  type EnterpriseLine,
  type EnterpriseThing,
} from "@/server/domain/enterprise-merging";
import { listsIn } from "@/server/domain/fact-lists";
import { changesIn, isReversible, type OperationField } from "@/server/domain/operations";
import { type Actor, can } from "@/server/domain/permissions";
import type { Fact } from "@/server/domain/project-facts";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import { enterpriseNames, thingText } from "@/server/enterprises";
import { database, rowOf, rowsOf, sql } from "@/server/platform/database";
import { factNames, investorNames, mayOn, thingChange, thingWords } from "@/server/projects";
import { loadProjects } from "@/server/record/load-project";
import { enterpriseLines, loadOperation } from "./load-operation";
import { type LineRow, OPERATION_LINE, toLine } from "./operation-line";

/** The projects of these that the reader may see whole, by id. */
async function readable(actor: Actor, ids: readonly number[]) {
  const states = await loadProjects(database, [...new Set(ids)], { lock: false });
  return new Map(
    [...states].filter(
      ([, s]) => (s.off?.state !== "withdrawn" || s.mergedIntoId !== null) && mayOn(actor, "project:read", s),
    ),
  );
}

export async function operationCard(actor: Actor, { id }: { id: number }): Promise<OperationCard> {
  const operation = await loadOperation(database, actor, id);
  const [line, relatives] = await Promise.all([
    rowOf<LineRow>(database, sql`SELECT ${OPERATION_LINE} FROM operation o WHERE o.id = ${id}`),
    rowsOf<LineRow & { takesBack: boolean }>(
      database,
      sql`SELECT ${OPERATION_LINE}, o.undoes_id IS NOT DISTINCT FROM ${id}::int AS "takesBack" FROM operation o
        WHERE o.undoes_id = ${id} OR o.id = ${operation.undoesId} ORDER BY o.id DESC`,
    ),
  ]);
  const of = (takesBack: boolean) =>
    relatives.filter((r) => r.takesBack === takesBack).map(({ takesBack: _, ...r }) => toLine(r));
  const kept = operation.summary.kept ?? [];
  const seen = await readable(
    actor,
    kept.map((k) => k.projectId),
  );
  const { merged, enterprises } = operation.summary;
  const ofTwo = merged !== undefined || enterprises !== undefined;
  const things = enterprises ? await enterpriseLines(database, [id]) : [];
  const names = await enterpriseNames(actor, idsIn(things));
  return {
    ...toLine(line),
    reason: operation.summary.reason ?? "",
    importId: can(actor, "import:run") ? (operation.summary.batchId ?? null) : null,
    undoes: of(false)[0] ?? null,
    undoneBy: of(true),
    mayUndo:
      isReversible(operation.kind) &&
      (line.state === "in-force" || (line.state === "partly" && !ofTwo)) &&
      can(actor, ofTwo ? "project:merge" : "project:edit"),
    kept: kept.map(({ projectId, enterpriseId, field, why }) => ({
      projectId,
      ...(enterpriseId === undefined ? {} : { enterpriseId }),
      name: (enterpriseId === undefined ? seen.get(projectId)?.basics.name : names.get(enterpriseId)) ?? null,
      label:
        enterpriseId === undefined
          ? thingWords(field as OperationField).label
          : ENTERPRISE_WORD[field as EnterpriseThing],
      why,
    })),
    enterprises: enterprisesIn(things, names),
  };
}

/** Enterprises that lines are about or point at. */
const idsIn = (lines: readonly EnterpriseLine[]): number[] =>
  lines.flatMap(({ enterpriseId, field, before, after }) =>
    field === "parent" || field === "merged"
      ? [enterpriseId, ...([before, after].filter((id) => id !== null) as number[])]
      : [enterpriseId],
  );

function enterprisesIn(
  lines: readonly EnterpriseLine[],
  names: ReadonlyMap<number, string>,
): OperationCard["enterprises"] {
  return [...new Set(lines.map((line) => line.enterpriseId))].flatMap((id) => {
    const name = names.get(id);
    if (name === undefined) return [];
    const changes = lines
      .filter((line) => line.enterpriseId === id)
      .map(({ field, before, after }) => ({
        label: ENTERPRISE_WORD[field],
        type: "text" as const,
        before: thingText(field, before, names),
        after: thingText(field, after, names),
      }));
    return [{ id, name, changes }];
  });
}

interface ProjectFacts {
  projectId: number;
  facts: { fact: Fact; teamBefore: unknown }[];
}

/** jsonb keeps no order of its own: things are told in the order in which the screen names them. */
const ORDER = ["merged", "owner", "team", "tags", "investors", ...Object.keys(BASICS_WORDS)];
const inOrder = (a: { field: string }, b: { field: string }) =>
  ORDER.indexOf(a.field) - ORDER.indexOf(b.field);

/** The lists of investors that a fact names, before and after. */
const investorsIn = (fact: Fact) => [
  listsIn(fact).investors,
  "listsBefore" in fact ? fact.listsBefore.investors : undefined,
  fact.type === "InvestorRelinked"
    ? [fact.from, fact.into].map(({ id }) => ({ enterpriseId: id }))
    : undefined,
];

/** What changed, a page of projects at a time. What an import brought is told on its own page. */
export async function operationChanges(
  actor: Actor,
  { id, cursor, limit }: z.output<typeof changesInput>,
): Promise<OperationChange[]> {
  await loadOperation(database, actor, id);
  const rows = await rowsOf<ProjectFacts>(
    database,
    sql`SELECT f.project_id AS "projectId", json_agg(json_build_object('fact', f.payload, 'teamBefore',
        CASE WHEN f.type = 'TeamSet' THEN (SELECT b.payload->'members' FROM project_fact b WHERE b.project_id = f.project_id
          AND b.version < f.version AND b.type = 'TeamSet' ORDER BY b.version DESC LIMIT 1) END) ORDER BY f.version) AS facts
      FROM project_fact f WHERE f.operation_id = ${id} GROUP BY f.project_id ORDER BY f.project_id OFFSET ${cursor} LIMIT ${limit}`,
  );
  const [seen, names] = await Promise.all([
    readable(
      actor,
      rows.map((r) => r.projectId),
    ),
    factNames(),
  ]);
  const enterprise = await investorNames(
    rows.flatMap((r) => r.facts.flatMap(({ fact }) => investorsIn(fact))),
  );
  const reader = { names: { ...names, enterprise }, contacts: false };
  return rows.map(({ projectId, facts }) => {
    const state = seen.get(projectId);
    if (!state) return { projectId, number: null, name: null, changes: [] };
    const changes = facts
      .flatMap(({ fact, teamBefore }) => changesIn(projectId, fact, teamBefore))
      .sort(inOrder)
      .map((c) => thingChange(c.field, c.before, c.after, reader));
    return { projectId, number: state.number, name: state.basics.name, changes };
  });
}
