/** Stage, agreement and dates of a project: what the ledger says, and what it leaves to be inferred. */
import type { LedgerAgreement, LedgerField } from "@/server/contracts/import";
import type { Day } from "@/server/domain/periods";
import { type CellReading, doubted, isPlaceholder, taken } from "./cell-reading";
import { cleanDate, type DateContext, yearOfOpenDate } from "./clean-date";
import { agreementOfStage, cleanAgreement, cleanStage, hasReached, isVagueStage } from "./clean-words";
import { isTick } from "./joined-columns";
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

/** The note of an agreement of which nothing but its date is written; remarked on once for the table, not on every row. */
export const AGREEMENT_BY_DATE = "有签约日期而没有签约类型，视为正式合同";

/** A milestone that has happened: its day, or at least its year. */
interface Occurrence {
  day: Day | null;
  year: number | null;
}

function occurrence(
  reader: RowReader,
  day: Day | null,
  fields: LedgerField[],
  dates: DateContext,
): Occurrence {
  if (day !== null) return { day, year: Number(day.slice(0, 4)) };
  const years = fields.map((field) => yearOfOpenDate(reader.cell(field), dates));
  return { day, year: years.find((year) => year !== null) ?? null };
}

/** The furthest of the stages that carry a tick. */
function tickedStage(reader: RowReader, ticks: { column: number; word: string }[]): string | null {
  const reached = ticks.flatMap(({ column, word }) => {
    const cell = reader.cellAt(column);
    return cell && isTick(cell.text) ? [{ cell, word }] : [];
  });
  const furthest = reached.at(-1);
  return furthest ? reader.take("stage", furthest.cell, taken(furthest.word, "按所打的勾")) : null;
}

function readStage(reader: RowReader, around: MilestoneSurroundings): string | null {
  const ticks = reader.columns.stage?.ticks;
  const cell = ticks ? undefined : reader.cell("stage");
  const vague = cell !== undefined && isVagueStage(cell.text);
  const own = ticks
    ? tickedStage(reader, ticks)
    : cell && !vague
      ? reader.take("stage", cell, cleanStage(cell.text))
      : null;
  if (own !== null || !around.stage) return own;
  reader.keep("stage", undefined, around.stage.word, `取自${around.stage.source}`);
  return around.stage.word;
}

/** "是否开工: √", or a tick or a word where the day of the start should stand. */
function saysStarted(reader: RowReader): boolean {
  const words = [reader.cell("started"), reader.cell("startDate")].map((cell) => cell?.text.trim() ?? "");
  return words.some(
    (text) =>
      isTick(text) ||
      /^(?:已|全面|正式)(?:经|于)?.{0,12}(?:开工|动工|开建)|^(?:开工|动工|开工建设|在建|已开)$/.test(text),
  );
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

/** "是否签约: 是": signed, and a contract unless the stage speaks of a framework. */
function tickedAgreement(stage: string | null): CellReading<LedgerAgreement> {
  const implied = stage === "框架协议" ? "框架" : "正式";
  return doubted<LedgerAgreement>(
    implied,
    `视为${implied}`,
    "agreement-inferred",
    `只写明已签约，视为${implied}${implied === "正式" ? "合同" : "协议"}。`,
  );
}

function readAgreement(reader: RowReader, stage: string | null): LedgerAgreement | null {
  const cell = cellForAgreement(reader);
  if (cell) {
    const reading: CellReading<LedgerAgreement> =
      cell.kind === "date" ? taken<LedgerAgreement>(null) : cleanAgreement(cell.text);
    const ticked = isTick(cell.text) && /签/.test(reader.columns.agreement?.header ?? "");
    const own = reader.take("agreement", cell, ticked ? tickedAgreement(stage) : reading);
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
  saidStarted: boolean,
): string | null {
  const contract = agreement === "正式" || signed.year !== null;
  const signedStage = agreement === "框架" ? "框架协议" : contract ? "正式签约" : null;
  const stage = started.year !== null || saidStarted ? "开工" : signedStage;
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
  reader.keep("agreement", undefined, "正式", AGREEMENT_BY_DATE);
  return "正式";
}

export function readMilestones(reader: RowReader, around: MilestoneSurroundings): Milestones {
  const written = readStage(reader, around);
  const framework = occurrence(
    reader,
    readDayField(reader, "frameworkDate", around.dates),
    ["frameworkDate"],
    around.dates,
  );
  const formal = occurrence(
    reader,
    readDayField(reader, "formalDate", around.dates),
    ["formalDate"],
    around.dates,
  );
  const started = occurrence(
    reader,
    readDayField(reader, "startDate", around.dates),
    ["startDate"],
    around.dates,
  );
  const general = occurrence(reader, readSignDate(reader, around.dates), ["signDate"], around.dates);
  const agreement = settleAgreement(reader, written, { framework, formal, general });
  const signed = general.year !== null ? general : agreement === "框架" ? framework : formal;
  const saidStarted = saysStarted(reader);
  const silent = !reader.has("stage") || isVagueStage(reader.cell("stage")?.text ?? "");
  let stage = written ?? (silent ? stageByEvidence(reader, agreement, signed, started, saidStarted) : null);
  // A list of signed projects holds those that have started since as well.
  if (
    written === "正式签约" &&
    (started.year !== null || saidStarted) &&
    reader.cell("stage") === undefined
  ) {
    stage = "开工";
    reader.keep("stage", undefined, stage, "列在签约项目中，已经开工");
  } else if (saidStarted && started.year === null && written !== null && !hasReached(written, "开工")) {
    reader.warn(
      "date-ahead-of-stage",
      `写明已经开工，阶段仍是“${written}”。`,
      reader.refOf(reader.has("started") ? "started" : "startDate"),
    );
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
