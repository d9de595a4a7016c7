/** Two projects side by side, what is proposed for each thing that differs, and what stands in the way. */
import "server-only";
import type { MergeField, MergeProject, MergeScene } from "@/server/contracts/merge";
import { movesClosedFigures } from "@/server/domain/closed-figures";
import {
  carriedMilestone,
  countsInClosed,
  mergeObstacles,
  milestoneChoices,
  proposeSame,
  reportedEarlier,
  sumsOf,
} from "@/server/domain/merging";
import type { Milestone } from "@/server/domain/milestones";
import { isBasicsThing, sameValue } from "@/server/domain/operations";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { database, rowsOf, sql } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { firstOpenMonth } from "@/server/record/load-rules";
import { factNames, investorNames } from "../fact-names";
import type { Reader } from "../project-card-words";
import { requireOn } from "../project-subject";
import { thingShown, thingWords } from "../thing-words";
import { liveEntries, unapprovedEntries } from "./load-merge";
import { describe, isEmpty, MERGE_THINGS, type Side, valueIn } from "./merge-things";
import { sidesOf } from "./merge-writes";

function fieldsOf(keep: Side, give: Side, reader: Reader): MergeField[] {
  return MERGE_THINGS.flatMap((field): MergeField[] => {
    const [mine, theirs] = [valueIn(field, keep), valueIn(field, give)];
    if ((isEmpty(mine) && isEmpty(theirs)) || sameValue(mine, theirs)) return [];
    return [
      {
        field,
        ...thingWords(field),
        keep: thingShown(field, mine, reader),
        give: thingShown(field, theirs, reader),
        proposed: isEmpty(mine) ? "give" : "keep",
        list: !isBasicsThing(field),
      },
    ];
  });
}

async function countsOf(
  ids: readonly number[],
): Promise<Map<number, { reporter: string; followUps: number; papers: number }>> {
  const rows = await rowsOf<{ id: number; reporter: string; followUps: number; papers: number }>(
    database,
    sql`SELECT p.id, coalesce(u.name, p.reporter_name) AS reporter,
        (SELECT count(*)::int FROM follow_up f WHERE f.project_id = p.id) AS "followUps",
        (SELECT count(*)::int FROM evidence_paper e WHERE e.project_id = p.id) AS papers
      FROM project p LEFT JOIN unit u ON u.id = p.reporting_unit_id WHERE p.id = ANY(${[...ids]}::int[])`,
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

export async function mergeScene(
  { actor, now }: { actor: Actor; now: Date },
  { keepId, giveId }: { keepId: number; giveId: number },
): Promise<MergeScene> {
  const ids = [keepId, giveId];
  const states = await loadProjects(database, ids, { lock: false });
  const [keep, give] = ids.map((id) => requireOn(actor, "project:merge", states.get(id))) as [
    ProjectState,
    ProjectState,
  ];
  const [[mine, theirs], live, unapproved, names, counts, open] = await Promise.all([
    sidesOf(database, keep, give),
    liveEntries(database, ids),
    unapprovedEntries(database, ids),
    factNames(),
    countsOf(ids),
    firstOpenMonth(database, dayOf(now)),
  ]);
  const enterprise = await investorNames([mine.lists.investors, theirs.lists.investors]);
  const main = await investorNames([
    [keep, give].flatMap((s) =>
      s.basics.investorId === null ? [] : [{ enterpriseId: s.basics.investorId }],
    ),
  ]);
  const reader = { names: { ...names, enterprise: { ...enterprise, ...main } }, contacts: true };
  const entries = { keep: live.get(keepId) ?? [], give: live.get(giveId) ?? [] };
  const fields = fieldsOf(mine, theirs, reader);
  const proposed = describe(mine, theirs, {
    fields: fields.filter((f) => f.proposed === "give").map((f) => f.field),
    joined: [],
  });
  const project = (state: ProjectState): MergeProject => {
    const { reporter = "", followUps = 0, papers = 0 } = counts.get(state.id) ?? {};
    return {
      id: state.id,
      number: state.number,
      name: state.basics.name,
      version: state.version,
      stage: state.stage,
      off: (state.off?.state ?? null) as MergeProject["off"],
      firstReporter: reporter,
      firstReportedAt: state.firstReportedAt,
      followUps,
      papers,
    };
  };
  const kinds = Object.entries(give.milestones) as [
    Milestone,
    NonNullable<ProjectState["milestones"]["lead"]>,
  ][];
  return {
    keep: project(keep),
    give: project(give),
    earlier: reportedEarlier(give, keep),
    fields,
    milestones: milestoneChoices(keep, give).map(({ kind, survivor, other, choice }) => ({
      kind,
      keepOn: survivor?.occurredOn ?? null,
      giveOn: other.occurredOn,
      choice,
    })),
    entries,
    same: proposeSame(entries.keep, entries.give),
    sums: { keep: sumsOf(entries.keep), give: sumsOf(entries.give) },
    obstacles: mergeObstacles(keep, give, unapproved),
    closed:
      movesClosedFigures(keep, proposed.after, open) ||
      countsInClosed(
        kinds.map(([kind, m]) => carriedMilestone(kind, m)),
        entries.give,
        open,
      ),
  };
}
