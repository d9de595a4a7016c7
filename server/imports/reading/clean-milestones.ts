/** Stage, agreement and dates of a project: what the ledger says, and what it leaves to be inferred. */
import type { LedgerAgreement, LedgerField } from "@/server/contracts/import";
import type { Day } from "@/server/domain/periods";
import { type CellReading, isPlaceholder, taken } from "./cell-reading";
import { cleanDate, type DateContext } from "./clean-date";
import { agreementOfStage, cleanAgreement, cleanStage } from "./clean-words";
import type { RowReader } from "./row-reader";
import type { SheetCell } from "./workbook";

export interface MilestoneSurroundings {
  dates: DateContext;
  /** Stage of the section or the sheet. */
  stage: { word: string; source: string } | null;
}

export interface Milestones {
  stage: string | null;
  agreement: LedgerAgreement | null;
  signDate: Day | null;
  startDate: Day | null;
}

function readStage(reader: RowReader, around: MilestoneSurroundings): string | null {
  const cell = reader.cell("stage");
  const own = cell ? reader.take("stage", cell, cleanStage(cell.text)) : null;
  if (own !== null || !around.stage) return own;
  reader.keep("stage", undefined, around.stage.word, `取自${around.stage.source}`);
  return around.stage.word;
}

/** "正式合同 2026.4.19" in one cell: whichever of the two columns is missing finds its half in the other. */
function cellForAgreement(reader: RowReader): SheetCell | undefined {
  if (reader.has("agreement")) return reader.cell("agreement");
  const beside = reader.cell("signDate");
  return beside?.kind === "text" && /框架|正式|合同|战略/.test(beside.text) ? beside : undefined;
}

function readSignDate(reader: RowReader, dates: DateContext): Day | null {
  if (reader.has("signDate")) return readDayField(reader, "signDate", dates);
  const beside = reader.cell("agreement");
  if (beside?.kind !== "text" || !/\d{4}|\d月/.test(beside.text)) return null;
  return reader.take("signDate", beside, cleanDate(beside, dates));
}

function readAgreement(reader: RowReader, stage: string | null): LedgerAgreement | null {
  const cell = cellForAgreement(reader);
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

export const readDayField = (
  reader: RowReader,
  field: LedgerField,
  dates: DateContext,
  mild = false,
): Day | null => {
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

export function readMilestones(reader: RowReader, around: MilestoneSurroundings): Milestones {
  const stage = readStage(reader, around);
  const framework = readDayField(reader, "frameworkDate", around.dates);
  const formal = readDayField(reader, "formalDate", around.dates);
  const startDate = readDayField(reader, "startDate", around.dates);
  const general = readSignDate(reader, around.dates);
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
  // A list of signed projects holds those that have started since as well.
  if (stage === "正式签约" && startDate !== null && reader.cell("stage") === undefined) {
    reader.keep("stage", undefined, "开工", "列在签约项目中，已有开工日期");
    return { stage: "开工", agreement, signDate, startDate };
  }
  const known =
    stage ?? (reader.has("stage") ? null : stageByEvidence(reader, agreement, signDate, startDate));
  return { stage: known, agreement, signDate, startDate };
}
