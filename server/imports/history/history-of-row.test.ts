import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerProject, LedgerRow } from "@/server/contracts/import";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { fold } from "@/server/domain/project-state";
import { historyOfRow } from "./history-of-row";
import { cutoffOf, importedMonth, type LedgerTime, NO_STAT_MONTH, readMonth } from "./imported-time";
import { milestonesOfRow } from "./milestones-of-row";

const time: LedgerTime = {
  cutoff: "2026-10-31",
  year: 2026,
  firstOpenMonth: 190001,
  closedMonths: new Set(),
};
const links = {
  chainId: 1,
  leadUnitId: null,
  reportingUnitId: null,
  streetUnitId: null,
  ownerUnitId: 2,
  investorId: 3,
  investorUscc: null,
  engineIds: [],
  otherInvestorIds: [],
};

function ledgerRow(over: Partial<LedgerProject>, more: Partial<LedgerRow> = {}): LedgerRow {
  const project: LedgerProject = {
    name: "甲项目",
    chain: "烤肉",
    company: "沈阳甲有限公司",
    uscc: null,
    province: "辽宁省",
    city: null,
    totalWan: 12_000,
    fixedWan: 8000,
    stage: null,
    agreement: null,
    signDate: null,
    startDate: null,
    outside: true,
    arrivedWan: 0,
    faiWan: 0,
    dept: null,
    officer: null,
    progress: null,
    ...over,
  };
  const yearOf = (day: string | null) => (day === null ? null : Number(day.slice(0, 4)));
  return {
    sheet: "台账",
    row: 5,
    values: [],
    project,
    counted: true,
    arrivedOutsideFen: 0,
    amounts: { totalFen: 12_000 * FEN_PER_WAN, fixedFen: 8000 * FEN_PER_WAN, arrivedFen: 0, faiFen: 0 },
    years: { sign: yearOf(project.signDate), start: yearOf(project.startDate) },
    otherInvestors: [],
    ...more,
  };
}

const told = (row: LedgerRow, at = time) =>
  milestonesOfRow(row, at).map((m) => [m.milestone, m.occurredOn, m.statMonth] as const);

describe("what a row says has happened", () => {
  it("keeps dates and their months", () => {
    const row = ledgerRow({
      stage: "开工",
      agreement: "正式",
      signDate: "2026-04-19",
      startDate: "2026-06-18",
    });
    expect(told(row)).toEqual([
      ["negotiation", "2026-04-19", 202604],
      ["contract", "2026-04-19", 202604],
      ["start", "2026-06-18", 202606],
    ]);
  });

  it("puts an undated contract before the ledger's year and into no month", () => {
    expect(told(ledgerRow({ stage: "正式签约", agreement: "正式" }))).toEqual([
      ["negotiation", "2025-12-31", NO_STAT_MONTH],
      ["contract", "2025-12-31", NO_STAT_MONTH],
    ]);
  });

  it("lets 投产 vouch for the start, and for no paper in between", () => {
    const row = ledgerRow({ stage: "投产", agreement: "正式", signDate: "2026-03-01" });
    expect(told(row)).toEqual([
      ["negotiation", "2026-03-01", 202603],
      ["contract", "2026-03-01", 202603],
      ["start", "2026-10-31", NO_STAT_MONTH],
      ["production", "2026-10-31", 202610],
    ]);
  });

  it("counts a signing of which only the year is known in that year", () => {
    const row = ledgerRow({ stage: "正式签约", agreement: "正式" }, { years: { sign: 2026, start: null } });
    expect(milestonesOfRow(row, time).at(-1)).toEqual({
      milestone: "contract",
      occurredOn: "2026-10-31",
      statMonth: 202610,
      undated: { year: 2026 },
    });
  });

  it("makes no contract out of a framework agreement", () => {
    const row = ledgerRow({ stage: "框架协议", agreement: "框架", signDate: "2026-06-03" });
    expect(told(row).map(([m]) => m)).toEqual(["negotiation", "framework"]);
  });
});

describe("the stat month of what an import brings", () => {
  const closed = new Set([202509, 202608, 202609]);
  it.each([
    ["2026-10-05", 202610, "an open month"],
    ["2026-03-05", 202610, "a closed month of the open year"],
    ["2025-09-05", NO_STAT_MONTH, "a month of an earlier year that was closed here"],
    ["2024-05-01", 202405, "a month before the system"],
  ])("%s counts in %i: %s", (day, month) => {
    expect(importedMonth(day, { firstOpenMonth: 202610, closedMonths: closed })).toBe(month);
  });
  it("reads months as ledgers write them", () => {
    expect(
      ["2026年8月", "2026-08", "2026.8", "202608", "8月", "2026年13月", "已纳统"].map(readMonth),
    ).toEqual([202608, 202608, 202608, 202608, null, null, null]);
  });
  it("takes the end of its year for a ledger that names no day", () => {
    expect(cutoffOf(null, 2024, "2026-11-24")).toBe("2024-12-31");
    expect(cutoffOf(null, 2026, "2026-11-24")).toBe("2026-11-24");
    expect(cutoffOf("2026-06-30", 2026, "2026-11-24")).toBe("2026-06-30");
  });
});

const day = fc
  .date({ min: new Date("2024-01-01"), max: new Date("2026-10-31"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const maybeDay = fc.option(day, { nil: null });
const stage = fc.constantFrom(
  null,
  "线索",
  "在谈",
  "框架协议",
  "正式签约",
  "供地",
  "开工",
  "在建",
  "投产",
  "达产",
  "终止",
  "搁置",
);
const fen = fc.integer({ min: 0, max: 10 ** 12 });

describe("any row", () => {
  it("parts the money of one project by who paid it", () => {
    const row = ledgerRow({ agreement: "正式", signDate: "2026-03-01", stage: "正式签约" });
    row.amounts = { ...row.amounts, arrivedFen: 2000 };
    row.arrivedOutsideFen = 1500;
    row.otherInvestors = [{ row: 6, company: "香港乙公司", uscc: null, province: "香港特别行政区" }];
    const arrivals = historyOfRow(row, { number: "2026-00001", links, time, entryId: () => 1 }).flatMap(
      ({ fact }) => (fact.type === "EntryApproved" && fact.ledger === "arrival" ? [fact.row] : []),
    );
    expect(arrivals).toMatchObject([{ outsideFen: 1500, insideFen: 0, foreignFen: 500 }]);
  });

  it("becomes a history that folds to the ledger's own sums", () => {
    const rows = fc.record({
      stage,
      agreement: fc.constantFrom(null, "正式" as const, "框架" as const),
      signDate: maybeDay,
      startDate: maybeDay,
      arrivedFen: fen,
      faiFen: fen,
      outside: fc.boolean(),
    });
    fc.assert(
      fc.property(rows, ({ arrivedFen, faiFen, outside, ...project }) => {
        const row = ledgerRow(project);
        row.amounts = { ...row.amounts, arrivedFen, faiFen };
        row.arrivedOutsideFen = outside ? arrivedFen : 0;
        let id = 0;
        const history = historyOfRow(row, { number: "2026-00001", links, time, entryId: () => ++id });
        const state = fold(
          1,
          history.map((f) => ({ ...f, actorId: 1 })),
        );
        expect([state.arrivedFen, state.investedFen]).toEqual([arrivedFen, faiFen]);
        expect(state.milestones.contract !== undefined).toBe(state.contractFen !== null);
        expect(state.milestones.framework !== undefined).toBe(state.frameworkFen !== null);
        for (const { fact } of history) {
          if (fact.type !== "EntryApproved" || fact.ledger !== "arrival") continue;
          const entry = fact.row as {
            amountFen: number;
            outsideFen: number;
            insideFen: number;
            foreignFen: number;
          };
          expect(entry.outsideFen + entry.insideFen + entry.foreignFen).toBe(entry.amountFen);
        }
      }),
    );
  });
});
