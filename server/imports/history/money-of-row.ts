/** Agreements and opening entries of a ledger row: year-to-date sums at the cut-off, earlier ones before its year. */
import type { LedgerRow } from "@/server/contracts/import";
import type { Fen } from "@/server/domain/amounts";
import { type Day, monthOfDay, type StatMonth } from "@/server/domain/periods";
import { originOf } from "@/server/domain/places";
import type { AgreementRow, ArrivalRow, InvestmentRow, LedgerRows } from "@/server/domain/project-facts";
import { dayBeforeYear, importedMonth, type LedgerTime, NO_STAT_MONTH } from "./imported-time";
import type { ImportedMilestone } from "./milestones-of-row";
import { valuesOf } from "./row-values";

export type ImportedEntry = {
  [L in keyof LedgerRows]: {
    ledger: L;
    row: LedgerRows[L];
    occurredOn: Day;
    statMonth: StatMonth;
    opening: boolean;
  };
}[keyof LedgerRows];

/** What a ledger calls 签约金额 is its 计划总投资; one without a figure enters as zero and is asked about. */
export function agreementsOfRow(row: LedgerRow, milestones: readonly ImportedMilestone[]): ImportedEntry[] {
  const values = valuesOf(row);
  return milestones.flatMap((m): ImportedEntry[] => {
    if (m.milestone !== "framework" && m.milestone !== "contract") return [];
    const agreement: AgreementRow = {
      kind: m.milestone,
      signedOn: m.occurredOn,
      amountFen: row.amounts.totalFen ?? 0,
      agreedOutsideFen: values.fen("outsideAgreed"),
      documentNumber: "",
      counterpart: row.project.company ?? "",
      event: values.text("signEvent"),
      validUntil: null,
      note: m.undated ? "台账导入，签约日期不详" : "台账导入",
    };
    return [
      {
        ledger: "agreement",
        row: agreement,
        occurredOn: m.occurredOn,
        statMonth: m.statMonth,
        opening: false,
      },
    ];
  });
}

const isForeign = (place: string | null): boolean => !!place && originOf(place) !== "mainland";

/**
 * Whose the money is that is not 省外: of a project from another province it came with a further investor, or the ledger
 * keeps it apart without a word; otherwise it is the investor's own.
 */
function restIsForeign({ project, otherInvestors }: LedgerRow): boolean {
  if (!project.outside) return isForeign(project.province);
  return otherInvestors.length > 0 && otherInvestors.every(({ province }) => isForeign(province));
}

function arrival(row: LedgerRow, amountFen: Fen, outsideFen: Fen, on: Day, note: string): ArrivalRow {
  const rest = amountFen - outsideFen;
  const foreign = restIsForeign(row);
  return {
    arrivedOn: on,
    payerName: row.project.company ?? "",
    sourceProvince: row.project.province ?? "",
    currency: "CNY",
    originalCents: amountFen,
    amountFen,
    outsideFen,
    insideFen: foreign ? 0 : rest,
    foreignFen: foreign ? rest : 0,
    useKind: "fixed",
    voucherKind: "台账累计",
    voucherNumber: "",
    note,
  };
}

const investment = (totalFen: Fen, month: StatMonth, note: string): InvestmentRow => ({
  month,
  basis: "official",
  constructionFen: null,
  installationFen: null,
  equipmentFen: null,
  otherFen: null,
  totalFen,
  note,
});

/** What a running total holds beyond this year's figure. */
const beforeYear = (cumulative: Fen | null, thisYear: Fen): Fen =>
  cumulative !== null && cumulative > thisYear ? cumulative - thisYear : 0;

/**
 * Arrivals go by the payer's place as the dry run judged it; what arrived or was invested before the ledger's year adds
 * to the project's own total and to no month.
 */
export function openingsOfRow(row: LedgerRow, time: LedgerTime): ImportedEntry[] {
  const values = valuesOf(row);
  const { arrivedFen, faiFen } = row.amounts;
  const outside = row.arrivedOutsideFen !== 0 || (row.project.outside ?? false);
  const earlier = beforeYear(values.fen("arrivedCumulative"), arrivedFen);
  const last = dayBeforeYear(time);
  const now = {
    day: time.cutoff,
    statMonth: importedMonth(time.cutoff, time),
    note: `台账导入：截至${time.cutoff}本年累计`,
  };
  const then = { day: last, statMonth: NO_STAT_MONTH, note: `台账导入：截至${last}历年累计` };
  const flows = [
    { at: now, arrived: arrivedFen, outsideFen: row.arrivedOutsideFen, invested: faiFen },
    {
      at: then,
      arrived: earlier,
      outsideFen: outside ? earlier : 0,
      invested: beforeYear(values.fen("faiCumulative"), faiFen),
    },
  ];
  return flows.flatMap(({ at, arrived, outsideFen, invested }): ImportedEntry[] => {
    const frame = { occurredOn: at.day, statMonth: at.statMonth, opening: true };
    return [
      ...(arrived === 0
        ? []
        : [
            { ledger: "arrival" as const, row: arrival(row, arrived, outsideFen, at.day, at.note), ...frame },
          ]),
      ...(invested === 0
        ? []
        : [
            {
              ledger: "investment" as const,
              row: investment(invested, monthOfDay(at.day), at.note),
              ...frame,
            },
          ]),
    ];
  });
}
