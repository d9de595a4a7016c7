/** A row of a ledger as the history of a project: the facts that an import records. Pure. */
import type { LedgerRow } from "@/server/contracts/import";
import type { OffState } from "@/server/domain/milestones";
import type { Day } from "@/server/domain/periods";
import type { Fact } from "@/server/domain/project-facts";
import { basicsOfRow, type RowLinks } from "./basics-of-row";
import type { LedgerTime } from "./imported-time";
import { type ImportedMilestone, milestonesOfRow } from "./milestones-of-row";
import { agreementsOfRow, type ImportedEntry, openingsOfRow } from "./money-of-row";
import { valuesOf } from "./row-values";

export interface ImportedFact {
  fact: Fact;
  occurredOn: Day;
}

export interface RowFrame {
  number: string;
  links: RowLinks;
  time: LedgerTime;
  /** Gives the id of a new ledger entry. */
  entryId(ledger: ImportedEntry["ledger"]): number;
}

const OFF: Record<string, Exclude<OffState, "withdrawn">> = { 搁置: "held", 终止: "ended", 流失: "lost" };

/** Entries that `historyOfRow` will ask ids for. */
export function entriesOfRow(row: LedgerRow, time: LedgerTime): ImportedEntry[] {
  return [...agreementsOfRow(row, milestonesOfRow(row, time)), ...openingsOfRow(row, time)];
}

const approved = (
  { milestone, occurredOn, statMonth, undated }: ImportedMilestone,
  amountFen: number,
): Fact => ({
  type: "MilestoneApproved",
  v: 1,
  milestone,
  occurredOn,
  statMonth,
  patch: {},
  details: {
    ...(milestone === "framework" || milestone === "contract" ? { amountFen } : {}),
    ...(undated ? { undated: true, ...(undated.year === null ? {} : { year: undated.year }) } : {}),
  },
  imported: true,
});

function surroundings(row: LedgerRow, { engineIds, otherInvestorIds, investorId }: RowLinks): Fact[] {
  const leader = valuesOf(row).text("leader");
  const investors = [...(investorId === null ? [] : [investorId]), ...otherInvestorIds];
  return [
    ...(leader === ""
      ? []
      : [
          {
            type: "TeamSet" as const,
            v: 1 as const,
            members: [{ role: "leader", personName: leader.slice(0, 60), accountId: null }],
          },
        ]),
    ...(engineIds.length === 0
      ? []
      : [{ type: "TagsSet" as const, v: 1 as const, engineIds, linkedChainIds: [] }]),
    ...(otherInvestorIds.length === 0
      ? []
      : [
          {
            type: "InvestorsSet" as const,
            v: 1 as const,
            investors: [...new Set(investors)].map((enterpriseId) => ({
              enterpriseId,
              shareBasisPoints: null,
            })),
          },
        ]),
  ];
}

function leaving(row: LedgerRow, time: LedgerTime): Fact[] {
  const to = OFF[row.project.stage ?? ""];
  if (!to) return [];
  const reason = valuesOf(row).text("issues") || `台账记为“${row.project.stage}”`;
  return [{ type: "LeftMainLine", v: 1, to, on: time.cutoff, reasonCode: "other", reason, reviewOn: null }];
}

function captured(row: LedgerRow, frame: RowFrame, on: Day): Fact {
  return {
    type: "LeadCaptured",
    v: 1,
    number: frame.number,
    basics: basicsOfRow(row, frame.links),
    reporterName: row.project.officer ?? "",
    reportingUnitId: frame.links.reportingUnitId,
    firstReportedAt: new Date(`${on}T00:00:00+08:00`).toISOString(),
    imported: true,
  };
}

/** In the order in which they happened, as far as the ledger says; the first is always the capture. */
export function historyOfRow(row: LedgerRow, frame: RowFrame): ImportedFact[] {
  const { time } = frame;
  const milestones = milestonesOfRow(row, time);
  const first = milestones.map((m) => m.occurredOn).reduce((a, b) => (b < a ? b : a), time.cutoff);
  const amountFen = row.amounts.totalFen ?? 0;
  const entries = [...agreementsOfRow(row, milestones), ...openingsOfRow(row, time)];
  return [
    { fact: captured(row, frame, first), occurredOn: first },
    ...surroundings(row, frame.links).map((fact) => ({ fact, occurredOn: time.cutoff })),
    ...milestones.map((m) => ({ fact: approved(m, amountFen), occurredOn: m.occurredOn })),
    ...entries.map(({ ledger, row: entry, statMonth, opening, occurredOn }) => ({
      fact: {
        type: "EntryApproved" as const,
        v: 1 as const,
        ledger,
        entryId: frame.entryId(ledger),
        row: entry,
        statMonth,
        opening,
        correctionOfId: null,
      },
      occurredOn,
    })),
    ...leaving(row, time).map((fact) => ({ fact, occurredOn: time.cutoff })),
  ];
}
