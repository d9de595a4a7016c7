/** The demo district is made up, but it must be possible: every history stands up to the rules of the product. */
import { describe, expect, it } from "vitest";
import { judgeProjectCode, judgeUscc } from "@/server/domain/identity";
import { gateOf } from "@/server/domain/pipeline";
import type { ArrivalRow, InvestmentRow } from "@/server/domain/project-facts";
import { apply, fold, type ProjectState } from "@/server/domain/project-state";
import { startingRules } from "@/server/domain/rules";
import type { FramedFact } from "@/server/record/store-histories";
import { person } from "./bureau-people";
import { dayAt, inSeason } from "./calendar";
import { type DistrictOptions, demoDistrict } from "./district";

const TODAY = "2026-10-31";

function histories(options: Partial<DistrictOptions> = {}): (readonly FramedFact[])[] {
  const district = demoDistrict({ today: TODAY, ...options });
  const all: (readonly FramedFact[])[] = [];
  for (let told = district.next(); told; told = district.next()) all.push(told.facts);
  return all;
}

const district300 = histories();
const states = district300.map((facts, i) => fold(i + 1, facts));
const factsOf = district300.flat();
const approvedRows = <Row>(ledger: string): Row[] =>
  factsOf.flatMap(({ fact }) =>
    fact.type === "EntryApproved" && fact.ledger === ledger ? [fact.row as Row] : [],
  );

describe("the demo district", () => {
  it("is the same for the same seed and day, and another for another seed", () => {
    expect(histories({ projects: 40 })).toEqual(histories({ projects: 40 }));
    expect(histories({ projects: 40, seed: 7 })).not.toEqual(histories({ projects: 40 }));
  });

  it("records in order, and nothing before it happened or after today", () => {
    for (const facts of district300) {
      let last = "";
      for (const { occurredOn, recordedAt } of facts) {
        expect(recordedAt >= last).toBe(true);
        expect(occurredOn <= dayAt(Date.parse(recordedAt))).toBe(true);
        expect(dayAt(Date.parse(recordedAt)) < TODAY).toBe(true);
        last = recordedAt;
      }
    }
  });

  it("passes every gate with all that it asks for, approved by a second person", () => {
    let approvals = 0;
    for (const facts of district300) {
      let state: ProjectState | null = null;
      for (const framed of facts) {
        if (framed.fact.type === "MilestoneApproved" && state) {
          const pending = state.milestones[framed.fact.milestone];
          expect(gateOf(state, framed.fact.milestone, startingRules, pending).filter((r) => !r.met)).toEqual(
            [],
          );
          expect(pending?.recordedById).not.toBe(framed.actorId);
          approvals += 1;
        }
        state = apply(state, 1, framed);
      }
    }
    expect(approvals).toBeGreaterThan(800);
  });

  it("breaks ground from April to October only", () => {
    const starts = states.flatMap((s) => (s.milestones.start ? [s.milestones.start.occurredOn] : []));
    expect(starts.length).toBeGreaterThan(80);
    expect(starts.filter((day) => !inSeason(day))).toEqual([]);
  });

  it("gives valid codes and uses no voucher twice", () => {
    for (const { basics } of states) {
      if (basics.investorUscc) expect(judgeUscc(basics.investorUscc)).toBe("valid");
      if (basics.companyUscc) expect(judgeUscc(basics.companyUscc)).toBe("valid");
      if (basics.projectCode) expect(judgeProjectCode(basics.projectCode)).toBe("current");
    }
    const codes = states.flatMap((s) => s.basics.companyUscc ?? []);
    expect(new Set(codes).size).toBe(codes.length);
    const vouchers = approvedRows<ArrivalRow>("arrival").map((r) => r.voucherNumber);
    expect(new Set(vouchers).size).toBe(vouchers.length);
  });

  it("splits every arrival and every month of investment without remainder", () => {
    for (const r of approvedRows<ArrivalRow>("arrival"))
      expect(r.outsideFen + r.insideFen + r.foreignFen).toBe(r.amountFen);
    const investment = approvedRows<InvestmentRow>("investment");
    for (const r of investment) {
      expect(
        (r.constructionFen ?? 0) + (r.installationFen ?? 0) + (r.equipmentFen ?? 0) + (r.otherFen ?? 0),
      ).toBe(r.totalFen);
    }
    expect(new Set(investment.map((r) => r.basis))).toEqual(new Set(["official", "dispatch"]));
  });

  it("has its share of trouble: dead leads, contracts given up, holds, doubles, late papers, supplements", () => {
    const off = (state: string) => states.filter((s) => s.off?.state === state).length;
    expect(off("lost")).toBeGreaterThan(40);
    expect(off("ended")).toBeGreaterThan(2);
    expect(off("held")).toBeGreaterThan(2);
    expect(states.filter((s) => s.off?.reason.includes("重复")).length).toBeGreaterThan(2);
    expect(states.filter((s) => s.basics.sensitivity === "sensitive").length).toBeGreaterThan(5);
    const late = factsOf.filter(
      (f) =>
        f.fact.type === "MilestoneSubmitted" &&
        Date.parse(f.recordedAt) - Date.parse(f.occurredOn) > 50 * 86_400_000,
    );
    expect(late.length).toBeGreaterThan(2);
    expect(
      factsOf.some(
        ({ fact }) => fact.type === "EntryApproved" && "kind" in fact.row && fact.row.kind === "supplement",
      ),
    ).toBe(true);
    expect(factsOf.some(({ fact }) => fact.type === "EntryApproved" && fact.correctionOfId !== null)).toBe(
      true,
    );
  });
});

describe("on any day of the year", () => {
  it.each(["2026-02-10", "2026-06-15", "2026-10-31", "2027-01-04"])(
    "%s: every reviewer has something to do",
    (today) => {
      const all = histories({ today }).map((facts, i) => ({ facts, state: fold(i + 1, facts) }));
      const waiting = (level: string, unitId?: number) =>
        all.filter(({ state }) =>
          Object.entries(state.milestones).some(
            ([m, s]) =>
              s.status === "submitted" &&
              startingRules.gates[m as keyof typeof startingRules.gates].approval === level &&
              (unitId === undefined || state.basics.ownerUnitId === unitId),
          ),
        ).length;
      expect(waiting("director")).toBeGreaterThan(0);
      expect(waiting("statistics")).toBeGreaterThan(0);
      expect(waiting("section", person("kezhang").unitId)).toBeGreaterThan(0);
      const lastOf = new Map<string, string>();
      for (const { facts } of all) {
        for (const { fact } of facts)
          if ("entryId" in fact) lastOf.set(`${fact.ledger}/${fact.entryId}`, fact.type);
      }
      const open = new Set([...lastOf].map(([entry, type]) => `${entry.split("/")[0]}/${type}`));
      for (const state of ["EntrySubmitted", "EntryReturned", "EntryDrafted"])
        expect(open).toContain(`arrival/${state}`);
    },
  );
});

describe("its base rows", () => {
  it("has a demo account for each role, and targets for every year, chain and lead department", () => {
    const district = demoDistrict({ today: TODAY, projects: 1 });
    expect(new Set(district.people.slice(0, 13).map((p) => p.role)).size).toBe(13);
    expect(new Set(district.targets.map((t) => t.year))).toEqual(new Set([2024, 2025, 2026]));
    expect(
      district.targets.filter(
        (t) =>
          t.scopeKind === "chain" && t.year === 2026 && t.indicator === "outsideFen" && t.span === "year",
      ),
    ).toHaveLength(7);
    for (const a of district.anchors) expect(judgeUscc(a.uscc ?? "")).toBe("valid");
  });
});
