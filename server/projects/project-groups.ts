/**
 * The list in groups: subtotals over all rows that the filter finds, and the condition for the rows of one group. A
 * masked lead shows its chain, so it counts there; by anything that it hides it stands in a group of its own.
 */
import "server-only";
import type { ProjectFilter } from "@/server/contracts/project";
import {
  HIDDEN_VALUE,
  NO_VALUE,
  type OneGroup,
  type ProjectGroup,
  type ProjectGroupBy,
} from "@/server/contracts/project-view";
import { isMilestone, MILESTONE_NAME, MILESTONES, OFF_STATE_NAME } from "@/server/domain/milestones";
import type { Day } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { shortPlace } from "@/server/domain/places";
import { database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { type FoundProjects, findProjects, lightOf } from "./project-filter";

/** The value by which `p` is grouped, as text; NULL where there is none. */
function valueToGroup(by: ProjectGroupBy, today: Day): Sql {
  switch (by) {
    case "chain":
      return sql`p.chain_id::text`;
    case "stage":
      return sql`coalesce(p.off_state, p.stage)`;
    case "province":
      return sql`nullif(p.origin_province, '')`;
    case "leadUnit":
      return sql`p.lead_unit_id::text`;
    case "street":
      return sql`p.street_unit_id::text`;
    case "owner":
      return sql`p.owner_id::text`;
    case "light":
      return lightOf(today);
    case "signedMonth":
      return sql`to_char(p.contract_on, 'YYYYMM')`;
    case "startMonth":
      return sql`to_char(p.start_on, 'YYYYMM')`;
  }
}

/** Leads that hide the value must not be told apart by it. */
export function groupKey(by: ProjectGroupBy, found: FoundProjects, today: Day): Sql {
  const key = sql`coalesce(${valueToGroup(by, today)}, ${NO_VALUE})`;
  return by === "chain" || found.masked === null
    ? key
    : sql`CASE WHEN ${found.isMasked} THEN ${HIDDEN_VALUE} ELSE ${key} END`;
}

/** What of the found projects stands in one group. */
export function inGroup(found: FoundProjects, group: OneGroup, today: Day): FoundProjects {
  const { by, key } = group;
  const same = sql`coalesce(${valueToGroup(by, today)}, ${NO_VALUE}) = ${key}`;
  const hidden = key === HIDDEN_VALUE;
  const open = hidden ? sql`FALSE` : sql`${found.open} AND ${same}`;
  if (found.masked === null) return { ...found, open, all: open, steady: false };
  const masked = by === "chain" ? sql`${found.masked} AND ${same}` : hidden ? found.masked : sql`FALSE`;
  return { ...found, open, masked, all: sql`((${open}) OR (${masked}))`, steady: false };
}

/** Sums of what the person may see: the columns of every total over `project p`. */
export const shownSums = ({ masked, isMasked }: FoundProjects): Sql => {
  const shown = masked === null ? sql`TRUE` : sql`NOT ${isMasked}`;
  return sql`count(*)::int AS count,
    coalesce(sum(p.planned_total_fen) FILTER (WHERE ${shown}), 0)::bigint AS "plannedTotalFen",
    coalesce(sum(p.arrived_fen) FILTER (WHERE ${shown}), 0)::bigint AS "arrivedFen",
    coalesce(sum(p.invested_fen) FILTER (WHERE ${shown}), 0)::bigint AS "investedFen"`;
};

export interface GroupSums extends Omit<ProjectGroup, "label" | "hue"> {
  /** Name and place of a chain, unit or account. */
  name: string | null;
  hue: number | null;
  place: number | null;
}

const NAMES: Record<"chain" | "unit" | "account", Sql> = {
  chain: sql`LEFT JOIN chain n ON n.id::text = g.key`,
  unit: sql`LEFT JOIN unit n ON n.id::text = g.key`,
  account: sql`LEFT JOIN account n ON n.id::text = g.key`,
};
const NAMED: Partial<Record<ProjectGroupBy, keyof typeof NAMES>> = {
  chain: "chain",
  leadUnit: "unit",
  street: "unit",
  owner: "account",
};

/** Subtotals `g (key, …)` with the names that its keys point at. */
export function withNames(by: ProjectGroupBy, groups: Sql): Sql {
  const kind = NAMED[by];
  if (!kind) return sql`SELECT g.*, NULL AS name, NULL::int AS hue, NULL::int AS place FROM (${groups}) g`;
  const name = Prisma.raw(kind === "account" ? "n.display_name" : "n.name");
  const hue = Prisma.raw(kind === "chain" ? "n.hue" : "NULL::int");
  const place = Prisma.raw(kind === "account" ? "n.id" : "n.position");
  return sql`SELECT g.*, ${name} AS name, ${hue} AS hue, ${place} AS place FROM (${groups}) g ${NAMES[kind]}`;
}

const LIGHT_NAME: Record<string, string> = { normal: "正常", warning: "预警", late: "滞后", none: "不计时" };
const LIGHT_ORDER = ["late", "warning", "normal", "none"];
const NOTHING: Partial<Record<ProjectGroupBy, string>> = {
  chain: "其他",
  signedMonth: "未签约",
  startMonth: "未开工",
};
const OFF_NAMES: Record<string, string> = OFF_STATE_NAME;

function labelOf(by: ProjectGroupBy, { key, name }: GroupSums): string {
  if (key === HIDDEN_VALUE) return "敏感线索";
  if (by === "light") return LIGHT_NAME[key] ?? key;
  if (key === NO_VALUE) return NOTHING[by] ?? `未填${by === "province" ? "来源省份" : ""}`;
  if (by === "stage") return isMilestone(key) ? MILESTONE_NAME[key] : (OFF_NAMES[key] ?? key);
  if (by === "province") return shortPlace(key);
  if (by === "signedMonth" || by === "startMonth") return `${key.slice(0, 4)}年${Number(key.slice(4))}月`;
  return name ?? `编号 ${key}`;
}

const STAGE_ORDER: string[] = [...MILESTONES, "held", "ended", "lost"];

/** Smaller comes first; what has no value, and what is hidden, stands last. */
function rankOfGroup(by: ProjectGroupBy, group: GroupSums): number {
  if (group.key === HIDDEN_VALUE) return Number.MAX_SAFE_INTEGER;
  if (by === "light") return LIGHT_ORDER.indexOf(group.key);
  if (group.key === NO_VALUE) return Number.MAX_SAFE_INTEGER - 1;
  if (by === "stage") return STAGE_ORDER.indexOf(group.key);
  if (by === "signedMonth" || by === "startMonth") return -Number(group.key);
  if (by === "province") return -group.count;
  return group.place ?? Number.MAX_SAFE_INTEGER - 2;
}

/** Groups with their words, in the order in which a bureau reads them. */
export const orderedGroups = (by: ProjectGroupBy, groups: readonly GroupSums[]): ProjectGroup[] =>
  [...groups]
    .sort((a, b) => rankOfGroup(by, a) - rankOfGroup(by, b) || (a.key < b.key ? -1 : 1))
    .map((group) => ({
      key: group.key,
      label: labelOf(by, group),
      hue: group.hue,
      count: group.count,
      plannedTotalFen: group.plannedTotalFen,
      arrivedFen: group.arrivedFen,
      investedFen: group.investedFen,
    }));

/** Every group of the filtered list with its subtotals, in one question. */
export async function projectGroups(
  actor: Actor,
  filter: ProjectFilter,
  by: ProjectGroupBy,
  today: Day,
): Promise<ProjectGroup[]> {
  const found = findProjects(actor, filter, today);
  const sums = sql`SELECT ${groupKey(by, found, today)} AS key, ${shownSums(found)}
    FROM project p WHERE ${found.all} GROUP BY 1`;
  return orderedGroups(by, await rowsOf<GroupSums>(database, withNames(by, sums)));
}
