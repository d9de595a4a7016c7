/** What the values of a column look like: decides between fields that share a header word, and finds unnamed ones. */

import type { LedgerField } from "@/server/contracts/import";
import { type AmountUnit, toHalfWidth } from "@/server/domain/amounts";
import { readOrigin, readPlace } from "@/server/domain/read-place";
import { isPlaceholder } from "./cell-reading";
import { agreementOf, STAGES } from "./clean-words";
import type { SheetCell } from "./workbook";

export interface ColumnEvidence {
  filled: number;
  uscc: number;
  company: number;
  project: number;
  place: number;
  stage: number;
  agreement: number;
  date: number;
  amount: number;
  department: number;
  yesNo: number;
  sequence: number;
  /** Middle value of the plain numbers, for units nobody wrote down. */
  median: number | null;
}

const share = (cells: SheetCell[], test: (text: string, cell: SheetCell) => boolean): number =>
  cells.length === 0
    ? 0
    : cells.filter((cell) => test(toHalfWidth(cell.text).trim(), cell)).length / cells.length;

const DATE_TEXT = /^(20|19)?\d{2}[-/.年]\d{1,2}([-/.月]\d{0,2}[日号]?)?$|^\d{1,2}月\d{1,2}[日号]$|^20\d{6}$/;
/** "已开工，2026年5月8日": a day with words around it. */
const DATE_WITHIN = /^.{0,12}20\d{2}[-/.年]\d{1,2}([-/.月]\d{1,2}[日号]?|月).{0,12}$/;
const AMOUNT_TEXT =
  /^(?:已|累计|实际)*(?:到位|到账|完成|投资)?(?:资金)?[约近]?[-(]?\d[\d,，.]*\)?([亿万千]+元?|元)?(左右)?$/;

const STAGE_PHRASE =
  /^(已|正在?|待|未|拟|尚未|新|现)?(签|建成)?(线索|储备|谋划|意向(跟踪)?|在谈|洽谈|对接|框架(协议)?|正式签约|签约(未开工|已开工)?|注册|立项|备案|供地|开工(建设)?|纳统|入库|入统|在建|续建|竣工|完工|投产|达产|运营|搁置|暂停|停滞|终止|解约|流失)(中|项目|阶段|建设)?$/;

/** A word for a stage, not a sentence that happens to hold one. */
const isExactStage = (text: string): boolean =>
  STAGES.some((stage) => text === stage) || STAGE_PHRASE.test(text);

function isSequence(cells: SheetCell[]): number {
  const numbers = cells
    .map((cell) => Number(cell.text))
    .filter((n) => Number.isInteger(n) && n > 0 && n < 100_000);
  if (numbers.length < cells.length * 0.6 || numbers.length === 0) return 0;
  const steps = numbers.filter((n, i) => i === 0 || n === (numbers[i - 1] ?? 0) + 1 || n === 1).length;
  return steps / numbers.length;
}

function medianOf(numbers: number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

export function gatherEvidence(cells: SheetCell[]): ColumnEvidence {
  const filled = cells.filter((cell) => !isPlaceholder(cell.text));
  const plainNumbers = filled.map(
    (cell) => cell.number ?? Number(toHalfWidth(cell.text).replace(/[,，\s]/g, "")),
  );
  return {
    filled: filled.length,
    uscc: share(
      filled,
      (text) =>
        /^[0-9A-Za-z]{2}\d{4,6}[0-9A-Za-z\s-]{10,14}$/.test(text) && text.replace(/[\s-]/g, "").length >= 15,
    ),
    company: share(filled, (text) =>
      /(公司|集团|厂|合作社|合伙\)?|研究院|商行|中心\(有限合伙\)|GmbH|Ltd\.?|Inc\.?)/i.test(text),
    ),
    project: share(filled, (text) => /项目|工程|基地|产业园/.test(text)),
    place: share(
      filled,
      (text) => text.length <= 14 && (readPlace(text) !== null || readOrigin(text) !== null),
    ),
    stage: share(filled, isExactStage),
    agreement: share(filled, (text) => text.length <= 10 && agreementOf(text) !== null),
    date: share(
      filled,
      (text, cell) =>
        cell.kind === "date" ||
        DATE_TEXT.test(text.replace(/\s/g, "")) ||
        DATE_WITHIN.test(text.replace(/\s/g, "")) ||
        isSerial(cell),
    ),
    amount: share(
      filled,
      (text, cell) => cell.kind === "number" || AMOUNT_TEXT.test(text.replace(/\s/g, "")),
    ),
    department: share(
      filled,
      (text) =>
        /(局|委|办|街道|园区|中心|科|专班|镇|乡|公司|开发区|处|分局)$/.test(text) && text.length <= 16,
    ),
    yesNo: share(filled, (text) => /^(是|否|√|✓|✔|×|╳|已|未|已开工|未开工|已动工|未动工)$/.test(text)),
    sequence: isSequence(filled),
    median: medianOf(plainNumbers.filter((n) => Number.isFinite(n) && n > 0)),
  };
}

/** A day stored as a number of the years 1998 to 2064, also where the file holds nothing but text. */
const isSerial = (cell: SheetCell): boolean =>
  /^\d{5}$/.test(cell.text) && Number(cell.text) >= 36_000 && Number(cell.text) < 60_000;

type Looks = Exclude<keyof ColumnEvidence, "filled" | "median">;

/** What a field's values should look like. */
const EXPECTED: Partial<Record<LedgerField, Looks>> = {
  seq: "sequence",
  uscc: "uscc",
  company: "company",
  province: "place",
  total: "amount",
  fixed: "amount",
  arrived: "amount",
  arrivedCumulative: "amount",
  arrivedMonth: "amount",
  arrivedOutside: "amount",
  arrivedForeign: "amount",
  fai: "amount",
  faiCumulative: "amount",
  faiMonth: "amount",
  outsideAgreed: "amount",
  yearPlan: "amount",
  agreement: "agreement",
  signDate: "date",
  frameworkDate: "date",
  formalDate: "date",
  startDate: "date",
  plannedStart: "date",
  registerDate: "date",
  fileDate: "date",
  started: "yesNo",
  stage: "stage",
};

/** Headed 投资规模 or 建设规模, a column may hold words or an amount; headed 开工, a day or a tick. */
function unlike(field: LedgerField, evidence: ColumnEvidence): boolean {
  return field === "content" && evidence.amount >= 0.6;
}

/** How much a header's score is worth after a look at the values. Too few values change nothing. */
export function weigh(field: LedgerField, score: number, evidence: ColumnEvidence): number {
  const looks = EXPECTED[field];
  if (unlike(field, evidence)) return score * 0.5;
  if (!looks || evidence.filled < 2) return score;
  const fit = evidence[looks];
  if (fit >= 0.6) return Math.min(1, score + 0.15);
  if (fit < 0.2) return score * (looks === "agreement" || looks === "place" ? 0.75 : 0.5);
  return score;
}

/** Fields that values alone give away, for columns without a usable header. */
export function fieldsByValues(evidence: ColumnEvidence): { field: LedgerField; score: number }[] {
  if (evidence.filled < 3) return [];
  const guesses: [LedgerField, number][] = [
    ["uscc", evidence.uscc],
    ["company", evidence.company],
    ["province", evidence.place],
    ["stage", evidence.stage],
    ["agreement", evidence.agreement],
  ];
  return guesses.filter(([, fit]) => fit >= 0.8).map(([field, fit]) => ({ field, score: 0.45 * fit }));
}

/** Without any unit in the sheet: totals of a few are 亿元, of hundreds and more 万元, of millions 元. */
export function unitByValues(median: number | null): AmountUnit {
  if (median === null || (median >= 50 && median < 5_000_000)) return "wan";
  return median < 50 ? "yi" : "yuan";
}
