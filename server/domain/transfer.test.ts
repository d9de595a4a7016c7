import { describe, expect, it } from "vitest";
import type { TransferFact } from "./attribution-facts";
import { courseFrom } from "./lead-course";
import { basicsSchema } from "./project-facts";
import { Refusal } from "./refusals";
import { startingRules as rules } from "./rules";
import {
  answerTransfer,
  decideTransfer,
  isOpen,
  proposeTransfer,
  type Transfer,
  transferAfter,
  withdrawTransfer,
} from "./transfer";

const DAY = "2026-11-24";
const state = (basics: object = {}, course: object = {}) => ({
  basics: basicsSchema.parse({ name: "主轴基地", ownerId: 11, ownerUnitId: 1, ...basics }),
  off: null,
  course: { ...courseFrom("2026-11-10T01:00:00.000Z"), ...course },
});
const proposal = {
  transferId: 3,
  toUnitId: 2,
  keptBasisPoints: 3000,
  reason: "不符合本片区定位",
  proposedById: 8,
};
const free = { transfer: false, dispute: false };
const propose = (of = state(), waits = free, over: object = {}) =>
  proposeTransfer(of, waits, { ...proposal, ...over }, rules, DAY);
const folded = (facts: readonly TransferFact[], transfer: Transfer | null = null): Transfer => {
  const last = facts.reduce<Transfer | null>((t, fact) => transferAfter(t, fact, DAY), transfer);
  if (!last) throw new Error("no facts");
  return last;
};
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.detail.problems?.[0]?.field ?? ""];
    throw error;
  }
  return null;
};
const accepted = () => {
  const proposed = folded(propose());
  return folded(answerTransfer(proposed, { accepted: true, ownerId: 21, note: "" }, rules, DAY), proposed);
};

describe("a transfer", () => {
  it("is proposed, accepted and approved; then the receiver holds the project and the credit is split", () => {
    expect(folded(propose())).toMatchObject({ step: "answer", due: { dueOn: "2026-12-01" } });
    expect(accepted()).toMatchObject({ step: "approval", ownerId: 21, due: { dueOn: "2026-11-27" } });
    const [fact] = decideTransfer(accepted(), state(), [], { approved: true, note: "" });
    expect(fact).toMatchObject({
      ownerId: 21,
      ownerUnitId: 2,
      shares: [
        { unitId: 2, basisPoints: 7000 },
        { unitId: 1, basisPoints: 3000 },
      ],
    });
    expect(isOpen(folded(fact ? [fact] : [], accepted()))).toBe(false);
  });

  it("ends with a reason when the receiver or the director says no, or it is taken back", () => {
    const proposed = folded(propose());
    const no = { accepted: false, ownerId: null, note: "无用地指标" };
    expect(folded(answerTransfer(proposed, no, rules, DAY), proposed).step).toBe("declined");
    expect(refusal(() => answerTransfer(proposed, { ...no, note: "" }, rules, DAY))).toEqual([
      "needs-reason",
      "note",
    ]);
    const refused = decideTransfer(accepted(), state(), [], { approved: false, note: "继续由一科跟进" });
    expect(folded(refused, accepted()).step).toBe("refused");
    expect(folded(withdrawTransfer(proposed, "重新协商"), proposed).step).toBe("withdrawn");
    expect(refusal(() => withdrawTransfer(folded(refused, accepted()), "再来"))?.[0]).toBe("nothing-pending");
  });

  it("is not proposed to oneself, twice, while a dispute is open, or of what nobody holds or may not move", () => {
    expect(refusal(() => propose(state(), free, { toUnitId: 1 }))).toEqual(["bad-input", "toUnitId"]);
    expect(refusal(() => propose(state(), { ...free, transfer: true }))?.[0]).toBe("already-pending");
    expect(refusal(() => propose(state(), { ...free, dispute: true }))?.[0]).toBe("bad-state");
    expect(refusal(() => propose(state({ sensitivity: "sensitive" })))?.[0]).toBe("bad-state");
    expect(refusal(() => propose(state({}, { pooledOn: DAY })))?.[0]).toBe("bad-state");
    expect(refusal(() => propose(state(), free, { keptBasisPoints: 10_001 }))).toEqual([
      "bad-amount",
      "keptBasisPoints",
    ]);
    expect(refusal(() => propose(state(), free, { reason: " " }))).toEqual(["needs-reason", "reason"]);
  });

  it("is not approved before it was accepted, nor after the project went elsewhere", () => {
    expect(
      refusal(() => decideTransfer(folded(propose()), state(), [], { approved: true, note: "" }))?.[0],
    ).toBe("nothing-pending");
    expect(
      refusal(() =>
        decideTransfer(accepted(), state({ ownerUnitId: 5 }), [], { approved: true, note: "" }),
      )?.[0],
    ).toBe("conflict");
  });
});
