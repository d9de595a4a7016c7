/** What only shows when rows are compared: duplicates, codes that do not fit, amounts of another magnitude. */

import type {
  ImportProblem,
  LedgerField,
  LedgerRow,
  LedgerTable,
  ProblemKind,
  Severity,
} from "@/server/contracts/import";
import { formatFen } from "@/server/domain/amounts";
import { enterpriseKey, projectKey } from "@/server/domain/identity";
import { mergeTwin } from "./merge-twins";

function objectTo(
  row: LedgerRow,
  field: LedgerField,
  kind: ProblemKind,
  severity: Severity,
  message: string,
): ImportProblem {
  const cell = row.values.find((value) => value.field === field)?.cell ?? null;
  return { sheet: row.sheet, row: row.row, cell, kind, severity, message };
}

const whereIs = (row: LedgerRow, seenFrom: LedgerRow): string =>
  row.sheet === seenFrom.sheet ? `第 ${row.row} 行` : `工作表“${row.sheet}”第 ${row.row} 行`;

const sameOrMissing = (a: unknown, b: unknown): boolean => a === null || b === null || a === b;

/** By code where both rows have one, else by name: a second list often leaves the codes out. */
function sameInvestor(a: LedgerRow, b: LedgerRow): boolean {
  if (a.project.uscc !== null && b.project.uscc !== null) return a.project.uscc === b.project.uscc;
  return enterpriseKey(a.project.company ?? "") === enterpriseKey(b.project.company ?? "");
}

/**
 * The same name and investor twice. With the same total (or none) it is one project listed twice, as when a sheet of
 * signed projects is followed by one of started projects: the later row is an error, because counting it would count
 * the money twice, and nothing is lost by leaving it out. With another total it may be a second phase: a warning.
 */
export function findDuplicates(rows: LedgerRow[], tables: readonly LedgerTable[] = []): ImportProblem[] {
  const cutoffOf = new Map(tables.map(({ sheet, cutoff }) => [sheet, cutoff ?? ""]));
  const known = (row: LedgerRow) => cutoffOf.get(row.sheet) ?? "";
  const problems: ImportProblem[] = [];
  const seen = new Map<string, LedgerRow[]>();
  // A row with a total speaks for the project before a row without one, wherever it stands; of a sheet a month the last.
  const ordered = [...rows]
    .filter((row) => row.counted)
    .sort(
      (a, b) =>
        Number(a.project.totalWan === null) - Number(b.project.totalWan === null) ||
        known(b).localeCompare(known(a)),
    );
  for (const row of ordered) {
    const name = projectKey(row.project.name);
    const earlier = seen.get(name) ?? [];
    const twin = earlier.find((other) => sameInvestor(other, row));
    const sameMoney = earlier.find(
      (other) => other.project.totalWan !== null && other.project.totalWan === row.project.totalWan,
    );
    if (
      twin &&
      sameOrMissing(twin.project.totalWan, row.project.totalWan) &&
      sameOrMissing(twin.project.signDate, row.project.signDate)
    ) {
      row.counted = false;
      const message = `与${whereIs(twin, row)}是同一个项目（名称、投资方、金额相同），只计一次。${mergeTwin(twin, row)}`;
      problems.push(objectTo(row, "name", "duplicate", "error", message));
      continue;
    }
    if (twin) {
      problems.push(
        objectTo(
          row,
          "name",
          "duplicate",
          "warning",
          `与${whereIs(twin, row)}名称、投资方相同而金额或日期不同，请确认是否同一项目。`,
        ),
      );
    } else if (sameMoney) {
      problems.push(
        objectTo(
          row,
          "name",
          "duplicate",
          "warning",
          `与${whereIs(sameMoney, row)}名称、总投资相同而投资方不同，请确认是否同一项目的几个投资方。`,
        ),
      );
    }
    earlier.push(row);
    seen.set(name, earlier);
  }
  return problems;
}

/** One code for two companies, or two codes for one company. */
export function findSharedCodes(rows: readonly LedgerRow[]): ImportProblem[] {
  const problems: ImportProblem[] = [];
  const companyOf = new Map<string, LedgerRow>();
  const codeOf = new Map<string, LedgerRow>();
  for (const row of rows) {
    const { uscc, company } = row.project;
    if (!uscc || !company) continue;
    const key = enterpriseKey(company);
    const sameCode = companyOf.get(uscc);
    if (sameCode && enterpriseKey(sameCode.project.company ?? "") !== key) {
      problems.push(
        objectTo(
          row,
          "uscc",
          "uscc-shared",
          "warning",
          `信用代码与${whereIs(sameCode, row)}的“${sameCode.project.company}”相同，企业名称却不同。`,
        ),
      );
    } else if (!sameCode) companyOf.set(uscc, row);
    const sameCompany = codeOf.get(key);
    if (sameCompany && sameCompany.project.uscc !== uscc) {
      problems.push(
        objectTo(
          row,
          "uscc",
          "uscc-shared",
          "warning",
          `企业“${company}”在${whereIs(sameCompany, row)}用的是另一个信用代码。`,
        ),
      );
    } else if (!sameCompany) codeOf.set(key, row);
  }
  return problems;
}

const SLIP = 1_000;
const ENOUGH_ROWS = 5;

/** Totals a thousand times above or below the ledger's middle, or out of all proportion to their fixed part. */
export function findUnitSlips(rows: readonly LedgerRow[]): ImportProblem[] {
  const totals = rows
    .map((row) => row.amounts.totalFen ?? 0)
    .filter((fen) => fen > 0)
    .sort((a, b) => a - b);
  const median = totals[Math.floor(totals.length / 2)] ?? 0;
  return rows.flatMap((row) => {
    const total = row.amounts.totalFen ?? 0;
    const fixed = row.amounts.fixedFen ?? 0;
    if (total <= 0) return [];
    const far = totals.length >= ENOUGH_ROWS && (total >= median * SLIP || total * SLIP <= median);
    const odd = fixed > 0 && (fixed >= total * SLIP || fixed * SLIP <= total);
    if (!far && !odd) return [];
    const shown = `${formatFen(total, "wan", 2)} 万元`;
    const reason = far ? "与其他项目相差千倍以上" : "与固定资产投资相差千倍以上";
    return [
      objectTo(
        row,
        "total",
        "unit-slip",
        "warning",
        `计划总投资 ${shown}${reason}，疑似把亿元、万元或元弄混，请核对；数值未改动。`,
      ),
    ];
  });
}
