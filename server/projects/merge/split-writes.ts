/** The facts of splitting two merged projects, and of merging them once more. Both projects are locked. */
import "server-only";
import { CLOSED_FIGURES_ASK } from "@/server/domain/closed-figures";
import type {
  AbsorbedFact,
  CarriedEntry,
  MergedIntoFact,
  MergeLists,
  PartedFact,
  SplitOffFact,
} from "@/server/domain/merge-facts";
import { byKey, countsInClosed, entryKey, type LiveEntry, rootOf, sumsOf } from "@/server/domain/merging";
import { isBasicsThing, patchOf, type UndoLine } from "@/server/domain/operations";
import type { StatMonth } from "@/server/domain/periods";
import type { BasicsField, BasicsPatch } from "@/server/domain/project-facts";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, reserveIds, rowsOf, sql } from "@/server/platform/database";
import type { NewFact, ProjectWrite, WriteScene } from "@/server/record/record";
import { listsOf, liveEntries, type PaperLink, papersOf, unapprovedEntries } from "./load-merge";
import type { Description } from "./merge-things";
import { idsFor, mergeWrites, sideOf } from "./merge-writes";

type Scene = Pick<WriteScene, "db" | "firstOpenMonth">;

/** Ids of the project that stays and of the one that gave way, when these changes are those of a merge. */
export function pairOf(lines: readonly Pick<UndoLine, "projectId" | "field" | "before" | "after">[]) {
  const line = lines.find((l) => l.field === "merged");
  const other = (line?.after ?? line?.before) as { id: number } | null | undefined;
  return line && other ? { keepId: other.id, giveId: line.projectId } : null;
}

async function lastFact<F>(db: Database, projectId: number, type: string, otherId: number) {
  const [row] = await rowsOf<{ payload: F; operationId: number | null }>(
    db,
    sql`SELECT payload, operation_id AS "operationId" FROM project_fact WHERE project_id = ${projectId} AND type = ${type}
      AND coalesce(payload->'from'->>'id', payload->'into'->>'id')::int = ${otherId} ORDER BY version DESC LIMIT 1`,
  );
  if (!row) throw new Refusal("nothing-to-undo");
  return row;
}

/** Whether splitting or merging again moves figures of a closed month. */
export async function mergeTouchesClosed(
  db: Database,
  changes: Parameters<typeof pairOf>[0],
  open: StatMonth,
): Promise<boolean> {
  const pair = pairOf(changes);
  if (!pair) return false;
  const { payload } = await lastFact<MergedIntoFact>(db, pair.giveId, "MergedInto", pair.keepId);
  return countsInClosed(payload.milestones, payload.entries, open);
}

/** Fields and lists as they go back, beside what stands now. */
async function goingBack(
  db: Database,
  keep: ProjectState,
  back: readonly Pick<UndoLine, "projectId" | "field" | "before">[],
): Promise<Description> {
  const mine = back.filter((l) => l.projectId === keep.id);
  const basics = mine.filter((l) => isBasicsThing(l.field));
  const after: BasicsPatch = Object.assign({}, ...basics.map((l) => patchOf(l.field, l.before)));
  const fields = Object.keys(after) as BasicsField[];
  const before = Object.fromEntries(fields.map((f) => [f, keep.basics[f]])) as BasicsPatch;
  const listsAfter = Object.fromEntries(
    mine.filter((l) => !isBasicsThing(l.field)).map((l) => [l.field, l.before]),
  ) as MergeLists;
  const present = (await listsOf(db, [keep.id])).get(keep.id);
  const listsBefore = Object.fromEntries(
    Object.keys(listsAfter).map((list) => [list, present?.[list as keyof MergeLists]]),
  ) as MergeLists;
  return { before, after, listsBefore, listsAfter };
}

interface Parting {
  keep: ProjectState;
  give: ProjectState;
  reason: string;
  absorbed: AbsorbedFact;
  merged: MergedIntoFact;
}

/** Rows that were carried over and stand, with everything that corrects them since. */
function carriedRows(live: readonly LiveEntry[], absorbed: AbsorbedFact): LiveEntry[] {
  const all = byKey(live);
  const carried = new Set(absorbed.entries.map(entryKey));
  const goes = (entry: LiveEntry): boolean => {
    if (carried.has(entryKey(entry))) return true;
    const above =
      entry.correctionOfId === null
        ? undefined
        : all.get(entryKey({ ledger: entry.ledger, entryId: entry.correctionOfId }));
    return above !== undefined && above !== entry && goes(above);
  };
  return live.filter(goes);
}

/** The rows of the other one as they stood, and what was added to them since, all under new ids. */
async function rowsBack(
  db: Database,
  { absorbed, merged }: Parting,
  going: readonly LiveEntry[],
): Promise<CarriedEntry[]> {
  const was = new Map(absorbed.entries.map((e) => [entryKey(e), e.fromEntryId]));
  const added = going.filter((e) => !was.has(entryKey(e)));
  const nextId = await idsFor(db, [...merged.entries, ...added]);
  const fresh = new Map<string, number>();
  const again = [...merged.entries]
    .sort((a, b) => a.entryId - b.entryId)
    .map((e) => {
      const entryId = nextId(e.ledger);
      fresh.set(entryKey(e), entryId);
      return { ...e, entryId, fromEntryId: e.entryId };
    });
  const old = again.map((e) => ({
    ...e,
    correctionOfId: e.correctionOfId === null ? null : (fresh.get(`${e.ledger}/${e.correctionOfId}`) ?? null),
  }));
  const all = byKey(going);
  const later = added.map((e) => {
    const root = rootOf(e, all);
    const stood = was.get(entryKey(root));
    return {
      ...e,
      entryId: nextId(e.ledger),
      fromEntryId: e.entryId,
      correctionOfId: stood === undefined ? null : (fresh.get(`${e.ledger}/${stood}`) ?? null),
    };
  });
  return [...old, ...later];
}

function partedFact(
  { keep, give, reason, absorbed }: Parting,
  description: Description,
  live: readonly LiveEntry[],
  going: readonly LiveEntry[],
): PartedFact {
  const goes = new Set(going);
  const changed = keep.firstReportedAt === absorbed.firstReport?.firstReportedAt;
  return {
    type: "Parted",
    v: 1,
    from: sideOf(give),
    also: give.absorbed,
    reason,
    ...description,
    firstReport: changed ? absorbed.formerReport : null,
    contacts: absorbed.contacts,
    milestones: absorbed.replaced,
    gone: absorbed.milestones.map((m) => m.kind),
    entries: going.map(({ ledger, entryId }) => ({ ledger, entryId })),
    sums: sumsOf(live.filter((e) => !goes.has(e))),
  };
}

/** Papers of the rows that change their ids go with them; those that came with the merge leave the survivor. */
function papersBack(
  papers: readonly PaperLink[],
  { keep, give }: Parting,
  came: ReadonlySet<number>,
  rows: readonly CarriedEntry[],
  absorbed: AbsorbedFact,
  ids: number[],
): { keep: NewFact[]; give: NewFact[] } {
  const remove = ({ linkId, requirement, originalName }: PaperLink, state: ProjectState): NewFact => ({
    fact: { type: "EvidenceRemoved", v: 1, linkId, requirement, originalName },
    occurredOn: state.lastProgressOn,
  });
  const attach = ({ projectId: _, ...paper }: PaperLink, subjectId: number): NewFact => ({
    fact: { type: "EvidenceAttached", v: 1, ...paper, linkId: ids.shift() ?? 0, subjectId },
    occurredOn: give.lastProgressOn,
  });
  const keyOf = (p: PaperLink) => `${p.subjectKind}/${p.subjectId ?? ""}`;
  const back = new Map(rows.map((r) => [`${r.ledger}/${r.fromEntryId}`, r.entryId]));
  const carried = new Map(
    absorbed.entries.map((e) => [entryKey(e), back.get(`${e.ledger}/${e.fromEntryId}`)]),
  );
  const out: { keep: NewFact[]; give: NewFact[] } = { keep: [], give: [] };
  for (const paper of papers) {
    if (paper.projectId === give.id) {
      const to = back.get(keyOf(paper));
      if (to !== undefined) out.give.push(remove(paper, give), attach(paper, to));
      continue;
    }
    const to = carried.get(keyOf(paper)) ?? back.get(keyOf(paper));
    if (came.has(paper.linkId)) out.keep.push(remove(paper, keep));
    else if (to !== undefined) {
      out.keep.push(remove(paper, keep));
      out.give.push(attach(paper, to));
    }
  }
  return out;
}

const linksOf = async (db: Database, operationId: number | null, keepId: number): Promise<Set<number>> => {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT (payload->>'linkId')::int AS id FROM project_fact
      WHERE operation_id = ${operationId} AND project_id = ${keepId} AND type = 'EvidenceAttached'`,
  );
  return new Set(rows.map((r) => r.id));
};

/** Nobody's row may hang on one that goes while it is on its way. */
async function refusePending(db: Database, keep: ProjectState, going: readonly LiveEntry[]): Promise<void> {
  const ids = new Set(going.map(entryKey));
  const hangs = (await unapprovedEntries(db, [keep.id])).filter(
    (u) => u.correctionOfId !== null && ids.has(entryKey({ ledger: u.ledger, entryId: u.correctionOfId })),
  );
  if (hangs.length > 0)
    throw new Refusal("bad-state", { message: `有 ${hangs.length} 笔冲减还没有通过，请先办结再拆分` });
}

/** 拆分: the one that gave way stands again as it was; `back` says which fields of the survivor go back. */
export async function splitWrites(
  { db, firstOpenMonth }: Scene,
  keep: ProjectState,
  give: ProjectState,
  { back, reason, asked }: { back: readonly UndoLine[]; reason: string; asked: string },
): Promise<ProjectWrite[]> {
  if (give.mergedIntoId !== keep.id) throw new Refusal("nothing-to-undo", { message: "两个项目已经拆分" });
  if (keep.mergedIntoId !== null)
    throw new Refusal("bad-state", { message: `“${keep.basics.name}”后来又并入另一项目，请先撤销那次合并` });
  const { payload: absorbed, operationId } = await lastFact<AbsorbedFact>(db, keep.id, "Absorbed", give.id);
  const { payload: merged } = await lastFact<MergedIntoFact>(db, give.id, "MergedInto", keep.id);
  if (!asked.trim() && countsInClosed(merged.milestones, merged.entries, firstOpenMonth))
    throw refuseAt("needs-reason", "reason", CLOSED_FIGURES_ASK);
  const live = (await liveEntries(db, [keep.id])).get(keep.id) ?? [];
  const parting = { keep, give, reason, absorbed, merged };
  const going = carriedRows(live, absorbed);
  await refusePending(db, keep, going);
  const rows = await rowsBack(db, parting, going);
  const papers = await papersOf(db, [keep.id, give.id]);
  const links = await reserveIds(db, "evidence_link", papers.length);
  const moved = papersBack(papers, parting, await linksOf(db, operationId, keep.id), rows, absorbed, links);
  const off: SplitOffFact = {
    type: "SplitOff",
    v: 1,
    from: sideOf(keep),
    reason,
    off: merged.off,
    milestones: merged.milestones,
    entries: rows,
  };
  const ends =
    keep.off?.state === "withdrawn"
      ? []
      : [{ fact: partedFact(parting, await goingBack(db, keep, back), live, going) }, ...moved.keep];
  return [
    ...(ends.length > 0 ? [{ id: keep.id, facts: ends }] : []),
    { id: give.id, facts: [{ fact: off }, ...moved.give] },
  ];
}

/** 恢复 of a merge that was split: what was one then is one again, everything else is carried over. */
export async function mergeAgainWrites(
  scene: Scene,
  keep: ProjectState,
  give: ProjectState,
  { back, reason, asked }: { back: readonly UndoLine[]; reason: string; asked: string },
): Promise<ProjectWrite[]> {
  const { db, firstOpenMonth } = scene;
  const gone = [keep, give].find((s) => s.off?.state === "withdrawn");
  if (gone)
    throw new Refusal("bad-state", { message: `“${gone.basics.name}”已撤销或已并入其他项目，不能再次合并` });
  const { payload: absorbed } = await lastFact<AbsorbedFact>(db, keep.id, "Absorbed", give.id);
  const { payload: split } = await lastFact<SplitOffFact>(db, give.id, "SplitOff", keep.id);
  const now = new Map(split.entries.map((e) => [`${e.ledger}/${e.fromEntryId}`, e.entryId]));
  const live = await liveEntries(db, [keep.id, give.id]);
  const stands = new Set([...live.values()].flat().map(entryKey));
  const same = absorbed.same.flatMap(({ ledger, entryId, sameAsId }) => {
    const again = now.get(`${ledger}/${entryId}`);
    const both =
      again !== undefined && stands.has(`${ledger}/${again}`) && stands.has(`${ledger}/${sameAsId}`);
    return both ? [{ ledger, entryId: again, sameAsId }] : [];
  });
  const milestones = absorbed.replaced.map((m) => m.kind);
  if (!asked.trim() && countsInClosed(split.milestones, live.get(give.id) ?? [], firstOpenMonth))
    throw refuseAt("needs-reason", "reason", CLOSED_FIGURES_ASK);
  return mergeWrites(scene, keep, give, {
    choices: { fields: [], joined: [], milestones, same },
    reason,
    description: await goingBack(db, keep, back),
  });
}
