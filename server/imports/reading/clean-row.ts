/** A project row → one understood project, with every cleaned value beside its original. */

import type { ImportProblem, LedgerField, LedgerProject, LedgerRow } from "@/server/contracts/import";
import type { Fen } from "@/server/domain/amounts";
import { judgeProjectCode } from "@/server/domain/identity";
import type { Place } from "@/server/domain/read-place";
import { isPlaceholder, taken } from "./cell-reading";
import { checkRow } from "./check-row";
import { cleanDate, yearOfAmbiguousMonth } from "./clean-date";
import { type Investor, readInvestor } from "./clean-investor";
import { type MilestoneSurroundings, readDayField, readMilestones } from "./clean-milestones";
import { cleanPlain, splitName } from "./clean-text";
import { hasReached } from "./clean-words";
import type { RowChain } from "./row-chain";
import { type MoneyFrame, readFlow, readMoney, wanOf } from "./row-money";
import type { RowReader } from "./row-reader";

/** What a row takes from around it: the table, the section it stands in, the sheet. */
export interface RowSurroundings extends MilestoneSurroundings, MoneyFrame {
  homeProvince: string;
  chain: RowChain;
  /** Of the section: where its investors are from, who is responsible for it. */
  place: Place | null;
  department: string | null;
  hidden: boolean;
}

const MAX_NAME = 200;

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
  "street",
  "land",
  "started",
  "issues",
  "nextSteps",
  "leader",
  "contact",
  "light",
  "remark",
];
/** Free words or a month; only a month number that can be read two ways is asked about. */
const MONTHS: LedgerField[] = ["statisticsMonth", "plannedFinish"];
const MILD_DATES: LedgerField[] = ["registerDate", "fileDate", "finishDate", "productionDate"];
const MILD_AMOUNTS: LedgerField[] = [
  "outsideAgreed",
  "yearPlan",
  "intended",
  "arrivedForeign",
  "arrivedMonth",
  "faiMonth",
];

/** A plan may be as vague as it likes. */
function readPlannedDay(reader: RowReader, field: "plannedStart" | "nextDue", around: RowSurroundings): void {
  const cell = reader.cell(field);
  if (!cell) return;
  const read = cleanDate(cell, around.dates);
  reader.take(field, cell, read.value === null ? cleanPlain(cell) : { ...read, objection: null }, true);
}

function readOthers(reader: RowReader, around: RowSurroundings): void {
  for (const field of PLAIN_FIELDS) {
    const cell = reader.cell(field);
    if (cell) reader.take(field, cell, cleanPlain(cell), true);
  }
  for (const field of MONTHS) {
    const cell = reader.cell(field);
    if (cell)
      reader.take(
        field,
        cell,
        yearOfAmbiguousMonth(cell) === null ? cleanPlain(cell) : cleanDate(cell, around.dates),
        true,
      );
  }
  for (const field of MILD_DATES) readDayField(reader, field, around.dates, true);
  for (const field of ["plannedStart", "nextDue"] as const) readPlannedDay(reader, field, around);
  for (const field of MILD_AMOUNTS) readMoney(reader, field, around, true);
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

/** "区商务局/业务一科" under 责任单位/首报单位: one column for both, in the order its header names them. */
function readPeople(
  reader: RowReader,
  department: string | null,
): { dept: string | null; officer: string | null } {
  if (department !== null && !reader.has("dept")) {
    reader.keep("dept", undefined, department, "取自分组行");
    return { dept: department, officer: plain(reader, "officer") };
  }
  const shared = reader.has("officer") ? undefined : reader.columns.dept;
  const cell =
    shared && /(首报|引荐|招引|首谈|招商)(单位|人)/.test(shared.header) ? reader.cell("dept") : undefined;
  const parts = cell?.text.split(/[/／、,，\n]/).map((part) => part.trim()) ?? [];
  if (!shared || !cell || parts.length !== 2)
    return { dept: plain(reader, "dept"), officer: plain(reader, "officer") };
  const officerFirst = /^(首报|引荐|招引|首谈|招商)/.test(shared.header);
  const [dept, officer] = officerFirst ? [parts[1], parts[0]] : parts;
  reader.take("dept", cell, taken(dept ?? null, "两个单位同格，已分开"));
  reader.take("officer", cell, taken(officer ?? null, "两个单位同格，已分开"));
  return { dept: dept ?? null, officer: officer ?? null };
}

function checkTotal(reader: RowReader, total: Fen | null, stage: string | null): void {
  if (!reader.has("total")) return;
  const ref = reader.refOf("total");
  if (total !== null && total < 0) {
    reader.object({ kind: "amount-negative", severity: "error", message: "计划总投资不能为负数。" }, ref);
  }
  if (total === 0 && hasReached(stage, "框架协议"))
    reader.warn("amount-missing", `计划总投资写为 0，而阶段已是“${stage}”。`, ref);
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

/** The part of what arrived that the ledger counts as 省外 itself, where it keeps a column for it. */
function outsidePart(reader: RowReader, around: RowSurroundings, arrivedFen: Fen): Fen | null {
  const part = readMoney(reader, "arrivedOutside", around);
  if (part === null || part <= arrivedFen) return part;
  const message = `其中省外资金 ${wanOf(part)} 万元超过到位资金 ${wanOf(arrivedFen)} 万元。`;
  reader.object({ kind: "amount-unread", severity: "error", message }, reader.refOf("arrivedOutside"));
  return null;
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
  const investor = readInvestor(reader, around.homeProvince, around);
  const milestones = readMilestones(reader, around);
  const totalFen = readMoney(reader, "total", around);
  const fixedFen = readMoney(reader, "fixed", around);
  const arrivedFen = readFlow(reader, "arrived", "arrivedCumulative", around);
  const faiFen = readFlow(reader, "fai", "faiCumulative", around);
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
    ...readPeople(reader, around.department),
    progress: plain(reader, "progress"),
  };
  readOthers(reader, around);
  const saysOutside = /省外/.test(reader.columns.arrived?.header ?? "");
  const amounts = { totalFen, fixedFen, arrivedFen, faiFen };
  checkRow(reader, project, amounts, {
    cutoff: around.dates.cutoff,
    saysOutside,
    home: around.homeProvince,
    milestones,
  });
  // A part that the ledger itself calls 省外 goes before; with no place to judge by, the column's heading is all there is.
  const countsOutside = investor.outside ?? saysOutside;
  const outsideFen = outsidePart(reader, around, arrivedFen) ?? (countsOutside ? arrivedFen : 0);
  return {
    row: {
      sheet: reader.sheet.name,
      row: reader.row,
      values: reader.values,
      project,
      counted: !reader.failed,
      arrivedOutsideFen: outsideFen,
      amounts,
      years: { sign: milestones.signYear, start: milestones.startYear },
      otherInvestors: [],
    },
    investor,
    problems: reader.problems,
  };
}
