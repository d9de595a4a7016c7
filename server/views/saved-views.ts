/** 视图: which ones a person finds, and who may make, change and remove them. What is shared is audited. */
import "server-only";
import type { z } from "zod";
import type * as contract from "@/server/contracts/project-view";
import type { CreateView, SavedView, ViewKind, ViewState } from "@/server/contracts/project-view";
import { dayOf } from "@/server/domain/periods";
import { type Actor, can, ROLE_NAME, type Role, scopeOf } from "@/server/domain/permissions";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { nameBook, nameVersion } from "@/server/organisation";
import { type Database, database, rowsOf, type Sql, sql } from "@/server/platform/database";
import { appendAudit } from "@/server/record/audit";
import type { WriteContext } from "@/server/record/record";
import { type Known, knownToday, readState, stateInWords } from "./view-state";

const MOST_VIEWS = 100;

interface ViewRow {
  id: number;
  version: number;
  name: string;
  kind: ViewKind;
  unitId: number | null;
  role: Role | null;
  ownerId: number;
  state: unknown;
  lastRequestId: string;
}
const COLUMNS = sql`v.id, v.version, v.name, v.kind, v.unit_id AS "unitId", v.role, v.owner_id AS "ownerId", v.state,
  v.last_request_id AS "lastRequestId"`;

/** One's own, those shared with everybody or with one's unit, the default of one's role; who sets defaults finds all. */
const findable = (actor: Actor): Sql => sql`v.removed_at IS NULL AND (v.owner_id = ${actor.id}
  OR (v.kind = 'shared' AND (v.unit_id IS NULL OR v.unit_id = ${actor.unitId ?? 0} OR ${can(actor, "view:set-default")}))
  OR (v.kind = 'role' AND (v.role = ${actor.role} OR ${can(actor, "view:set-default")})))`;

/** Its owner, and of what others see the person who answers for defaults. */
const mayChange = (actor: Actor, view: ViewRow): boolean =>
  view.ownerId === actor.id || (view.kind !== "own" && can(actor, "view:set-default"));

export async function listViews(actor: Actor, now: Date): Promise<SavedView[]> {
  const rows = await rowsOf<ViewRow & { nameVersion: number }>(
    database,
    sql`SELECT ${COLUMNS}, ${nameVersion} AS "nameVersion" FROM saved_view v WHERE ${findable(actor)}
      ORDER BY v.name COLLATE "zh-x-icu", v.id`,
  );
  if (rows.length === 0) return [];
  const names = await nameBook(rows[0]?.nameVersion ?? null, dayOf(now));
  const known = await knownToday();
  return rows.map((row) => shown(actor, row, known, names));
}

function shown(
  actor: Actor,
  row: ViewRow,
  known: Known,
  names: Awaited<ReturnType<typeof nameBook>>,
): SavedView {
  const { id, version, name, kind, unitId, role, ownerId } = row;
  return {
    id,
    version,
    name,
    kind,
    unitId,
    unitName: names.unit(unitId),
    role,
    ownerName: names.account(ownerId),
    mine: ownerId === actor.id,
    editable: mayChange(actor, row),
    ...readState(row.state, known),
  };
}

type Audience = Pick<CreateView, "kind" | "unitId" | "role">;

async function requireAudience(db: Database, actor: Actor, { kind, unitId, role }: Audience): Promise<void> {
  if (unitId !== null && kind !== "shared") throw refuseAt("bad-input", "unitId", "只有共享视图能选部门");
  if (role !== null && kind !== "role") throw refuseAt("bad-input", "role", "只有角色默认视图能选角色");
  if (kind === "shared") await requireSharing(db, actor, unitId);
  if (kind !== "role") return;
  if (!can(actor, "view:set-default"))
    throw refuseAt("not-permitted", "kind", "您的角色不能设置角色默认视图");
  if (role === null) throw refuseAt("bad-input", "role", "请选择角色");
  if (!can({ role }, "project:read"))
    throw refuseAt("bad-input", "role", `${ROLE_NAME[role]}不看项目列表，不能设默认视图`);
}

async function requireSharing(db: Database, actor: Actor, unitId: number | null): Promise<void> {
  const scope = scopeOf(actor, "view:share");
  if (scope === "none") throw refuseAt("not-permitted", "kind", "您的角色不能共享视图");
  if (scope === "unit" && (unitId === null || unitId !== actor.unitId))
    throw refuseAt("not-permitted", "unitId", "您只能共享给本部门");
  if (unitId === null) return;
  const unit = await db.unit.findUnique({ where: { id: unitId }, select: { active: true } });
  if (!unit?.active) throw refuseAt("bad-input", "unitId", "没有这个部门，或已停用");
}

/** Writes on views of one owner wait for one another, those on defaults all do: names and defaults are looked up first. */
const queue = (db: Database, ...lines: string[]) =>
  db.$executeRaw(
    sql`SELECT pg_advisory_xact_lock(hashtextextended(l, 0)) FROM unnest(${lines.sort()}::text[]) AS l`,
  );

async function requireRoom(
  db: Database,
  { name, role, kind }: Pick<CreateView, "name" | "role" | "kind">,
  ownerId: number,
  own: number | null,
): Promise<void> {
  const others = await db.savedView.findMany({
    where: {
      removedAt: null,
      ...(own === null ? {} : { id: { not: own } }),
      OR: [{ ownerId }, { kind: "role" }],
    },
    select: { name: true, role: true, kind: true, ownerId: true },
  });
  const mine = others.filter((view) => view.ownerId === ownerId);
  if (mine.some((view) => view.name === name))
    throw refuseAt("duplicate", "name", "已有同名的视图，请换个名称");
  if (own === null && mine.length >= MOST_VIEWS)
    throw refuseAt("bad-state", "name", `最多保存 ${MOST_VIEWS} 个视图，请先删除不用的`);
  const standing =
    kind === "role" ? others.find((view) => view.kind === "role" && view.role === role) : undefined;
  if (standing)
    throw refuseAt("duplicate", "role", `该角色已有默认视图“${standing.name}”，请修改它，或先删除`);
}

interface Told {
  name: string;
  kind: ViewKind;
  unitId: number | null;
  role: Role | null;
}
const told = ({ name, kind, unitId, role }: Told, state: ViewState, version: number) => ({
  name,
  kind,
  unitId,
  role,
  version,
  ...stateInWords(state),
});

/** A view that only its owner sees is nobody else's business; what others saw or will see is written down. */
async function auditView(
  db: Database,
  { actor, now }: WriteContext,
  id: number,
  before: ReturnType<typeof told> | null,
  after: ReturnType<typeof told> | null,
): Promise<void> {
  const kinds = [before?.kind, after?.kind];
  if (!kinds.some((kind) => kind === "shared" || kind === "role")) return;
  const action = !after ? "view:remove" : kinds.includes("role") ? "view:set-default" : "view:share";
  const subjectLabel = (after ?? before)?.name ?? "";
  await appendAudit(db, actor, now, [
    { action, subjectKind: "view", subjectId: String(id), subjectLabel, before, after },
  ]);
}

const inOne = <Answer>(work: (db: Database) => Promise<Answer>): Promise<Answer> =>
  database.$transaction((tx) => work(tx as unknown as Database));

interface Written {
  id: number;
  version: number;
}

export function createView(context: WriteContext, input: CreateView): Promise<Written> {
  const { actor, now } = context;
  const { requestId, name, kind, unitId, role, state } = input;
  return inOne(async (db) => {
    await queue(db, `saved_view ${actor.id}`, "saved_view defaults");
    const known = await db.savedView.findFirst({
      where: { ownerId: actor.id, lastRequestId: requestId },
      select: { id: true, version: true },
    });
    if (known) return known;
    await requireAudience(db, actor, input);
    await requireRoom(db, input, actor.id, null);
    const { id, version } = await db.savedView.create({
      data: {
        ...{ name, kind, unitId, role, state, lastRequestId: requestId },
        ...{ ownerId: actor.id, createdAt: now, updatedAt: now },
      },
    });
    await auditView(db, context, id, null, told(input, state, version));
    return { id, version };
  });
}

/** The view as it stands, locked; what the actor may not find is not there. */
async function lockView(db: Database, actor: Actor, id: number): Promise<ViewRow> {
  const [owner] = await rowsOf<{ ownerId: number }>(
    db,
    sql`SELECT owner_id AS "ownerId" FROM saved_view WHERE id = ${id}`,
  );
  if (!owner) throw new Refusal("not-found");
  await queue(db, `saved_view ${owner.ownerId}`, "saved_view defaults");
  const [view] = await rowsOf<ViewRow>(
    db,
    sql`SELECT ${COLUMNS} FROM saved_view v WHERE v.id = ${id} AND ${findable(actor)} FOR UPDATE`,
  );
  if (!view) throw new Refusal("not-found");
  if (!mayChange(actor, view))
    throw new Refusal("not-permitted", { message: "这是别人的视图，请另存为自己的" });
  return view;
}

function requireVersion(view: ViewRow, expected: number): void {
  if (view.version !== expected)
    throw new Refusal("conflict", { message: "视图已被他人修改，请重新打开后再保存" });
}

export function saveView(context: WriteContext, input: z.output<typeof contract.saveView>): Promise<Written> {
  const { actor, now } = context;
  const { requestId, id, name, kind, unitId, role, state } = input;
  return inOne(async (db) => {
    const view = await lockView(db, actor, id);
    if (view.lastRequestId === requestId) return { id, version: view.version };
    requireVersion(view, input.expectedVersion);
    await requireAudience(db, actor, input);
    await requireRoom(db, input, view.ownerId, id);
    const version = view.version + 1;
    await db.savedView.update({
      where: { id },
      data: { name, kind, unitId, role, state, version, lastRequestId: requestId, updatedAt: now },
    });
    const stood = readState(view.state, await knownToday()).state;
    await auditView(db, context, id, told(view, stood, view.version), told(input, state, version));
    return { id, version };
  });
}

export function removeView(
  context: WriteContext,
  { requestId, id, expectedVersion }: z.output<typeof contract.removeView>,
): Promise<{ removed: boolean }> {
  const { actor, now } = context;
  return inOne(async (db) => {
    const gone = await db.savedView.findFirst({
      where: { id, lastRequestId: requestId, removedAt: { not: null } },
    });
    if (gone) return { removed: true };
    const view = await lockView(db, actor, id);
    requireVersion(view, expectedVersion);
    await db.savedView.update({
      where: { id },
      data: { removedAt: now, updatedAt: now, lastRequestId: requestId, version: view.version + 1 },
    });
    const stood = readState(view.state, await knownToday()).state;
    await auditView(db, context, id, told(view, stood, view.version), null);
    return { removed: true };
  });
}
