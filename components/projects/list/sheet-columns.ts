/** The columns of the list that are edited in place: what stands in the cell as text, and what a text means there. Pure. */
import { formatAmount, type ScreenUnit, UNIT_LABEL } from "@/components/shared/format";
import { showEntry } from "@/components/table/entry-text";
import { projectPatch } from "@/server/contracts/project";
import type { OpenRow } from "@/server/contracts/project-list";
import type { ProjectColumnId } from "@/server/contracts/project-view";
import { toHalfWidth } from "@/server/domain/amounts";
import type { CellField } from "@/server/domain/cell-edit";
import { judgeProjectCode, PROJECT_CODE_SHAPE } from "@/server/domain/identity";
import {
  isProblem,
  oneLine,
  type Reading,
  readAmountCell,
  readName,
  readOriginCell,
  readStep,
  type SheetContext,
} from "./sheet-readers";

export type CellValue = string | number | null;
/** What is sent of a cell, and how its row looks with it. */
export interface CellContent {
  values: Partial<Record<CellField, CellValue>>;
  shown: Partial<OpenRow>;
}

export interface SheetColumn {
  /** As it is edited and filled down: exact, a bare number in the unit of the table. */
  text: (row: OpenRow, unit: ScreenUnit) => string;
  read: (text: string, context: SheetContext) => Reading<CellContent>;
  /** What to write, while nothing is wrong. */
  hint: string;
  money?: true;
  /** Names to choose from. */
  names?: (context: SheetContext) => readonly string[];
}

/** Held against the bounds of the project's form. */
function bounded(
  values: CellContent["values"],
  shown: (checked: CellContent["values"]) => Partial<OpenRow>,
): Reading<CellContent> {
  const read = projectPatch.safeParse(values);
  if (!read.success) return { problem: read.error.issues[0]?.message ?? "填写内容有误" };
  const checked = read.data as CellContent["values"];
  return { value: { values: checked, shown: shown(checked) } };
}

const wordColumn = (field: "name" | "investorName" | "companyName", blank?: string): SheetColumn => ({
  text: (row) => row[field],
  read: (text) => {
    const word = oneLine(text);
    if (blank !== undefined && word === "") return { problem: blank };
    return bounded({ [field]: word === "—" ? "" : word }, (checked) => ({ [field]: checked[field] }));
  },
  hint: "Enter 接着改，直接打字则重写",
});

const amountColumn = (field: "plannedTotalFen" | "intendedFen"): SheetColumn => ({
  text: (row, unit) =>
    row[field] === null ? "" : formatAmount(row[field], unit, { places: 10, trim: true }).replaceAll(",", ""),
  read: (text, { unit }) => {
    const read = readAmountCell(text, unit);
    return isProblem(read) ? read : bounded({ [field]: read.value }, () => ({ [field]: read.value }));
  },
  money: true,
  hint: "单独的数字按表头的单位，也可写 5000万、3.2亿",
});

const chainColumn: SheetColumn = {
  text: (row) => row.chainName ?? "",
  read: (text, { choices }) => {
    const read = readName(text, choices?.chains, "产业链");
    if (isProblem(read)) return read;
    const chain = read.value;
    return bounded({ chainId: chain?.id ?? null }, () => ({
      chainId: chain?.id ?? null,
      chainName: chain?.name ?? null,
      chainHue: chain?.hue ?? null,
      leaderName: chain?.leaderName ?? null,
    }));
  },
  hint: "打几个字，从名单里选",
  names: ({ choices }) => choices?.chains.map((one) => one.name) ?? [],
};

const unitColumn = (
  list: "departments" | "streets",
  field: "leadUnitId" | "streetUnitId",
  shown: "leadUnitName" | "streetName",
  what: string,
): SheetColumn => ({
  text: (row) => row[shown] ?? "",
  read: (text, { choices }) => {
    const read = readName(text, choices?.[list], what);
    if (isProblem(read)) return read;
    return bounded({ [field]: read.value?.id ?? null }, () => ({ [shown]: read.value?.name ?? null }));
  },
  hint: "打几个字，从名单里选",
  names: ({ choices }) => choices?.[list].map((one) => one.name) ?? [],
});

const codeColumn: SheetColumn = {
  text: (row) => row.projectCode ?? "",
  read: (text) => {
    const code = toHalfWidth(text).replace(/\s/g, "");
    if (code === "" || code === "—") return bounded({ projectCode: null }, () => ({ projectCode: null }));
    if (judgeProjectCode(code) === "wrong-shape") return { problem: PROJECT_CODE_SHAPE };
    return bounded({ projectCode: code }, () => ({ projectCode: code }));
  },
  hint: "如 2606-230203-04-01-123456",
};

const originColumn: SheetColumn = {
  text: (row) => [row.originProvince, row.originCity].filter(Boolean).join(" "),
  read: (text) => {
    const read = readOriginCell(text);
    return isProblem(read) ? read : bounded({ ...read.value }, () => read.value);
  },
  hint: "如 辽宁沈阳、北京、德国慕尼黑",
};

const stepColumn: SheetColumn = {
  text: (row) => [row.nextStep, row.nextDueOn].filter(Boolean).join(" "),
  read: (text, { today }) => {
    const read = readStep(text, today);
    return isProblem(read) ? read : bounded({ ...read.value }, () => read.value);
  },
  hint: "下一步后空一格写期限，如 催办环评 12-20；不写期限即没有期限",
};

export const SHEET_COLUMNS: Partial<Record<ProjectColumnId, SheetColumn>> = {
  name: wordColumn("name", "请填写项目名称"),
  chain: chainColumn,
  plannedTotal: amountColumn("plannedTotalFen"),
  nextDue: stepColumn,
  investor: wordColumn("investorName"),
  origin: originColumn,
  leadUnit: unitColumn("departments", "leadUnitId", "leadUnitName", "主办部门"),
  street: unitColumn("streets", "streetUnitId", "streetName", "街道园区"),
  intended: amountColumn("intendedFen"),
  company: wordColumn("companyName"),
  projectCode: codeColumn,
};

/** Why a column is only read here, and where its content is changed. */
const READ_ONLY: Partial<Record<ProjectColumnId, string>> = {
  leader: "链长随产业链而定",
  stage: "阶段在项目页推进",
  arrived: "到位资金在台账填报",
  invested: "固投在台账填报",
  owner: "承办人用“批量指派”更换",
};
export const readOnlyWhy = (id: string): string =>
  READ_ONLY[id as ProjectColumnId] ?? "这一列由系统记录，不能修改";

export const sheetColumn = (id: string): SheetColumn | undefined => SHEET_COLUMNS[id as ProjectColumnId];

const NOTHING = "（空）";

/** The text of a cell for reading: an amount with its unit, nothing as such. */
export function wordsOf(columnId: string, text: string, unit: ScreenUnit): string {
  if (text === "") return NOTHING;
  return sheetColumn(columnId)?.money ? `${showEntry(text)} ${UNIT_LABEL[unit]}` : text;
}

/** What a draft means, in words. */
export const contentWords = (columnId: string, { shown }: CellContent, unit: ScreenUnit): string =>
  wordsOf(columnId, sheetColumn(columnId)?.text(shown as OpenRow, unit) ?? "", unit);
