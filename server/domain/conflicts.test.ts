import { describe, expect, it } from "vitest";
import { conflictsBetween } from "./conflicts";
import type { BasicsPatch, Fact } from "./project-facts";

const edited = (after: BasicsPatch): Fact => ({ type: "BasicsEdited", v: 1, before: {}, after, reason: "" });
const milestone = { milestone: "contract" as const, occurredOn: "2026-11-20", details: {} };
const submitted = (patch: BasicsPatch): Fact => ({
  type: "MilestoneSubmitted",
  v: 1,
  ...milestone,
  patch,
  reason: "",
});
const approved = (patch: BasicsPatch): Fact => ({
  type: "MilestoneApproved",
  v: 1,
  ...milestone,
  patch,
  statMonth: 202611,
  imported: false,
});
const followUp = (summary: string, nextStep = ""): Fact => ({
  type: "FollowUpLogged",
  v: 1,
  kind: "visit",
  on: "2026-11-20",
  summary,
  people: "",
  nextStep,
  nextOn: null,
});
const investors = (...shares: number[]): Fact => ({
  type: "InvestorsSet",
  v: 1,
  investors: shares.map((shareBasisPoints, i) => ({ enterpriseId: i + 1, shareBasisPoints })),
});

describe("two people and one project", () => {
  it("stand side by side on different fields, and agree on the same value", () => {
    expect(conflictsBetween([edited({ name: "甲" })], [edited({ address: "乙路" })])).toEqual([]);
    expect(conflictsBetween([edited({ name: "甲" })], [edited({ name: "甲" })])).toEqual([]);
  });

  it("meet in one field, with both versions", () => {
    expect(conflictsBetween([edited({ name: "甲", content: "新" })], [edited({ name: "乙" })])).toEqual([
      { field: "name", mine: "甲", theirs: "乙" },
    ]);
  });

  it("meet when one submits a milestone with the field and the other edits it, whoever comes first", () => {
    const [submission, edit] = [submitted({ plannedTotalFen: 100 }), edited({ plannedTotalFen: 200 })];
    expect(conflictsBetween([edit], [submission])).toEqual([
      { field: "plannedTotalFen", mine: 200, theirs: 100 },
    ]);
    expect(conflictsBetween([submission], [edit])).toEqual([
      { field: "plannedTotalFen", mine: 100, theirs: 200 },
    ]);
    expect(conflictsBetween([submitted({ address: "甲路" })], [edit])).toEqual([]);
  });

  it("meet in the same milestone, also when the fields agree", () => {
    expect(
      conflictsBetween([approved({ plannedTotalFen: 100 })], [submitted({ plannedTotalFen: 100 })]),
    ).toEqual([{ field: "milestone.contract", mine: "MilestoneApproved", theirs: "MilestoneSubmitted" }]);
  });

  it("meet when a follow-up has moved the progress on", () => {
    expect(conflictsBetween([edited({ progress: "旧" })], [followUp("已考察")])).toEqual([
      { field: "progress", mine: "旧", theirs: "已考察" },
    ]);
    expect(conflictsBetween([edited({ nextStep: "签约" })], [followUp("已考察")])).toEqual([]);
    expect(conflictsBetween([edited({ nextStep: "签约" })], [followUp("已考察", "复访")])).toHaveLength(1);
  });

  it("meet in lists that are replaced as a whole, unless both say the same", () => {
    expect(conflictsBetween([investors(6000, 4000)], [investors(6000, 4000)])).toEqual([]);
    expect(conflictsBetween([investors(6000, 4000)], [investors(5000)])).toMatchObject([
      { field: "investors" },
    ]);
    expect(conflictsBetween([investors(6000)], [{ type: "TeamSet", v: 1, members: [] }])).toEqual([]);
  });

  it("meet when one leaves the main line and the other moves along it", () => {
    const leaving: Fact = {
      type: "LeftMainLine",
      v: 1,
      to: "held",
      on: "2026-11-20",
      reasonCode: "funds",
      reason: "资金",
      reviewOn: null,
    };
    expect(conflictsBetween([leaving], [submitted({})])).toMatchObject([{ field: "stage" }]);
    expect(conflictsBetween([approved({})], [leaving])).toMatchObject([{ field: "stage" }]);
    expect(conflictsBetween([edited({ name: "甲" })], [leaving])).toEqual([]);
  });

  it("meet when a lead is put in somebody's charge and another has claimed it meanwhile", () => {
    const claimed: Fact = { type: "ClaimedFromPool", v: 1, ownerId: 9, ownerUnitId: 4 };
    const given = edited({ ownerId: 5, ownerUnitId: 4 });
    expect(conflictsBetween([given], [claimed])).toEqual([{ field: "ownerId", mine: 5, theirs: 9 }]);
    expect(conflictsBetween([edited({ name: "甲" })], [claimed])).toEqual([]);
  });
});
