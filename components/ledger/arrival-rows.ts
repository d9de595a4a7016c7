/** Rows of the arrival sheet as they are typed: texts, until they are sent. Pure. */
import { tidyEntry } from "@/components/table/entry-text";
import {
  type ArrivalInput,
  CURRENCIES,
  type Currency,
  sourcePlaceOf,
  USE_KINDS,
} from "@/server/contracts/ledger";
import { formatFen, readAmount } from "@/server/domain/amounts";
import { splitNote } from "@/server/domain/ledger-entries";
import { readDay } from "@/server/domain/periods";
import { placesByInitials, shortPlace } from "@/server/domain/places";
import type { ArrivalLine } from "./ledger-types";

export const ARRIVAL_COLUMNS = [
  { id: "project", label: "项目", width: 150 },
  { id: "arrivedOn", label: "到位日期", width: 96 },
  { id: "payerName", label: "出资方", width: 132 },
  { id: "sourceProvince", label: "来源地", width: 64 },
  { id: "amount", label: "金额", width: 104 },
  { id: "currency", label: "币种", width: 78 },
  { id: "useKind", label: "用途", width: 90 },
  { id: "voucherKind", label: "凭证种类", width: 94 },
  { id: "voucherNumber", label: "凭证号", width: 104 },
  { id: "note", label: "备注", width: 72 },
] as const;
export type ArrivalColumn = (typeof ARRIVAL_COLUMNS)[number]["id"];

export interface ArrivalDraft extends Record<ArrivalColumn, string> {
  key: string;
  id: number | null;
  version: number | null;
  projectId: number | null;
  reason: string;
  returnReason: string | null;
  /** Nothing of it differs from what the server has. */
  saved: boolean;
  /** What hangs on the row; a row that the server does not know has none yet. */
  papers: Pick<ArrivalLine, "status" | "papers" | "paperCount" | "mayAttach"> | null;
}

let made = 0;
export interface SheetProject {
  id: number;
  name: string;
  originProvince: string | null;
}
const proposedPlace = (project: SheetProject | null) => shortPlace(project?.originProvince ?? "");

export const blankRow = (project: SheetProject | null): ArrivalDraft => ({
  key: `new-${++made}`,
  id: null,
  version: null,
  projectId: project?.id ?? null,
  project: project?.name ?? "",
  arrivedOn: "",
  payerName: "",
  sourceProvince: proposedPlace(project),
  amount: "",
  currency: "CNY",
  useKind: "fixed",
  voucherKind: "银行进账单",
  voucherNumber: "",
  note: "",
  reason: "",
  returnReason: null,
  saved: true,
  papers: null,
});

export function rowOfLine(line: ArrivalLine): ArrivalDraft {
  const { note, reason } = splitNote(line.note);
  return {
    key: `row-${line.id}-${line.version}`,
    id: line.id,
    version: line.version,
    projectId: line.projectId,
    project: line.projectName,
    arrivedOn: line.arrivedOn,
    payerName: line.payerName,
    sourceProvince: shortPlace(line.sourceProvince),
    amount: formatFen(line.originalCents, "wan", 6).replace(/\.?0+$/, ""),
    currency: line.currency,
    useKind: line.useKind,
    voucherKind: line.voucherKind,
    voucherNumber: line.voucherNumber,
    note,
    reason,
    returnReason: line.returnReason,
    saved: true,
    papers: {
      status: line.status,
      papers: line.papers,
      paperCount: line.paperCount,
      mayAttach: line.mayAttach,
    },
  };
}

const codeOf = (text: string, names: Record<string, string>): string =>
  Object.entries(names).find(([code, name]) => name === text || code === text.toUpperCase())?.[0] ?? text;

/** A pasted or typed text as the column keeps it: days, amounts and words in their own form when they can be read. */
export function tidyCell(column: ArrivalColumn, text: string): string {
  const trimmed = text.trim();
  if (column === "arrivedOn") return readDay(trimmed, true)?.day ?? trimmed;
  if (column === "amount") return tidyEntry(trimmed);
  if (column === "sourceProvince") {
    const [place, ...others] = placesByInitials(trimmed);
    return place && others.length === 0 ? place : trimmed;
  }
  if (column === "currency") return trimmed === "" ? "CNY" : codeOf(trimmed, CURRENCIES);
  if (column === "useKind") return trimmed === "" ? "fixed" : codeOf(trimmed, USE_KINDS);
  return trimmed;
}

export const isBlank = (row: ArrivalDraft): boolean =>
  row.id === null &&
  [row.arrivedOn, row.payerName, row.amount, row.voucherNumber].every((text) => text === "");

export function withCell(row: ArrivalDraft, column: ArrivalColumn, text: string): ArrivalDraft {
  return { ...row, [column]: text, saved: false, ...(column === "project" ? { projectId: null } : {}) };
}

/** The project of a row; money comes from where its investor is, until somebody says otherwise. */
export const withProject = (row: ArrivalDraft, project: SheetProject | null): ArrivalDraft => ({
  ...row,
  projectId: project?.id ?? null,
  project: project?.name ?? "",
  sourceProvince: row.sourceProvince || proposedPlace(project),
  saved: false,
});

/** A block from Excel or WPS, from one cell to the right and down; rows are added as needed. */
export function pasteRows(
  rows: readonly ArrivalDraft[],
  at: { row: number; column: ArrivalColumn },
  block: readonly (readonly string[])[],
  fresh: () => ArrivalDraft,
  shown: readonly ArrivalColumn[],
): ArrivalDraft[] {
  const next = [...rows];
  const first = shown.indexOf(at.column);
  for (const [down, line] of block.entries()) {
    let row = next[at.row + down] ?? fresh();
    for (const [across, text] of line.entries()) {
      const column = shown[first + across];
      if (column) row = withCell(row, column, tidyCell(column, text));
    }
    next[at.row + down] = row;
  }
  return next;
}

export interface CellProblem {
  key: string;
  column: ArrivalColumn;
  message: string;
}

function placeProblem(typed: string): string | null {
  if (sourcePlaceOf(typed) !== null) return null;
  const meant = placesByInitials(typed);
  return meant.length > 1
    ? `来源地“${typed}”可能是${meant.join("、")}，请选一个`
    : "请填写来源地：省份（如 江苏）或国家（如 日本）";
}

/**
 * All that can be seen to be wrong before anything is sent, so that it is said at once; a reason for something unusual
 * is asked for only when nothing else is wrong.
 */
export function problemsOf(row: ArrivalDraft, submit: boolean): CellProblem[] {
  const found: CellProblem[] = [];
  const say = (column: ArrivalColumn, message: string) => found.push({ key: row.key, column, message });
  if (row.projectId === null)
    say("project", row.project === "" ? "请选择项目" : "没有找到这个项目，请从列表中选择");
  if (readDay(row.arrivedOn) === null) say("arrivedOn", "请填写真实存在的日期，如 2026-07-04");
  if ((readAmount(row.amount, "wan")?.fen ?? 0) <= 0) say("amount", "请填写大于零的金额（万元）");
  const place = placeProblem(row.sourceProvince);
  if (place) say("sourceProvince", place);
  if (submit && row.voucherNumber.trim() === "") say("voucherNumber", "请填写凭证号：一笔到位对应一张凭证");
  return found;
}

export const inputOfRow = (row: ArrivalDraft, reason: string): ArrivalInput => ({
  id: row.id,
  version: row.version,
  projectId: row.projectId ?? 0,
  arrivedOn: readDay(row.arrivedOn)?.day ?? row.arrivedOn,
  payerName: row.payerName,
  sourceProvince: row.sourceProvince,
  currency: row.currency as Currency,
  // 1 万 of a currency is 10^6 of its hundredths, as 1 万元 is 10^6 fen.
  originalCents: readAmount(row.amount, "wan")?.fen ?? 0,
  useKind: row.useKind as "fixed" | "working",
  voucherKind: row.voucherKind,
  voucherNumber: row.voucherNumber,
  note: row.note,
  reason: reason || row.reason,
});

const COLUMN_OF_FIELD: Record<string, ArrivalColumn> = {
  projectId: "project",
  originalCents: "amount",
  amountFen: "amount",
  month: "arrivedOn",
};

/** "rows.2.voucherNumber" → the cell; what names no column is shown at the project. */
export function cellProblems(
  problems: readonly { field?: string | null | undefined; message: string }[],
  sent: readonly ArrivalDraft[],
): CellProblem[] {
  return problems.flatMap(({ field, message }) => {
    const [, at = "", name = ""] = (field ?? "").split(".");
    const row = at === "" ? undefined : sent[Number(at)];
    if (!row) return [];
    const column = COLUMN_OF_FIELD[name] ?? ARRIVAL_COLUMNS.find((c) => c.id === name)?.id ?? "project";
    return [{ key: row.key, column, message }];
  });
}
