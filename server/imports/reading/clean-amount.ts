/** Amounts as ledgers hold them → whole fen. What cannot be read without guessing is refused. */
import {
  type AmountUnit,
  type Fen,
  formatFen,
  parseDecimalToFen,
  readAmount,
  toHalfWidth,
} from "@/server/domain/amounts";
import { type CellReading, doubted, isPlaceholder, quoted, refused, taken } from "./cell-reading";
import { decimalText, type SheetCell } from "./workbook";

const UNIT_NAME: Record<AmountUnit, string> = { yuan: "元", wan: "万元", yi: "亿元" };

const CURRENCY =
  /美元|美金|欧元|日元|日币|港元|港币|港纸|英镑|卢布|韩元|澳元|加元|新元|新加坡元|瑞郎|台币|USD|US\$|EUR|€|£|HKD|HK\$|JPY|GBP|RUB|KRW|SGD|\$/i;

const CHINESE_DIGIT: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const CHINESE_SCALE: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** 三千五百 → 3500, 两 → 2; null when it is not a number below ten thousand. */
function chineseNumber(text: string): number | null {
  let total = 0;
  let digit: number | null = null;
  for (const char of text) {
    const scale = CHINESE_SCALE[char];
    if (scale !== undefined) {
      total += (digit ?? 1) * scale;
      digit = null;
    } else if (CHINESE_DIGIT[char] !== undefined) {
      if (digit) return null; // 三五个亿 is three to five
      digit = CHINESE_DIGIT[char] ?? 0;
    } else return null;
  }
  return total + (digit ?? 0);
}

/** 五千万元 → 5000万元, 5千万 → 5000万, 一亿二千万 → 1亿2000万. */
function withArabicDigits(text: string): string {
  return text
    .replace(/[零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟]+(?=个?[亿万元])/g, (word) => {
      const value = chineseNumber(word);
      return value === null || /^[百佰千仟]/.test(word) ? word : String(value);
    })
    .replace(/(\d+(?:\.\d+)?)([百佰千仟])(?=[万亿])/g, (_, digits: string, scale: string) =>
      decimalText(Number(digits) * (CHINESE_SCALE[scale] ?? 1)),
    );
}

const LEADING_WORDS =
  /^(?:(?:计划|项目|意向|协议|合同|拟|预计|已|累计|实际)*(?:总投资额?|投资总额|投资额|投资|固定资产投资|固投|到位资金|到位|到账|完成)|增资)[:为约]*/;
/** Nothing has arrived or been done yet. */
const NOTHING_YET = /^(?:尚?未|没有|暂未)(?:到位|到账|到资|完成|投资|投入|开工|启动|纳统|入库)(?:资金)?$/;
/** Commas that part no thousands: 1,20 and 1.200,50 mean something else to everybody who reads them. */
const ODD_COMMAS = /\d,(?!\d{3}(?:,\d{3})*(?:\.|\D|$))(?!\d{4}(?:,\d{4})*(?:\.|\D|$))\d*|\.\d*,\d/;
/** After a full stop or a semicolon, a further amount is an addition unless it is said to be a part. */
const A_PART = /^(?:其中|含|包括|包含|固|设备|占|折|约合|首期已|已)/;

function amountText(raw: string): { main: string; aside: string | null } {
  const text = toHalfWidth(raw).replace(/\s/g, "");
  const aside = /^([^(]*\d[^(]*)\(([^)]*)\)$/.exec(text) ?? /^([^,;。]*[元亿万])[,;。](\D.*)$/.exec(text);
  const main = aside ? (aside[1] ?? "") : text;
  // A unit that follows in brackets belongs to the amount: 5000(万元).
  if (aside && /^(人民币)?[亿万]?元$/.test(aside[2] ?? ""))
    return { main: main + (aside[2] ?? ""), aside: null };
  return { main, aside: aside ? (aside[2] ?? null) : null };
}

const shownFen = (fen: Fen): string => `${formatFen(fen, "wan", 6).replace(/\.?0+$/, "")} 万元`;

function readText(raw: string, unit: AmountUnit): CellReading<Fen> {
  if (isPlaceholder(raw)) return taken<Fen>(null, `${quoted(raw)}视为空`);
  if (CURRENCY.test(raw)) {
    return refused("foreign-currency", `${quoted(raw)}是外币，请按汇率折成人民币${UNIT_NAME[unit]}后再填。`);
  }
  if (NOTHING_YET.test(toHalfWidth(raw).replace(/\s/g, ""))) return taken<Fen>(null, `${quoted(raw)}视为空`);
  const { main, aside } = amountText(raw);
  if (
    aside !== null &&
    /^[^(]*[,;。]/.test(toHalfWidth(raw)) &&
    /\d.*[亿万元]/.test(aside) &&
    !A_PART.test(aside)
  )
    return refused("amount-unread", `${quoted(raw)}里有几个金额，请填写合计。`);
  if (ODD_COMMAS.test(main.replaceAll("，", ",")))
    return refused("amount-unread", `${quoted(raw)}里的逗号不在千分位上，请改为数字。`);
  const lowerBound = /(?:以上|起)$|^(?:超过?|不低于|不少于|逾|>|≥)/.test(main);
  const plain = withArabicDigits(main.replace(LEADING_WORDS, ""))
    .replace(/(?:以上|起)$/, "")
    .replace(/^(?:超过?|不低于|不少于|逾|>|≥)/, "")
    .replace(/^(\d+(?:\.\d+)?)个(?=[亿万])/, "$1");
  if (/\d[-~～至到—]+\d/.test(plain))
    return refused("amount-unread", `${quoted(raw)}是一个范围，请填写确定的金额。`);
  const read = readAmount(plain, unit);
  if (!read)
    return refused("amount-unread", `${quoted(raw)}不是能识别的金额，请改为数字（${UNIT_NAME[unit]}）。`);
  const note = read.namedUnit && read.namedUnit !== unit ? `按所写单位折合 ${shownFen(read.fen)}` : null;
  if (read.approximate || lowerBound) {
    return doubted(
      read.fen,
      note ?? `取 ${shownFen(read.fen)}`,
      "amount-approximate",
      `${quoted(raw)}是约数，按 ${shownFen(read.fen)} 计。`,
    );
  }
  const cleaned = note ?? (plain === raw && !aside ? null : `读作 ${shownFen(read.fen)}`);
  return taken(read.fen, aside ? `${cleaned ?? ""}（附注：${aside}）` : cleaned);
}

/** A number format may carry the unit: 0.00"亿元" shows the cell's number in 亿元, 0!.0,"万" shows 元 in 万. */
function unitOfFormat(format: string | undefined): AmountUnit | null {
  if (!format) return null;
  const words = /(亿|万)?元?/.exec(format.replace(/[^亿万元]/g, ""))?.[0] ?? "";
  if (words === "") return null;
  if (/[!\\]\.|[0#?],(?![0#?])/.test(format)) return "yuan";
  return words.startsWith("亿") ? "yi" : words.startsWith("万") ? "wan" : "yuan";
}

function readNumber(cell: SheetCell, unit: AmountUnit): CellReading<Fen> {
  if (/%/.test(cell.format ?? "") && cell.number !== 0)
    return refused("amount-unread", `这里应为金额，却是百分比 ${cell.shown}。`);
  const named = unitOfFormat(cell.format);
  const fen = parseDecimalToFen(decimalText(cell.number ?? Number.NaN), named ?? unit);
  if (fen === null) return refused("amount-unread", `${quoted(cell.shown)}超出了可以表示的金额范围。`);
  return taken(fen, named && named !== unit ? `单元格格式写明单位，折合 ${shownFen(fen)}` : null);
}

/** A column of 万美元: only an amount that names 元 itself is ours; a nought is a nought in any currency. */
function inCurrency(cell: SheetCell, currency: string): CellReading<Fen> | null {
  const text = toHalfWidth(cell.text).replace(/\s/g, "");
  if (isPlaceholder(text) || /^[0.]+$/.test(text) || (/[亿万]元|人民币/.test(text) && !CURRENCY.test(text)))
    return null;
  return refused(
    "foreign-currency",
    `这一列以${currency}计，请按汇率折成人民币后再填（${quoted(cell.shown)}）。`,
  );
}

/** `unit` is the unit of the column; a unit written in the cell goes before it. */
export function cleanAmount(
  cell: SheetCell | undefined,
  unit: AmountUnit,
  currency: string | null = null,
): CellReading<Fen> {
  if (!cell) return taken<Fen>(null);
  const foreign = currency === null ? null : inCurrency(cell, currency);
  if (foreign) return foreign;
  if (cell.kind === "error") {
    return cell.formula !== undefined && !/^#(?!未)/.test(cell.text)
      ? refused("formula-unread", `公式 =${cell.formula} 没有保存结果，也无法计算，请粘贴为数值。`)
      : refused("cell-error", `单元格是错误值 ${cell.text}。`);
  }
  if (cell.kind === "date") return refused("amount-unread", `这里应为金额，却是日期 ${cell.text}。`);
  if (cell.kind === "boolean") return refused("amount-unread", `${quoted(cell.text)}不是金额。`);
  const reading = cell.kind === "number" ? readNumber(cell, unit) : readText(cell.text, unit);
  return cell.formula !== undefined && reading.note === null ? { ...reading, note: "公式的结果" } : reading;
}
