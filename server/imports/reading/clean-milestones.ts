/** Stage, agreement and dates of a project: what the ledger says, and what it leaves to be inferred. */
import type { LedgerAgreement, LedgerField } from "@/server/contracts/import";
import type { Day } from "@/server/domain/periods";
import { type CellReading, isPlaceholder, taken } from "./cell-reading";
import { cleanDate, type DateContext, yearOfAmbiguousMonth } from "./clean-date";
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
  /** Years of the two, known also where a month number leaves the day open. */
  signYear: number | null;
  startYear: number | null;
}

/** A milestone that has happened: its day, or at least its year. */
interface Occurrence {
  day: Day | null;
  year: number | null;
}

function occurrence(reader: RowReader, day: Day | null, fields: LedgerField[]): Occurrence {
  if (day !== null) return { day, year: Number(day.slice(0, 4)) };
  const years = fields.map((field) => yearOfAmbiguousMonth(reader.cell(field)));
  return { day, year: years.find((year) => year !== null) ?? null };
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
  signed: Occurrence,
  started: Occurrence,
): string | null {
  const contract = agreement === "正式" || signed.year !== null;
  const signedStage = agreement === "框架" ? "框架协议" : contract ? "正式签约" : null;
  const stage = started.year !== null ? "开工" : signedStage;
  if (stage) reader.keep("stage", undefined, stage, "表中没有阶段，按签约与开工推断");
  return stage;
}

function settleAgreement(
  reader: RowReader,
  stage: string | null,
  byDate: { framework: Occurrence; formal: Occurrence; general: Occurrence },
): LedgerAgreement | null {
  const read = readAgreement(reader, stage);
  if (byDate.formal.year !== null) return "正式";
  if (byDate.framework.year !== null && read === null) return "框架";
  const silent = stage === null && !reader.has("stage") && !reader.has("agreement");
  if (read !== null || byDate.general.year === null || !silent) return read;
  reader.warn("agreement-inferred", "有签约日期而没有签约类型，视为正式合同。", reader.refOf("signDate"));
  return "正式";
}

export function readMilestones(reader: RowReader, around: MilestoneSurroundings): Milestones {
  const written = readStage(reader, around);
  const framework = occurrence(reader, readDayField(reader, "frameworkDate", around.dates), [
    "frameworkDate",
  ]);
  const formal = occurrence(reader, readDayField(reader, "formalDate", around.dates), ["formalDate"]);
  const started = occurrence(reader, readDayField(reader, "startDate", around.dates), ["startDate"]);
  const general = occurrence(reader, readSignDate(reader, around.dates), ["signDate"]);
  const agreement = settleAgreement(reader, written, { framework, formal, general });
  const signed = general.year !== null ? general : agreement === "框架" ? framework : formal;
  let stage = written ?? (reader.has("stage") ? null : stageByEvidence(reader, agreement, signed, started));
  // A list of signed projects holds those that have started since as well.
  if (written === "正式签约" && started.year !== null && reader.cell("stage") === undefined) {
    stage = "开工";
    reader.keep("stage", undefined, stage, "列在签约项目中，已有开工日期");
  }
  return {
    stage,
    agreement,
    signDate: signed.day,
    startDate: started.day,
    signYear: signed.year,
    startYear: started.year,
  };
}
