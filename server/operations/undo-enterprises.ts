/** Taking back a merge of enterprises, and taking that back: what it changed on enterprises, beside what it changed on projects. */
import "server-only";
import type { Overlap } from "@/server/contracts/operation";
import {
  ENTERPRISE_WORD,
  type EnterpriseUndoLine,
  enterpriseLineKey,
  planEnterprises,
} from "@/server/domain/enterprise-merging";
import {
  type Decision,
  goingBack,
  lineKey,
  takenBack,
  UNDO_KEPT_WHY,
  undecided,
} from "@/server/domain/operations";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import {
  enterpriseNames,
  mergeEnterprisesAgain,
  pointingAt,
  splitEnterprises,
  thingText,
  valuesOf,
} from "@/server/enterprises";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import type { ProjectWrite, WriteContext, WriteScene } from "@/server/record/record";
import { type Family, type KeptLine, loadFamily, type StoredOperation } from "./load-operation";
import { type PlannedLine, plannedLines } from "./plan-lines";

interface Later {
  by: string;
  at: string;
  version: number;
}

export interface PlannedThing extends EnterpriseUndoLine {
  later: Later | null;
}

/** Who changed a thing after the operation, and what nobody of its family did. */
async function laterOf(
  db: Pick<Database, "$queryRaw">,
  { kin, enterprises }: Family,
): Promise<Map<string, Later>> {
  const ids = [...new Set(enterprises.map((line) => line.enterpriseId))];
  const rows = await rowsOf<Omit<Later, "at"> & { at: Date; enterpriseId: number; field: string }>(
    db,
    sql`SELECT DISTINCT ON (c.enterprise_id, c.field) c.enterprise_id AS "enterpriseId", c.field, c.id AS version, c.at,
        coalesce(a.display_name, '系统') AS by
      FROM enterprise_change c LEFT JOIN account a ON a.id = c.actor_id
      WHERE c.enterprise_id = ANY(${ids}::int[]) AND (c.operation_id IS NULL OR c.operation_id <> ALL(${kin.map((k) => k.id)}::int[]))
      ORDER BY c.enterprise_id, c.field, c.id DESC`,
  );
  return new Map(
    rows.map(({ at, by, version, ...r }) => [
      `e${r.enterpriseId}/${r.field}`,
      { by, version, at: at.toISOString() },
    ]),
  );
}

/** What is left to take back on enterprises. */
export async function plannedThings(
  db: Pick<Database, "$queryRaw">,
  family: Family,
  id: number,
): Promise<PlannedThing[]> {
  const back = takenBack(family.kin).get(id);
  const left = family.enterprises.filter((line) => !back?.has(enterpriseLineKey(line)));
  const present = await valuesOf(db, [...new Set(left.map((line) => line.enterpriseId))]);
  const later = await laterOf(db, family);
  return planEnterprises(left, present).map((line) => ({
    ...line,
    later: later.get(enterpriseLineKey(line)) ?? null,
  }));
}

/** Whether the operation brought two together; else it split them. */
const merges = (family: Family): boolean =>
  family.enterprises.some((line) => line.field === "merged" && line.after !== null);

/** Projects that are locked for it: those that it changed, and for a second merge those that point at the other one by now. */
export async function projectsAbout(
  db: Pick<Database, "$queryRaw">,
  family: Family,
  { giveId }: { giveId: number },
): Promise<number[]> {
  const own = family.changes.map((change) => change.projectId);
  return merges(family) ? [...new Set(own)] : pointingAt(db, giveId);
}

/** Of projects only a split asks: a second merge takes with it whatever points at the other one by then. */
export const plannedProjects = async (
  db: Pick<Database, "$queryRaw">,
  actor: Actor,
  family: Family,
  id: number,
): Promise<PlannedLine[]> => (merges(family) ? plannedLines(db, actor, family, id, null) : []);

export async function thingOverlaps(actor: Actor, lines: readonly PlannedThing[]): Promise<Overlap[]> {
  const asked = lines.filter((line) => line.fate === "overlap");
  if (asked.length === 0) return [];
  const pointed = asked
    .filter((line) => line.field === "parent")
    .flatMap((line) => [line.before, line.after, line.now] as (number | null)[])
    .filter((id) => id !== null);
  const names = await enterpriseNames(actor, [...asked.map((line) => line.enterpriseId), ...pointed]);
  return asked.map(({ enterpriseId, field, before, after, now, later }) => ({
    projectId: 0,
    enterpriseId,
    number: "",
    name: names.get(enterpriseId) ?? "您不能查看的企业",
    field,
    label: ENTERPRISE_WORD[field],
    type: "text",
    before: thingText(field, before, names),
    after: thingText(field, after, names),
    now: thingText(field, now, names),
    by: later?.by ?? "系统",
    at: later?.at ?? new Date(0).toISOString(),
    version: later?.version ?? 0,
  }));
}

interface Answered {
  back: PlannedThing[];
  stays: PlannedThing[];
  open: number;
}

function answered(lines: readonly PlannedThing[], decisions: readonly Decision[]): Answered {
  const answer = ({ enterpriseId, field, later }: PlannedThing) =>
    decisions.find(
      (d) => d.enterpriseId === enterpriseId && d.field === field && d.version === (later?.version ?? 0),
    )?.take;
  const overlaps = lines.filter((line) => line.fate === "overlap");
  return {
    back: lines.filter(
      (line) => line.fate === "back" || (line.fate === "overlap" && answer(line) === "before"),
    ),
    stays: overlaps.filter((line) => answer(line) === "now"),
    open: overlaps.filter((line) => answer(line) === undefined).length,
  };
}

export interface DecidedEnterprises {
  writes: ProjectWrite[];
  kept: KeptLine[];
  settled: string[];
}

/** Everything as it was decided: enterprises are written, and the facts of their projects come back. */
export async function decideEnterprises(
  scene: WriteScene,
  context: WriteContext,
  operation: StoredOperation,
  { decisions, reason }: { decisions: readonly Decision[]; reason: string },
): Promise<DecidedEnterprises> {
  const { db } = scene;
  const pair = operation.summary.enterprises;
  if (!pair) throw new Refusal("nothing-to-undo");
  const family = await loadFamily(db, operation.id, { lock: true });
  const things = await plannedThings(db, family, operation.id);
  const projects = await plannedProjects(db, context.actor, family, operation.id);
  const { back, stays, open } = answered(things, decisions);
  const asked = open + undecided(projects, decisions).length;
  if (asked > 0)
    throw new Refusal("conflict", {
      message: `有 ${asked} 处内容在核对之后又被他人改动，没有作任何改动，请重新核对`,
    });
  if (!back.some((line) => line.field === "merged"))
    throw new Refusal("nothing-to-undo", { message: "两家企业已经不是这次操作之后的样子，请重新核对" });
  const projectsBack = goingBack(projects, decisions);
  const lines = back.map(({ enterpriseId, field, before, now }) => ({
    enterpriseId,
    field,
    before: now,
    after: before,
  }));
  const taking = { pair, lines, projects: projectsBack, moved: operation.summary.moved, reason };
  const writes = merges(family)
    ? await splitEnterprises(scene, context, taking)
    : await mergeEnterprisesAgain(scene, context, taking);
  const goes = new Set(projectsBack.map(lineKey));
  const why = UNDO_KEPT_WHY.decided;
  return {
    writes,
    kept: [
      ...stays.map(({ enterpriseId, field }) => ({ projectId: 0, enterpriseId, field, why })),
      ...projects
        .filter((line) => line.fate === "overlap" && !goes.has(lineKey(line)))
        .map(({ projectId, field }) => ({ projectId, field, why })),
    ],
    settled: [
      ...things.filter((line) => line.fate === "already").map(enterpriseLineKey),
      ...(merges(family) ? projects.filter((line) => line.fate === "already") : family.changes).map(lineKey),
    ],
  };
}
