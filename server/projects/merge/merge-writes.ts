/** The facts of a merge and of the papers that go with it. Both projects are locked. */
import "server-only";
import type { MergeChoices } from "@/server/contracts/merge";
import { CLOSED_FIGURES_ASK, movesClosedFigures } from "@/server/domain/closed-figures";
import type { AbsorbedFact, MergedIntoFact, MergeSide } from "@/server/domain/merge-facts";
import {
  byKey,
  carriedMilestone,
  countsInClosed,
  entryKey,
  type LiveEntry,
  mergeObstacles,
  planEntries,
  planMilestones,
  reportedEarlier,
  rootOf,
  sameChoices,
} from "@/server/domain/merging";
import type { Milestone } from "@/server/domain/milestones";
import { LEDGERS, type Ledger } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, reserveIds } from "@/server/platform/database";
import type { NewFact, ProjectWrite, WriteScene } from "@/server/record/record";
import { listsOf, liveEntries, type PaperLink, papersOf, unapprovedEntries } from "./load-merge";
import { type Description, describe, type Side } from "./merge-things";

export const sideOf = ({ id, number, basics }: ProjectState): MergeSide => ({
  id,
  number,
  name: basics.name,
});

export const reportOf = ({ reporterName, reportingUnitId, firstReportedAt }: ProjectState) => ({
  reporterName,
  reportingUnitId,
  firstReportedAt,
});

/** Ids for entries, drawn beforehand: as many as there are rows. */
export async function idsFor(
  db: Database,
  entries: readonly { ledger: Ledger }[],
): Promise<(ledger: Ledger) => number> {
  const drawn = new Map<Ledger, number[]>();
  for (const ledger of LEDGERS)
    drawn.set(ledger, await reserveIds(db, ledger, entries.filter((e) => e.ledger === ledger).length));
  return (ledger) => {
    const id = drawn.get(ledger)?.shift();
    if (id === undefined) throw new Error(`no id for the ${ledger}`);
    return id;
  };
}

/** A row that is left out must name the row that counts instead. */
function requireSame(choices: MergeChoices, keep: readonly LiveEntry[], give: readonly LiveEntry[]): void {
  const all = byKey(give);
  for (const { ledger, entryId, sameAsId } of choices.same) {
    const mine = all.get(entryKey({ ledger, entryId }));
    if (!mine || rootOf(mine, all) !== mine || !sameChoices(keep, ledger).some((e) => e.entryId === sameAsId))
      throw refuseAt("conflict", "same", "两边的台账在核对之后有变动，请重新核对");
  }
}

interface Merging {
  keep: Side;
  give: Side;
  choices: MergeChoices;
  reason: string;
}

/** Papers of the other one on the survivor: those of a row go to the row that stands for it. A merge is no progress. */
function papersOver(
  papers: readonly PaperLink[],
  { keep, give }: Merging,
  standsFor: ReadonlyMap<string, number>,
  ids: number[],
): NewFact[] {
  const place = (p: PaperLink) => `${p.fileId}/${p.requirement}/${p.subjectKind}/${p.subjectId ?? ""}`;
  const there = new Set(papers.filter((p) => p.projectId === keep.state.id).map(place));
  return papers.flatMap((paper): NewFact[] => {
    if (paper.projectId !== give.state.id) return [];
    const { linkId: _, projectId: __, ...rest } = paper;
    const key = paper.subjectId === null ? null : `${paper.subjectKind}/${paper.subjectId}`;
    const stands = key === null ? null : (standsFor.get(key) ?? null);
    const moved =
      stands === null ? { ...rest, subjectKind: "project", subjectId: null } : { ...rest, subjectId: stands };
    const over = { ...paper, ...moved };
    const linkId = ids.shift();
    if (there.has(place(over)) || linkId === undefined) return [];
    there.add(place(over));
    const fact = { type: "EvidenceAttached" as const, v: 1 as const, linkId, ...moved };
    return [{ fact, occurredOn: keep.state.lastProgressOn }];
  });
}

function absorbedFact(
  { keep, give, reason }: Merging,
  description: Description,
  rest: Pick<AbsorbedFact, "milestones" | "replaced" | "entries" | "same">,
): AbsorbedFact {
  const earlier = reportedEarlier(give.state, keep.state);
  return {
    type: "Absorbed",
    v: 1,
    from: sideOf(give.state),
    also: give.state.absorbed,
    reason,
    ...description,
    firstReport: earlier ? reportOf(give.state) : null,
    formerReport: reportOf(keep.state),
    contacts: give.state.contacts,
    ...rest,
  };
}

function mergedFact({ keep, give, reason }: Merging, entries: readonly LiveEntry[]): MergedIntoFact {
  const kinds = Object.keys(give.state.milestones) as Milestone[];
  return {
    type: "MergedInto",
    v: 1,
    into: sideOf(keep.state),
    reason,
    off: give.state.off,
    milestones: kinds.flatMap((kind) => {
      const m = give.state.milestones[kind];
      return m?.status === "approved" ? [carriedMilestone(kind, m)] : [];
    }),
    entries: entries.map((e) => ({ ...e, fromEntryId: e.entryId })),
  };
}

/** Both projects as they stand, with their lists. */
export async function sidesOf(db: Database, keep: ProjectState, give: ProjectState): Promise<[Side, Side]> {
  const lists = await listsOf(db, [keep.id, give.id]);
  const side = (state: ProjectState): Side => {
    const mine = lists.get(state.id);
    if (!mine) throw new Refusal("not-found");
    return { state, lists: mine };
  };
  return [side(keep), side(give)];
}

/** Everything that a merge writes, on both projects. */
export async function mergeWrites(
  { db, firstOpenMonth }: Pick<WriteScene, "db" | "firstOpenMonth">,
  keep: ProjectState,
  give: ProjectState,
  { choices, reason, description }: { choices: MergeChoices; reason: string; description?: Description },
): Promise<ProjectWrite[]> {
  const ids = [keep.id, give.id];
  const obstacles = mergeObstacles(keep, give, await unapprovedEntries(db, ids));
  if (obstacles.length > 0) throw new Refusal("bad-state", { message: obstacles.join("；") });
  const live = await liveEntries(db, ids);
  const [mine, theirs] = [live.get(keep.id) ?? [], live.get(give.id) ?? []];
  requireSame(choices, mine, theirs);
  const [keepSide, giveSide] = await sidesOf(db, keep, give);
  const merging = { keep: keepSide, give: giveSide, choices, reason };
  const chosen = description ?? describe(keepSide, giveSide, choices);
  const { milestones, replaced } = planMilestones(keep, give, choices.milestones);
  const merged = mergedFact(merging, theirs);
  const closed =
    movesClosedFigures(keep, chosen.after, firstOpenMonth) ||
    countsInClosed([...merged.milestones, ...replaced], theirs, firstOpenMonth);
  if (closed && !reason.trim()) throw refuseAt("needs-reason", "reason", CLOSED_FIGURES_ASK);
  const { carried, same } = planEntries(mine, theirs, choices.same, await idsFor(db, theirs));
  const standsFor = new Map([
    ...carried.map((e) => [`${e.ledger}/${e.fromEntryId}`, e.entryId] as const),
    ...same.map((s) => [entryKey(s), s.sameAsId] as const),
  ]);
  const papers = await papersOf(db, ids);
  const links = await reserveIds(db, "evidence_link", papers.filter((p) => p.projectId === give.id).length);
  const absorbed = absorbedFact(merging, chosen, { milestones, replaced, entries: carried, same });
  return [
    { id: give.id, facts: [{ fact: merged }] },
    { id: keep.id, facts: [{ fact: absorbed }, ...papersOver(papers, merging, standsFor, links)] },
  ];
}
