/** The filter of a list as SQL conditions over `project p`, inside what the actor may read. */
import "server-only";
import type { ProjectFilter } from "@/server/contracts/project";
import type { LightColour } from "@/server/domain/clocks";
import { industryPattern } from "@/server/domain/industries";
import { rankOf } from "@/server/domain/milestones";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Prisma, type Sql, sql } from "@/server/platform/database";
import { searchMatch } from "@/server/platform/search-match";
import { maskedFor, projectsFor, type Reading, scopeWhere } from "./project-scope";

/** The light of `p` on a day: the rule `lightOn`. */
export const lightOf = (today: Day): Sql => sql`CASE WHEN p.late_on <= ${today}::date THEN 'late'
  WHEN p.warn_on <= ${today}::date THEN 'warning'
  WHEN p.warn_on IS NULL AND p.late_on IS NULL THEN 'none' ELSE 'normal' END`;

/** `lightStory` in SQL: why the light stands as it does, and how long it has been. */
export const lightStoryOf = (today: Day): Sql => sql`p.light_reason || CASE WHEN p.light_from < ${today}::date
  THEN '，已过 ' || (${today}::date - p.light_from) || ' 天' ELSE '' END`;

function lightWhere(light: LightColour, today: Day): Sql {
  const late = sql`coalesce(p.late_on <= ${today}::date, FALSE)`;
  const warned = sql`coalesce(p.warn_on <= ${today}::date, FALSE)`;
  switch (light) {
    case "late":
      return sql`p.late_on <= ${today}::date`;
    case "warning":
      return sql`(p.warn_on <= ${today}::date AND NOT ${late})`;
    case "none":
      return sql`(p.warn_on IS NULL AND p.late_on IS NULL)`;
    case "normal":
      return sql`(coalesce(p.warn_on, p.late_on) IS NOT NULL AND NOT ${warned} AND NOT ${late})`;
  }
}

/** Chain 0 stands for projects without a chain. */
function chainWhere(chainIds: readonly number[]): Sql {
  const real = chainIds.filter((c) => c > 0);
  const parts = [
    ...(real.length > 0 ? [sql`p.chain_id IN (${Prisma.join(real)})`] : []),
    ...(real.length < chainIds.length ? [sql`p.chain_id IS NULL`] : []),
  ];
  return sql`(${Prisma.join(parts, " OR ")})`;
}

function offWhere(off: ProjectFilter["off"]): Sql[] {
  if (off === undefined) return [sql`p.off_state IS NULL`];
  return off === "any" ? [] : [sql`p.off_state = ${off}`];
}

/** A calendar day of the bureau as an instant. */
const dawn = (day: Day): Sql => sql`(${day}::timestamp AT TIME ZONE 'Asia/Shanghai')`;

/** Conditions on days and amounts; ends are included. */
function rangeWhere(f: ProjectFilter): Sql[] {
  return [
    f.minFen === undefined ? null : sql`p.planned_total_fen >= ${f.minFen}`,
    f.maxFen === undefined ? null : sql`p.planned_total_fen <= ${f.maxFen}`,
    f.signedFrom === undefined ? null : sql`p.contract_on >= ${f.signedFrom}::date`,
    f.signedTo === undefined ? null : sql`p.contract_on <= ${f.signedTo}::date`,
    f.startedFrom === undefined ? null : sql`p.start_on >= ${f.startedFrom}::date`,
    f.startedTo === undefined ? null : sql`p.start_on <= ${f.startedTo}::date`,
    f.reportedFrom === undefined ? null : sql`p.first_reported_at >= ${dawn(f.reportedFrom)}`,
    f.reportedTo === undefined ? null : sql`p.first_reported_at < ${dawn(f.reportedTo)} + interval '1 day'`,
    f.dueFrom === undefined ? null : sql`p.next_due_on >= ${f.dueFrom}::date`,
    f.dueTo === undefined ? null : sql`p.next_due_on <= ${f.dueTo}::date`,
    f.signedNotStarted ? sql`(p.contract_on IS NOT NULL AND p.start_on IS NULL)` : null,
  ].filter((c) => c !== null);
}

function dutyWhere(duty: NonNullable<ProjectFilter["duty"]>, today: Day): Sql {
  if (duty === "owner") return sql`p.duty_due_on < ${today}::date`;
  return duty === "head" ? sql`p.duty_head_on <= ${today}::date` : sql`p.duty_director_on <= ${today}::date`;
}

function subjectWhere(f: ProjectFilter, actor: Actor, today: Day): Sql[] {
  const found = f.q ? searchMatch("p", f.q) : null;
  return [
    found,
    f.chainIds?.length ? chainWhere(f.chainIds) : null,
    f.stages?.length ? sql`p.stage_rank IN (${Prisma.join(f.stages.map(rankOf))})` : null,
    f.engineId === undefined
      ? null
      : sql`p.id IN (SELECT project_id FROM project_engine WHERE engine_id = ${f.engineId})`,
    f.leadUnitId === undefined ? null : sql`p.lead_unit_id = ${f.leadUnitId}`,
    f.streetUnitId === undefined ? null : sql`p.street_unit_id = ${f.streetUnitId}`,
    f.ownerId === undefined ? null : sql`p.owner_id = ${f.ownerId}`,
    f.unowned ? sql`p.owner_id IS NULL` : null,
    f.mine ? scopeWhere(actor, "own") : null,
    f.province ? sql`p.origin_province = ${f.province}` : null,
    f.industry ? sql`p.industry_code ~* ${industryPattern(f.industry) ?? "^$"}` : null,
    f.light === undefined ? null : lightWhere(f.light, today),
    f.duty === undefined ? null : dutyWhere(f.duty, today),
    f.lapsing ? sql`p.lapses_on IS NOT NULL` : null,
    f.importId === undefined ? null : sql`p.import_id = ${f.importId}`,
  ].filter((c) => c !== null);
}

/** Filters that ask only for what a masked row shows anyway. */
const OPEN_FILTERS = new Set<keyof ProjectFilter>(["chainIds", "mine"]);

const isAsked = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0);

const asked = (filter: ProjectFilter): (keyof ProjectFilter)[] =>
  (Object.keys(filter) as (keyof ProjectFilter)[]).filter((key) => isAsked(filter[key]));

/** Whether a filter asks for something that a sensitive lead hides: then its answer must leave such leads out. */
const asksHidden = (filter: ProjectFilter): boolean =>
  asked(filter).some((key) => !OPEN_FILTERS.has(key) && !(key === "off" && filter.off === "any"));

export interface FoundProjects {
  /** Rows whose content the actor may see. */
  open: Sql;
  /** Rows of which only chain, size and first reporter may be shown; null when the filter leaves them out. */
  masked: Sql | null;
  /** Both. */
  all: Sql;
  isMasked: Sql;
  /** Nothing but the chain narrows the list: as many rows are read whatever the values are. */
  steady: boolean;
}

/** Filters that leave about as many rows whatever they ask for. */
const STEADY_FILTERS = new Set<keyof ProjectFilter>(["chainIds"]);

/** The projects of a filter as the actor may see them. Without `off`, only those on the main line. */
export function findProjects(
  actor: Actor,
  filter: ProjectFilter,
  today: Day,
  reading: Reading = "many",
): FoundProjects {
  const found = Prisma.join(
    [
      projectsFor(actor, "project:read", reading),
      ...offWhere(filter.off),
      ...subjectWhere(filter, actor, today),
      ...rangeWhere(filter),
    ],
    " AND ",
  );
  const isMasked = maskedFor(actor, reading);
  const open = sql`${found} AND NOT ${isMasked}`;
  const steady = asked(filter).every((key) => STEADY_FILTERS.has(key));
  return asksHidden(filter)
    ? { open, masked: null, all: open, isMasked, steady }
    : { open, masked: sql`${found} AND ${isMasked}`, all: found, isMasked, steady };
}
