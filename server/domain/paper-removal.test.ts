import { describe, expect, it } from "vitest";
import type { Milestone } from "./milestones";
import { removableLinks, removablePaper, type ToldFact } from "./paper-removal";
import type { Fact } from "./project-facts";
import { Refusal } from "./refusals";
import { startingRules } from "./rules";

const ME = 1;
const OTHER = 2;
const told = (fact: Fact, actorId = ME): ToldFact => ({ fact, actorId });
const paper = (linkId: number, requirement: string, entryId: number | null = null, actorId = ME): ToldFact =>
  told(
    {
      type: "EvidenceAttached",
      v: 1,
      linkId,
      fileId: linkId,
      requirement,
      originalName: `${linkId}.pdf`,
      subjectKind: entryId === null ? "project" : "arrival",
      subjectId: entryId,
    },
    actorId,
  );
const submitted = (milestone: Milestone) =>
  told({
    type: "MilestoneSubmitted",
    v: 1,
    milestone,
    occurredOn: "2026-10-01",
    patch: {},
    details: {},
    reason: "",
  });
const withdrawn = (milestone: Milestone) => told({ type: "MilestoneWithdrawn", v: 1, milestone });
const entry = (type: "EntrySubmitted" | "EntryWithdrawn", entryId: number) =>
  told({ type, v: 1, ledger: "arrival", entryId });
const removed = (linkId: number) =>
  told({ type: "EvidenceRemoved", v: 1, linkId, requirement: "start-photo", originalName: "x.pdf" });

const outcome = (linkId: number, ...history: ToldFact[]): string => {
  try {
    return `${removablePaper(history, linkId, ME, startingRules).linkId} may go`;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
};

describe("a paper that was uploaded by mistake", () => {
  it("may go as long as nothing rests on it", () => {
    expect(outcome(1, paper(1, "start-photo"))).toBe("1 may go");
    expect(outcome(1, submitted("start"), paper(1, "start-photo"))).toBe("1 may go");
    expect(outcome(1, paper(1, "start-photo"), submitted("contract"))).toBe("1 may go");
  });
  it("stays once a milestone was reported whose gate asks for it", () => {
    expect(outcome(1, paper(1, "start-photo"), submitted("start"))).toMatch(/已随开工报审/);
  });
  it("is free again when the report was taken back, and not when another one rests on it", () => {
    expect(outcome(1, paper(1, "start-photo"), submitted("start"), withdrawn("start"))).toBe("1 may go");
    expect(
      outcome(1, paper(1, "start-photo"), submitted("start"), withdrawn("start"), submitted("start")),
    ).toMatch(/已随开工报审/);
  });
  it("of a voucher stays once that voucher was sent, not another one", () => {
    expect(outcome(1, paper(1, "bank-voucher", 7), entry("EntrySubmitted", 8))).toBe("1 may go");
    expect(outcome(1, paper(1, "bank-voucher", 7), entry("EntrySubmitted", 7))).toMatch(/已随台账记录报审/);
    expect(
      outcome(1, paper(1, "bank-voucher", 7), entry("EntrySubmitted", 7), entry("EntryWithdrawn", 7)),
    ).toBe("1 may go");
  });
  it("is taken off by whoever uploaded it, once", () => {
    expect(outcome(1, paper(1, "start-photo", null, OTHER))).toBe("只有上传人本人可以移除材料");
    expect(outcome(1, paper(1, "start-photo"), removed(1))).toBe("这份材料已经移除");
    expect(outcome(9, paper(1, "start-photo"))).toMatch(/没有找到/);
  });
  it("is listed as removable exactly then", () => {
    const history = [
      paper(1, "start-photo"),
      paper(2, "construction-permit"),
      submitted("start"),
      paper(3, "start-photo"),
      paper(4, "start-photo", null, OTHER),
      paper(5, "other-paper"),
      removed(5),
    ];
    expect([...removableLinks(history, ME, startingRules)]).toEqual([3]);
  });
});
