/** The columns of the list as cells of a file: the same words as on the screen, amounts in 万元. */
import "server-only";
import type { MaskedRow, OpenRow, ProjectRow } from "@/server/contracts/project-list";
import { PROJECT_COLUMNS, type ProjectColumnId } from "@/server/contracts/project-view";
import { type Fen, formatFen } from "@/server/domain/amounts";
import { shortPlace } from "@/server/domain/places";
import { cells } from "./cells";
import { LIGHT_NAME, stageName } from "./project-ledger-sheet";
import { type EditableField, MASKED_NAME } from "./row-keys";
import type { Cell } from "./xlsx/write-workbook";

export interface ViewColumn {
  id: ProjectColumnId;
  header: string;
  width: number;
  open: (row: OpenRow) => Cell;
  /** What a masked lead shows there; absent: nothing. */
  masked?: (row: MaskedRow) => Cell;
  /** What it adds to subtotals and total. */
  amount?: (row: OpenRow) => Fen;
  /** The field that somebody may change in the file. */
  field?: EditableField;
}

type Column = Omit<ViewColumn, "id" | "header"> & { header?: string };
const { text, centred, wan, day, count } = cells;
const join = (...parts: (string | null)[]) => parts.filter(Boolean).join("");
const money = (id: ProjectColumnId) => `${PROJECT_COLUMNS[id]}（万元）`;

/** 辽宁沈阳; a municipality is named once. */
function placeWords({ originProvince, originCity }: OpenRow): string {
  const [province, city] = [shortPlace(originProvince), shortPlace(originCity)];
  return province === city ? province : join(province, city);
}

/** An intended amount is said to be one and stays out of every sum. */
const plannedCell = (row: OpenRow): Cell =>
  row.plannedTotalFen === null && row.intendedFen !== null
    ? text(`意向 ${formatFen(row.intendedFen, "wan", 2)}`)
    : wan(row.plannedTotalFen);

const COLUMNS: Record<ProjectColumnId, readonly Column[]> = {
  name: [{ width: 44, open: (r) => text(r.name), masked: () => text(MASKED_NAME), field: "name" }],
  chain: [{ width: 14, open: (r) => centred(r.chainName), masked: (r) => centred(r.chainName) }],
  leader: [{ width: 10, open: (r) => centred(r.leaderName) }],
  stage: [{ width: 11, open: (r) => centred(stageName(r)) }],
  plannedTotal: [
    {
      header: money("plannedTotal"),
      width: 16,
      open: plannedCell,
      masked: (r) => text(r.sizeWord),
      amount: (r) => r.plannedTotalFen ?? 0,
      field: "plannedTotalFen",
    },
  ],
  arrived: [
    {
      header: money("arrived"),
      width: 15,
      open: (r) => wan(r.arrivedFen || null),
      amount: (r) => r.arrivedFen,
    },
  ],
  invested: [
    {
      header: money("invested"),
      width: 15,
      open: (r) => wan(r.investedFen || null),
      amount: (r) => r.investedFen,
    },
  ],
  stageSince: [{ header: "在本阶段（天）", width: 12, open: (r) => count(r.daysInStage) }],
  late: [{ width: 11, open: (r) => centred(LIGHT_NAME[r.light]) }],
  nextDue: [
    { header: "下一步", width: 26, open: (r) => text(r.nextStep), field: "nextStep" },
    { header: "到期", width: 12, open: (r) => day(r.nextDueOn), field: "nextDueOn" },
  ],
  firstReporter: [
    { width: 13, open: (r) => centred(r.firstReporter), masked: (r) => centred(r.firstReporter) },
  ],
  number: [{ width: 13, open: (r) => centred(r.number) }],
  investor: [{ width: 30, open: (r) => text(r.investorName) }],
  origin: [{ width: 14, open: (r) => text(placeWords(r)) }],
  owner: [{ width: 10, open: (r) => centred(r.ownerName) }],
  leadUnit: [{ width: 14, open: (r) => centred(r.leadUnitName) }],
  street: [{ width: 14, open: (r) => centred(r.streetName) }],
  intended: [{ header: money("intended"), width: 15, open: (r) => wan(r.intendedFen), field: "intendedFen" }],
  contractOn: [{ width: 12, open: (r) => day(r.contractOn) }],
  startOn: [{ width: 12, open: (r) => day(r.startOn) }],
  firstReported: [{ width: 12, open: (r) => day(r.firstReportedOn) }],
  company: [{ width: 28, open: (r) => text(r.companyName), field: "companyName" }],
  projectCode: [{ width: 26, open: (r) => text(r.projectCode), field: "projectCode" }],
};

/** The cells of the chosen columns in their order; 下一步 / 到期 is two cells. */
export const viewColumns = (ids: readonly ProjectColumnId[]): ViewColumn[] =>
  ids.flatMap((id) => COLUMNS[id].map((column) => ({ header: PROJECT_COLUMNS[id], ...column, id })));

const BLANK: Cell = { blank: true, style: "text" };

export const rowCells = (columns: readonly ViewColumn[], row: ProjectRow): Cell[] =>
  columns.map((column) => (row.masked ? (column.masked?.(row) ?? BLANK) : column.open(row)));
