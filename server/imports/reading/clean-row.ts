/** A project row → one understood project, with every cleaned value beside its original. */

import type {
  ImportProblem,
  LedgerAgreement,
  LedgerField,
  LedgerProject,
  LedgerRow,
} from "@/server/contracts/import";
import { type AmountUnit, type Fen, formatFen } from "@/server/domain/amounts";
import { judgeProjectCode } from "@/server/domain/identity";
import type { Day } from "@/server/domain/periods";
import { type CellReading, isPlaceholder, taken } from "./cell-reading";
import { checkRow } from "./check-row";
import { cleanAmount } from "./clean-amount";
import { cleanDate, type DateContext } from "./clean-date";
import { type Investor, readInvestor } from "./clean-investor";
import { cleanPlain, splitName } from "./clean-text";
import { agreementOfStage, cleanAgreement, cleanStage, hasReached } from "./clean-words";
import type { RowReader } from "./row-reader";

/** What a row takes from around it: the table, the section it stands in, the sheet. */
export interface RowSurroundings {
  homeProvince: string;
  unit: AmountUnit;
  dates: DateContext;
  chain: { name: string | null; cell: string | null; raw: string; note: string | null };
  /** Stage of the section or the sheet. */
  stage: { word: string; source: string } | null;
  hidden: boolean;
}

const MAX_NAME = 200;

/** 万元 as a plain number, exact to the fen. */
export const wanOf = (fen: Fen): number => Number(formatFen(fen, "wan", 6));

function readName(reader: RowReader): string | null {
  const cell = reader.cell("name");
  if (!cell || isPlaceholder(cell.text)) {
    reader.object(
      { kind: "missing-name", severity: "error", message: "这一行有内容但没有项目名称。" },
      reader.refOf("name"),
    );
    return null;
  }
  const combined = /内容|规模|简介|概况/.test(reader.columns.name?.header ?? "");
  const { name, content } = splitName(cell.text, combined);
  const shortened = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
  reader.take(
    "name",
    cell,
    taken(shortened, content ? "与建设内容同格，已分开" : name === cell.text ? null : "去除多余空白"),
  );
  if (name.length > MAX_NAME) {
    reader.object(
      {
        kind: "text-too-long",
        severity: "error",
        message: `项目名称有 ${name.length} 个字，上限 ${MAX_NAME}。`,
      },
      cell.ref,
    );
  }
  if (content && !reader.has("content")) reader.keep("content", cell, content, "取自项目名称一格");
  return shortened;
}

function readMoney(reader: RowReader, field: LedgerField, unit: AmountUnit, mild = false): Fen | null {
  const column = reader.columns[field];
  if (!column) return null;
  const cell = reader.ownCell(field);
  if (!cell && reader.cell(field)) {
    reader.warn("merged-amount", "金额单元格与上方项目合并，只计入上方第一个项目。", reader.refOf(field));
    return null;
  }
  return reader.take(field, cell, cleanAmount(cell, column.unit ?? unit), mild);
}

interface Milestones {
  stage: string | null;
  agreement: LedgerAgreement | null;
  signDate: Day | null;
  startDate: Day | null;
}

function readStage(reader: RowReader, around: RowSurroundings): string | null {
  const cell = reader.cell("stage");
  const own = cell ? reader.take("stage", cell, cleanStage(cell.text)) : null;
  if (own !== null || !around.stage) return own;
  reader.keep("stage", undefined, around.stage.word, `取自${around.stage.source}`);
  return around.stage.word;
}

function readAgreement(reader: RowReader, stage: string | null): LedgerAgreement | null {
  const cell = reader.cell("agreement");
  if (cell) {
    const reading: CellReading<LedgerAgreement> =
      cell.kind === "date" ? taken<LedgerAgreement>(null) : cleanAgreement(cell.text);
    const own = reader.take("agreement", cell, reading);
    if (own !== null || (cell.text !== "" && !isPlaceholder(cell.text))) return own;
  }
  const implied = agreementOfStage(stage);
  if (implied === null) return null;
  if (reader.has("agreement")) {
    reader.warn(
      "agreement-inferred",
      `签约类型为空，按阶段“${stage}”视为${implied}。`,
      reader.refOf("agreement"),
    );
  }
  reader.keep("agreement", undefined, implied, "按阶段推断");
  return implied;
}

const day = (reader: RowReader, field: LedgerField, dates: DateContext, mild = false): Day | null => {
  const cell = reader.cell(field);
  return cell ? reader.take(field, cell, cleanDate(cell, dates), mild) : null;
};

function stageByEvidence(
  reader: RowReader,
  agreement: LedgerAgreement | null,
  signDate: Day | null,
  startDate: Day | null,
): string | null {
  const stage = startDate
    ? "开工"
    : agreement === "框架"
      ? "框架协议"
      : agreement === "正式" || signDate
        ? "正式签约"
        : null;
  if (stage) reader.keep("stage", undefined, stage, "表中没有阶段，按签约与开工推断");
  return stage;
}

function readMilestones(reader: RowReader, around: RowSurroundings): Milestones {
  const stage = readStage(reader, around);
  const framework = day(reader, "frameworkDate", around.dates);
  const formal = day(reader, "formalDate", around.dates);
  const startDate = day(reader, "startDate", around.dates);
  const general = day(reader, "signDate", around.dates);
  let agreement = readAgreement(reader, stage);
  if (formal) agreement = "正式";
  else if (framework && agreement === null) agreement = "框架";
  const signDate = general ?? (agreement === "框架" ? framework : formal) ?? null;
  if (
    agreement === null &&
    signDate !== null &&
    stage === null &&
    !reader.has("stage") &&
    !reader.has("agreement")
  ) {
    agreement = "正式";
    reader.warn("agreement-inferred", "有签约日期而没有签约类型，视为正式合同。", reader.refOf("signDate"));
  }
  const known =
    stage ?? (reader.has("stage") ? null : stageByEvidence(reader, agreement, signDate, startDate));
  return { stage: known, agreement, signDate, startDate };
}

const PLAIN_FIELDS: LedgerField[] = [
  "seq",
  "projectNumber",
  "content",
  "chainLeader",
  "category",
  "engine",
  "investorKind",
  "nature",
  "industry",
  "signEvent",
  "projectCompany",
  "place",
  "land",
  "started",
  "statisticsMonth",
  "plannedFinish",
  "issues",
  "nextSteps",
  "leader",
  "contact",
  "light",
  "remark",
];
const MILD_DATES: LedgerField[] = [
  "registerDate",
  "fileDate",
  "plannedStart",
  "finishDate",
  "productionDate",
];
const MILD_AMOUNTS: LedgerField[] = [
  "outsideAgreed",
  "yearPlan",
  "arrivedForeign",
  "arrivedMonth",
  "faiMonth",
];

function readOthers(reader: RowReader, around: RowSurroundings): void {
  for (const field of PLAIN_FIELDS) {
    const cell = reader.cell(field);
    if (cell) reader.take(field, cell, cleanPlain(cell), true);
  }
  for (const field of MILD_DATES) day(reader, field, around.dates, true);
  for (const field of MILD_AMOUNTS) readMoney(reader, field, around.unit, true);
  const code = reader.cell("projectCode");
  if (!code) return;
  const text = reader.take("projectCode", code, cleanPlain(code), true);
  if (text && judgeProjectCode(text) !== "current" && judgeProjectCode(text) !== "older") {
    reader.warn("project-code", `项目代码 ${text} 不符合编码规则，请核对。`, code.ref);
  }
}

const plain = (reader: RowReader, field: LedgerField): string | null => {
  const cell = reader.cell(field);
  return cell ? reader.take(field, cell, cleanPlain(cell), true) : null;
};

/** This year's figure; where a ledger keeps only the running total since the start, that one, and says so. */
function readFlow(reader: RowReader, year: LedgerField, cumulative: LedgerField, unit: AmountUnit): Fen {
  if (reader.has(year)) {
    readMoney(reader, cumulative, unit, true);
    return readMoney(reader, year, unit) ?? 0;
  }
  return readMoney(reader, cumulative, unit) ?? 0;
}

function checkTotal(reader: RowReader, total: Fen | null, stage: string | null): void {
  if (!reader.has("total")) return;
  const ref = reader.refOf("total");
  if (total !== null && total < 0) {
    reader.object({ kind: "amount-negative", severity: "error", message: "计划总投资不能为负数。" }, ref);
  }
  if (total !== null || reader.problems.some((problem) => problem.cell === ref)) return;
  // A lead may have no figure yet; a signed project without one would be counted in 签约金额 as nothing.
  const early =
    stage === null ||
    stage === "流失" ||
    stage === "终止" ||
    (!hasReached(stage, "框架协议") && stage !== "搁置");
  const severity = early ? "warning" : "error";
  reader.object(
    {
      kind: "amount-missing",
      severity,
      message: `没有计划总投资${early ? "，金额按空计" : `，而阶段已是“${stage}”`}。`,
    },
    ref,
  );
}

export interface CleanedRow {
  row: LedgerRow;
  investor: Investor;
  problems: ImportProblem[];
}

export function cleanRow(reader: RowReader, around: RowSurroundings): CleanedRow {
  const name = readName(reader);
  if (around.hidden) reader.warn("hidden-row", "这一行在表格中被隐藏，仍按项目读入，请确认。", null);
  reader.keep("chain", undefined, around.chain.name, around.chain.note);
  Object.assign(reader.values.at(-1) ?? {}, { cell: around.chain.cell, raw: around.chain.raw });
  const investor = readInvestor(reader, around.homeProvince);
  const milestones = readMilestones(reader, around);
  const totalFen = readMoney(reader, "total", around.unit);
  const fixedFen = readMoney(reader, "fixed", around.unit);
  const arrivedFen = readFlow(reader, "arrived", "arrivedCumulative", around.unit);
  const faiFen = readFlow(reader, "fai", "faiCumulative", around.unit);
  checkTotal(reader, totalFen, milestones.stage);
  const project: LedgerProject = {
    name: name ?? "",
    chain: around.chain.name,
    company: investor.company,
    uscc: investor.uscc,
    province: investor.province,
    city: investor.city,
    totalWan: totalFen === null ? null : wanOf(totalFen),
    fixedWan: fixedFen === null ? null : wanOf(fixedFen),
    stage: milestones.stage,
    agreement: milestones.agreement,
    signDate: milestones.signDate,
    startDate: milestones.startDate,
    outside: investor.outside,
    arrivedWan: wanOf(arrivedFen),
    faiWan: wanOf(faiFen),
    dept: plain(reader, "dept"),
    officer: plain(reader, "officer"),
    progress: plain(reader, "progress"),
  };
  readOthers(reader, around);
  const saysOutside = /省外/.test(reader.columns.arrived?.header ?? "");
  const amounts = { totalFen, fixedFen, arrivedFen, faiFen };
  checkRow(reader, project, amounts, { cutoff: around.dates.cutoff, saysOutside, home: around.homeProvince });
  // With no place to judge by, the column's own heading is all there is.
  const countsOutside = investor.outside ?? saysOutside;
  return {
    row: {
      sheet: reader.sheet.name,
      row: reader.row,
      values: reader.values,
      project,
      counted: !reader.failed,
      arrivedOutsideFen: countsOutside ? arrivedFen : 0,
      amounts,
      otherInvestors: [],
    },
    investor,
    problems: reader.problems,
  };
}
