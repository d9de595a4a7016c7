/** Whether a paper may be taken off again. Until something rests on it, an upload is a slip; afterwards it is a fact. */
import { MILESTONE_NAME } from "./milestones";
import type { Fact } from "./project-facts";
import { Refusal } from "./refusals";
import type { EvidenceKind, Gate, Rules } from "./rules";

/** Types of facts that decide about papers: what a history must hold to be asked here. */
export const PAPER_FACTS = [
  "EvidenceAttached",
  "EvidenceRemoved",
  "MilestoneSubmitted",
  "MilestoneWithdrawn",
  "EntrySubmitted",
  "EntryWithdrawn",
] as const satisfies Fact["type"][];

export interface ToldFact {
  fact: Fact;
  actorId: number;
}

type Attached = Extract<Fact, { type: "EvidenceAttached" }>;

const asksFor = (gate: Gate, requirement: string): boolean =>
  gate.evidence.some((anyOf) => anyOf.includes(requirement as EvidenceKind));

/**
 * What rests on the paper: a milestone that was reported after it came and whose gate asks for its kind, or the ledger
 * row that it hangs on, once that was sent for review. Taking the report back (撤回) sets the paper free; a return does not.
 */
function restsOnIt(paper: Attached, since: readonly ToldFact[], rules: Rules): string | null {
  const used = new Map<string, string>();
  for (const { fact } of since) {
    if (fact.type === "MilestoneSubmitted" && asksFor(rules.gates[fact.milestone], paper.requirement)) {
      used.set(fact.milestone, `已随${MILESTONE_NAME[fact.milestone]}报审`);
    } else if (fact.type === "MilestoneWithdrawn") used.delete(fact.milestone);
    else if ("entryId" in fact && fact.ledger === paper.subjectKind && fact.entryId === paper.subjectId) {
      if (fact.type === "EntrySubmitted") used.set("entry", "已随台账记录报审");
      if (fact.type === "EntryWithdrawn") used.delete("entry");
    }
  }
  return [...used.values()][0] ?? null;
}

/** Refuses, or gives back the attached paper. `history` holds the project's `PAPER_FACTS` in order. */
export function removablePaper(
  history: readonly ToldFact[],
  linkId: number,
  actorId: number,
  rules: Rules,
): Attached {
  const at = history.findIndex(({ fact }) => fact.type === "EvidenceAttached" && fact.linkId === linkId);
  const paper = history[at];
  if (paper?.fact.type !== "EvidenceAttached") throw new Refusal("not-found");
  const since = history.slice(at + 1);
  if (since.some(({ fact }) => fact.type === "EvidenceRemoved" && fact.linkId === linkId))
    throw new Refusal("bad-state", { message: "这份材料已经移除" });
  if (paper.actorId !== actorId)
    throw new Refusal("not-permitted", { message: "只有上传人本人可以移除材料" });
  if (paper.fact.subjectKind === "dispute")
    throw new Refusal("bad-state", { message: "举证材料提交后不能移除；如有误请另传一份并说明" });
  const use = restsOnIt(paper.fact, since, rules);
  if (use) throw new Refusal("bad-state", { message: `这份材料${use}，不能移除；如有误请另传一份` });
  return paper.fact;
}

/** Links of the history that this person may take off now. */
export function removableLinks(history: readonly ToldFact[], actorId: number, rules: Rules): Set<number> {
  const links = history.flatMap(({ fact }) => (fact.type === "EvidenceAttached" ? [fact.linkId] : []));
  return new Set(
    links.filter((linkId) => {
      try {
        return removablePaper(history, linkId, actorId, rules) !== null;
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    }),
  );
}
