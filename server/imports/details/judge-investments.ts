/** 固投月报明细: one ordinary row a project, month and basis; what stands there stays, and is corrected in the ledger. */
import "server-only";
import type { DetailField, InvestmentBasis } from "@/server/contracts/detail-fields";
import type { DetailRow, InvestmentReading } from "@/server/contracts/import-details";
import { BASES, investmentInput } from "@/server/contracts/ledger";
import { formatFen } from "@/server/domain/amounts";
import { ENTRY_STATUS_NAME } from "@/server/domain/ledger-entries";
import { type StatMonth, yearOf } from "@/server/domain/periods";
import type { InvestmentRow } from "@/server/domain/project-facts";
import { entriesWhere, type StoredEntry } from "@/server/ledger/load-entries";
import { investmentRow } from "@/server/ledger/save-investments";
import { sql } from "@/server/platform/database";
import { type DetailScene, type MatchedDetail, saidOf, stays, type Verdict } from "./judged";
import { planOf } from "./plan-entry";

type MatchedMonth = MatchedDetail<InvestmentReading>;

const CELL_OF: Record<string, DetailField> = {
  month: "month",
  totalFen: "total",
  constructionFen: "construction",
  installationFen: "installation",
  equipmentFen: "equipment",
  otherFen: "otherPart",
  note: "note",
};

const cellKey = (projectId: number, month: StatMonth, basis: InvestmentBasis) =>
  `${projectId}/${month}/${basis}`;

/** Without parts in the sheet, only the totals are compared. */
function isSame(entry: InvestmentRow, standing: InvestmentRow): boolean {
  if (entry.totalFen !== standing.totalFen) return false;
  const parts = ["constructionFen", "installationFen", "equipmentFen", "otherFen"] as const;
  return parts.every((part) => entry[part] === null || entry[part] === standing[part]);
}

const said = (row: DetailRow<InvestmentReading>, kind: Parameters<typeof saidOf>[1], message: string) => ({
  ...saidOf(row, kind, "warning", message),
  cell: row.reading.cell,
});

interface Standing {
  ordinary: Map<string, StoredEntry<"investment">>;
  openings: StoredEntry<"investment">[];
  before: Map<string, number>;
}

async function standingRows({ db }: DetailScene, rows: readonly MatchedMonth[]): Promise<Standing> {
  const projectIds = [...new Set(rows.map(({ project }) => project.id))];
  const all = await entriesWhere(
    db,
    "investment",
    sql`e.project_id = ANY(${projectIds}) AND e.correction_of_id IS NULL AND NOT e.opening`,
  );
  const openings = await entriesWhere(db, "investment", sql`e.project_id = ANY(${projectIds}) AND e.opening`);
  const keyed = all.map(
    (e) => [cellKey(e.projectId, e.row.month, e.row.basis as InvestmentBasis), e] as const,
  );
  return { ordinary: new Map(keyed), openings, before: new Map() };
}

/** A sum that a ledger brought in holds the months of its year up to its own; one of December holds all before it. */
const covers = (
  opening: StoredEntry<"investment">,
  projectId: number,
  { month, basis }: InvestmentRow,
): boolean =>
  opening.projectId === projectId &&
  opening.row.basis === basis &&
  month <= opening.row.month &&
  (yearOf(month) === yearOf(opening.row.month) || opening.row.month % 100 === 12);

function standing(
  { row, project, anyway }: MatchedMonth,
  entry: InvestmentRow,
  there: Standing,
): Verdict | null {
  const key = cellKey(project.id, entry.month, entry.basis as InvestmentBasis);
  const twin = there.before.get(key);
  there.before.set(key, twin ?? row.row);
  const present = there.ordinary.get(key);
  if (present && isSame(entry, present.row)) return stays("unchanged");
  if (present) {
    const shown = `${formatFen(present.row.totalFen, "wan", 2)} 万元，${ENTRY_STATUS_NAME[present.status]}`;
    const how = present.status === "approved" ? "更正请在台账中用冲减或补报" : "请在台账中修改";
    const message = `当月${BASES[present.row.basis]}已填报 ${shown}，与表中不同；${how}。`;
    return stays("duplicate", said(row, "month-standing", message));
  }
  if (twin !== undefined)
    return stays(
      "duplicate",
      said(row, "month-standing", `与第 ${twin} 行是同一项目的同一月份，只录入一次。`),
    );
  if (!anyway && there.openings.some((o) => covers(o, project.id, entry))) {
    const message = "项目台账导入的期初数已含这个月的固投，录入会重复计算；确认不重复请选“仍要录入”。";
    return stays("covered", said(row, "opening-covers", message));
  }
  return null;
}

export async function judgeInvestments(
  scene: DetailScene,
  rows: readonly MatchedMonth[],
): Promise<Verdict[]> {
  const there = await standingRows(scene, rows);
  return rows.map((one): Verdict => {
    const { kind: _kind, cell, throughFen: _through, ...reading } = one.row.reading;
    const given = investmentInput.safeParse({ ...reading, projectId: one.project.id });
    if (!given.success || given.data.totalFen === null) {
      const wrong = given.error?.issues.map(({ path, message }) =>
        saidOf(one.row, "entry-refused", "error", message, CELL_OF[String(path[0])]),
      );
      return stays("failed", ...(wrong ?? []));
    }
    const entry = investmentRow(given.data, given.data.totalFen);
    const found = standing(one, entry, there);
    if (found) return found;
    const planned = planOf(scene, one, { ledger: "investment", row: entry, submit: true }, CELL_OF);
    // A nought before anything was begun, or for a month to come, is a blank of the form.
    if (entry.totalFen === 0 && (planned.fate === "failed" || planned.plan?.needsReason))
      return stays("unchanged");
    return { ...planned, problems: planned.problems.map((p) => ({ ...p, cell: p.cell ?? cell })) };
  });
}
