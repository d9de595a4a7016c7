/**
 * Who may do what. One table, read by the procedures, by the queries (scope → where) and by the buttons.
 */
import type { Action } from "./actions";
import type { Role } from "./roles";

export { ACTIONS, type Action } from "./actions";
export { ROLE_NAME, ROLES, type Role } from "./roles";

/**
 * Scopes over projects, widest last. All but `none` include what one owns or serves by name:
 * own; unit = the actor's unit owns or reported it; chain = a chain one leads or serves; host = the unit is lead
 * department; place = it stands in the actor's street; unit+signed = unit, and every project with a contract; all.
 */
export type Scope = "none" | "own" | "unit" | "chain" | "host" | "place" | "unit+signed" | "all";

type Grants = Partial<Record<Action, Scope>>;
const everyone: Grants = { "self:manage": "all" };
const reader: Grants = {
  ...everyone,
  "desk:read": "all",
  "chain:read": "all",
  "statistics:read": "all",
  "unit:read": "all",
  "target:read": "all",
  "setting:read": "all",
};
const business: Grants = { ...reader, "search:run": "all", "enterprise:read": "all", "view:read": "all" };

const sharing = (scope: Scope): Grants => ({ ...business, "view:share": scope });

export const PERMISSIONS: Record<Role, Grants> = {
  officer: {
    ...sharing("unit"),
    "project:read": "unit+signed",
    "project:capture": "all",
    "project:edit": "own",
    "project:leave": "own",
    "pool:read": "all",
    "pool:claim": "all",
    "attribution:read": "unit",
    "dispute:raise": "all",
    "milestone:submit": "own",
    "follow-up:log": "unit",
    "evidence:attach": "own",
    "evidence:read": "unit",
    "contact:read": "own",
    "entry:read": "unit",
    "entry:draft": "own",
    "checkup:read": "unit",
    "enterprise:edit": "all",
    "project:export": "unit+signed",
    "operation:read": "own",
  },
  "section-head": {
    ...sharing("all"),
    "project:read": "unit+signed",
    "project:capture": "all",
    "project:edit": "unit",
    "project:leave": "unit",
    "project:assign": "unit",
    "project:judge": "unit",
    "pool:read": "all",
    "pool:claim": "all",
    "duplicate:review": "unit",
    "project:merge": "unit",
    "attribution:read": "unit",
    "dispute:raise": "all",
    "dispute:mediate": "unit",
    "transfer:propose": "unit",
    "transfer:answer": "unit",
    "milestone:submit": "unit",
    "milestone:approve-section": "unit",
    "follow-up:log": "unit",
    "evidence:attach": "unit",
    "evidence:read": "unit",
    "contact:read": "unit",
    "entry:read": "unit",
    "entry:draft": "unit",
    "enterprise:edit": "all",
    "project:export": "unit+signed",
    "statistics:export": "all",
    "month:read": "all",
    "checkup:read": "unit",
    "checkup:accept": "unit",
    "import:run": "all",
    "operation:read": "own",
  },
  director: {
    ...sharing("all"),
    "view:set-default": "all",
    "project:read": "all",
    "project:capture": "all",
    "project:edit": "all",
    "project:leave": "all",
    "project:assign": "all",
    "project:judge": "all",
    "pool:read": "all",
    "duplicate:review": "all",
    "project:merge": "all",
    "attribution:read": "all",
    "dispute:mediate": "all",
    "dispute:rule": "all",
    "transfer:propose": "all",
    "transfer:decide": "all",
    "milestone:submit": "all",
    "milestone:approve-section": "all",
    "milestone:approve-director": "all",
    "follow-up:log": "all",
    "evidence:attach": "all",
    "evidence:read": "all",
    "contact:read": "all",
    "entry:read": "all",
    "enterprise:edit": "all",
    "project:export": "all",
    "statistics:past": "all",
    "statistics:export": "all",
    "month:read": "all",
    "month:sign": "all",
    "checkup:read": "all",
    "checkup:accept": "all",
    "board:draft": "all",
    "board:publish": "all",
    "import:run": "all",
    "chain:edit": "all",
    "unit:edit": "all",
    "target:edit": "all",
    "rate:read": "all",
    "form:edit": "all",
    "setting:edit": "all",
    "setup:read": "all",
    "operation:read": "all",
  },
  "chain-leader": {
    ...sharing("all"),
    "project:read": "chain",
    "evidence:read": "chain",
    "entry:read": "chain",
    "checkup:read": "chain",
  },
  "task-force": {
    ...business,
    "project:read": "chain",
    "follow-up:log": "chain",
    "evidence:attach": "chain",
    "evidence:read": "chain",
    "entry:read": "chain",
    "checkup:read": "chain",
  },
  "lead-department": {
    ...sharing("unit"),
    "project:read": "host",
    "project:capture": "all",
    "project:edit": "host",
    "pool:read": "all",
    "pool:claim": "all",
    "attribution:read": "unit",
    "dispute:raise": "all",
    "transfer:answer": "unit",
    "milestone:submit": "host",
    "follow-up:log": "host",
    "evidence:attach": "host",
    "evidence:read": "host",
    "entry:read": "host",
    "entry:draft": "host",
    "checkup:read": "host",
    "project:export": "host",
    "operation:read": "own",
  },
  street: {
    ...sharing("unit"),
    "project:read": "place",
    "project:capture": "all",
    "project:edit": "own",
    "pool:read": "all",
    "pool:claim": "all",
    "attribution:read": "unit",
    "dispute:raise": "all",
    "transfer:answer": "unit",
    "milestone:submit": "place",
    "follow-up:log": "place",
    "evidence:attach": "place",
    "evidence:read": "place",
    "entry:read": "place",
    "checkup:read": "place",
    "operation:read": "own",
  },
  statistician: {
    ...sharing("all"),
    "project:read": "all",
    "milestone:approve-statistics": "all",
    "evidence:attach": "all",
    "evidence:read": "all",
    "entry:read": "all",
    "entry:draft": "all",
    "entry:review": "all",
    "project:export": "all",
    "statistics:past": "all",
    "statistics:export": "all",
    "month:read": "all",
    "month:move": "all",
    "month:sign": "all",
    "checkup:read": "all",
    "checkup:accept": "all",
    "board:draft": "all",
    "import:run": "all",
    "target:edit": "all",
    "rate:read": "all",
    "rate:edit": "all",
    "form:edit": "all",
    "setup:read": "all",
    "operation:read": "all",
  },
  supervision: {
    ...sharing("all"),
    "project:read": "all",
    "month:read": "all",
    "pool:read": "all",
    "attribution:read": "all",
  },
  "district-leader": { ...reader },
  "account-admin": {
    ...everyone,
    "account:manage": "all",
    "unit:read": "all",
    "unit:edit": "all",
    "setup:read": "all",
    "chain:read": "none",
  },
  "security-admin": { ...everyone, "setting:read": "all", "security:edit": "all" },
  "audit-admin": { ...everyone, "audit:read": "all" },
};

/** The person who acts, as every verb and question receives it. */
export interface Actor {
  id: number;
  name: string;
  role: Role;
  unitId: number | null;
  /** Chains that the person leads or serves today. */
  chainIds: number[];
  address: string;
}

/** The scope in which an actor may perform an action; "none" when not at all. */
export const scopeOf = (actor: Pick<Actor, "role">, action: Action): Scope =>
  PERMISSIONS[actor.role][action] ?? "none";

export const can = (actor: Pick<Actor, "role">, action: Action): boolean => scopeOf(actor, action) !== "none";

/** What decides whether a project lies in an actor's scope. */
export interface ScopeSubject {
  ownerId: number | null;
  ownerUnitId: number | null;
  reportingUnitId: number | null;
  leadUnitId: number | null;
  streetUnitId: number | null;
  chainId: number | null;
  /** Accounts named in the project's task force. */
  memberIds: readonly number[];
  signed: boolean;
}

const same = (a: number | null, b: number | null) => a !== null && a === b;

/** The same rule that server/projects/project-scope.ts writes as SQL; a property test holds them together. */
export function inScope(actor: Actor, scope: Scope, subject: ScopeSubject): boolean {
  if (scope === "none") return false;
  if (scope === "all") return true;
  if (same(subject.ownerId, actor.id) || subject.memberIds.includes(actor.id)) return true;
  const ofUnit = same(subject.ownerUnitId, actor.unitId) || same(subject.reportingUnitId, actor.unitId);
  switch (scope) {
    case "own":
      return false;
    case "unit":
      return ofUnit;
    case "unit+signed":
      return ofUnit || subject.signed;
    case "chain":
      return subject.chainId !== null && actor.chainIds.includes(subject.chainId);
    case "host":
      return ofUnit || same(subject.leadUnitId, actor.unitId);
    case "place":
      return ofUnit || same(subject.streetUnitId, actor.unitId);
  }
}

/**
 * Whether a project in scope shows only chain, size and first reporter. A sensitive lead opens to its owner, the
 * people named on it, the director, the head of the owning unit and the leader of its chain; signing opens it to all.
 */
export function isMasked(actor: Actor, subject: ScopeSubject & { sensitive: boolean }): boolean {
  if (!subject.sensitive || subject.signed) return false;
  if (same(subject.ownerId, actor.id) || subject.memberIds.includes(actor.id)) return false;
  if (actor.role === "section-head") return !same(subject.ownerUnitId, actor.unitId);
  const leads = subject.chainId !== null && actor.chainIds.includes(subject.chainId);
  return actor.role !== "director" && !(actor.role === "chain-leader" && leads);
}
