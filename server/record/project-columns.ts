/** How a ProjectState becomes columns and comes back. The column name is the field name in snake case. */

import { clockOf } from "@/server/domain/clocks";
import { openDuty } from "@/server/domain/duties";
import { COURSE_FIELDS, COURSE_TYPES } from "@/server/domain/lead-course";
import { subjectOfBasics } from "@/server/domain/likeness-profile";
import { rankOf } from "@/server/domain/milestones";
import { basicsSchema } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import type { Rules } from "@/server/domain/rules";
import type { ColumnTypes } from "@/server/platform/database";
import { projectLikeness } from "@/server/platform/likeness-tools";
import { searchTextOf } from "@/server/platform/search-text";

const snaked = new Map<string, string>();

export function snake(name: string): string {
  const known = snaked.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
  snaked.set(name, made);
  return made;
}

const INTEGER_FIELDS = new Set([
  "chainId",
  "leadUnitId",
  "streetUnitId",
  "ownerId",
  "ownerUnitId",
  "investorId",
  "landAreaCentiMu",
]);
const typeOfField = (field: string): string => {
  if (field.endsWith("Fen")) return "bigint";
  if (field.endsWith("On")) return "date";
  return INTEGER_FIELDS.has(field) ? "integer" : "text";
};

export const BASICS_FIELDS = Object.keys(basicsSchema.shape) as (keyof typeof basicsSchema.shape)[];

export const PROJECT_COLUMNS: ColumnTypes = {
  id: "integer",
  number: "text",
  version: "integer",
  name_key: "text",
  reporting_unit_id: "integer",
  reporter_name: "text",
  first_reported_at: "timestamptz",
  ...Object.fromEntries(BASICS_FIELDS.map((f) => [snake(f), typeOfField(f)])),
  framework_fen: "bigint",
  contract_fen: "bigint",
  arrived_fen: "bigint",
  invested_fen: "bigint",
  stage: "text",
  stage_rank: "integer",
  stage_since: "date",
  off_state: "text",
  off_since: "date",
  off_reason: "text",
  merged_into_id: "integer",
  contract_on: "date",
  start_on: "date",
  last_progress_on: "date",
  warn_on: "date",
  late_on: "date",
  light_reason: "text",
  light_from: "date",
  ...Object.fromEntries(COURSE_FIELDS.map((f) => [snake(f), COURSE_TYPES[f]])),
  duty: "text",
  duty_due_on: "date",
  duty_head_on: "date",
  duty_director_on: "date",
  search_text: "text",
  search_tokens: "text[]",
  likeness_keys: "text[]",
  likeness_version: "integer",
  created_at: "timestamptz",
  updated_at: "timestamptz",
  import_id: "integer",
};

/** Everything but what is fixed at birth. */
export const PROJECT_UPDATE = Object.keys(PROJECT_COLUMNS)
  .filter((c) => c !== "id" && c !== "created_at" && c !== "import_id")
  .map((c) => `"${c}" = EXCLUDED."${c}"`)
  .join(", ");

export const approvedOn = (state: ProjectState, kind: "contract" | "start") => {
  const m = state.milestones[kind];
  return m?.status === "approved" ? m.occurredOn : null;
};

/** What follows from a state and the rules in force: made anew when the rules change. */
export function clockColumns(state: ProjectState, rules: Rules) {
  const clock = clockOf(state, rules);
  const duty = openDuty(state, rules);
  return {
    warn_on: clock.warnOn,
    late_on: clock.lateOn,
    light_reason: clock.reason,
    light_from: clock.from,
    duty: duty?.kind ?? null,
    duty_due_on: duty?.dueOn ?? null,
    duty_head_on: duty?.headOn ?? null,
    duty_director_on: duty?.directorOn ?? null,
  };
}

/** The row of the project table that holds a state. */
export function projectRow(
  state: ProjectState,
  rules: Rules,
  frame: { nameKey: string; createdAt: string; updatedAt: string; importId: number | null },
): Record<string, unknown> {
  const { basics } = state;
  const likeness = projectLikeness(subjectOfBasics(basics));
  const search = searchTextOf([
    basics.name,
    state.number,
    basics.investorName,
    basics.companyName,
    basics.investorUscc,
    basics.companyUscc,
    basics.projectCode,
    ...state.absorbed.flatMap((a) => [a.number, a.name]),
  ]);
  return {
    ...Object.fromEntries(BASICS_FIELDS.map((f) => [snake(f), basics[f]])),
    id: state.id,
    number: state.number,
    version: state.version,
    name_key: frame.nameKey,
    reporting_unit_id: state.reportingUnitId,
    reporter_name: state.reporterName,
    first_reported_at: state.firstReportedAt,
    framework_fen: state.frameworkFen,
    contract_fen: state.contractFen,
    arrived_fen: state.arrivedFen,
    invested_fen: state.investedFen,
    stage: state.stage,
    stage_rank: rankOf(state.stage),
    stage_since: state.stageSince,
    off_state: state.off?.state ?? null,
    off_since: state.off?.since ?? null,
    off_reason: state.off?.reason ?? "",
    merged_into_id: state.mergedIntoId,
    contract_on: approvedOn(state, "contract"),
    start_on: approvedOn(state, "start"),
    last_progress_on: state.lastProgressOn,
    ...clockColumns(state, rules),
    ...Object.fromEntries(COURSE_FIELDS.map((f) => [snake(f), state.course[f]])),
    search_text: search.searchText,
    search_tokens: search.searchTokens,
    likeness_keys: likeness.likenessKeys,
    likeness_version: likeness.likenessVersion,
    created_at: frame.createdAt,
    updated_at: frame.updatedAt,
    import_id: frame.importId,
  };
}
