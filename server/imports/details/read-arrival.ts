/** A row of 到位资金明细 → one arrival as far as the sheet tells it. Pure. */
import type { ArrivalReading, ArrivalScope } from "@/server/contracts/import-details";
import { CURRENCIES, type Currency, sourcePlaceOf, VOUCHER_KINDS } from "@/server/contracts/ledger";
import { type AmountUnit, toHalfWidth } from "@/server/domain/amounts";
import { isPlaceholder, quoted, taken } from "../reading/cell-reading";
import { cleanAmount } from "../reading/clean-amount";
import { cleanDate, type DateContext } from "../reading/clean-date";
import type { SheetCell } from "../reading/workbook";
import type { DetailReader } from "./detail-reader";

export interface ArrivalSettings {
  unit: AmountUnit;
  dates: DateContext;
}

const OTHER_WORDS: [RegExp, Currency][] = [
  [/USD|US\$|美金|美元/i, "USD"],
  [/HKD|HK\$|港币|港元|港纸/i, "HKD"],
  [/EUR|€|欧元/i, "EUR"],
  [/JPY|日币|日元|日圆/i, "JPY"],
  [/KRW|韩元|韩币/i, "KRW"],
  [/GBP|£|英镑/i, "GBP"],
  [/RUB|卢布/i, "RUB"],
  [/SGD|新加坡元|新币/i, "SGD"],
  [/CNY|RMB|人民币|^元$/i, "CNY"],
];

/** The currency that a text names: 美元, USD, 人民币; null when it names none. */
export function currencyOf(text: string): Currency | null {
  const named = (Object.keys(CURRENCIES) as Currency[]).find((code) => text.includes(CURRENCIES[code]));
  return named ?? OTHER_WORDS.find(([words]) => words.test(text))?.[1] ?? null;
}

const CURRENCY_WORDS =
  /美元|美金|欧元|日元|日币|日圆|港元|港币|英镑|卢布|韩元|韩币|新加坡元|新币|澳元|加元|人民币|USD|US\$|EUR|€|£|HKD|HK\$|JPY|GBP|RUB|KRW|SGD|RMB|CNY|\$/gi;

/** The amount without the words of its currency: 50万美元 is 50万 of it. */
function withoutCurrency(cell: SheetCell | undefined): SheetCell | undefined {
  if (cell?.kind !== "text") return cell;
  const text = cell.text.replace(CURRENCY_WORDS, "").trim();
  return { ...cell, text: /万$|亿$/.test(text) ? `${text}元` : text };
}

function currencyIn(reader: DetailReader): Currency {
  const cell = reader.cell("currency");
  const word = cell ? cell.text : "";
  const ofColumn = currencyOf(word);
  if (cell && !isPlaceholder(word)) {
    reader.take("currency", cell, taken(ofColumn ?? word, ofColumn ? CURRENCIES[ofColumn] : null));
    if (ofColumn === null)
      reader.object(
        "foreign-currency",
        "error",
        `币种：不认识${quoted(word)}，请写作人民币、美元等。`,
        "currency",
      );
  }
  const header = reader.columns.get("amount")?.header ?? "";
  const amount = reader.cell("amount");
  return (
    ofColumn ?? (amount?.kind === "text" ? currencyOf(amount.text) : null) ?? currencyOf(header) ?? "CNY"
  );
}

const SCOPE_WORDS: [RegExp, ArrivalScope][] = [
  [/境外|外资|国外|海外|港澳台|境外资金/, "foreign"],
  [/省外|域外|外省|省外内资|市外省外/, "outside"],
  [/省内|本省|市内|区内|本地|市外省内/, "inside"],
];
const scopeOf = (text: string): ArrivalScope | null =>
  SCOPE_WORDS.find(([words]) => words.test(text))?.[1] ?? null;

/** A place of money as a sheet writes it: 江苏省南京市, 香港, 日本. */
function placeOf(text: string): string | null {
  const bare = toHalfWidth(text).replace(/[\s()（）]/g, "");
  if (bare === "") return null;
  const whole = sourcePlaceOf(bare);
  if (whole !== null) return whole;
  for (const length of [3, 2, 4, 5]) {
    const start = sourcePlaceOf(bare.slice(0, length));
    if (start !== null && bare.length > length) return start;
  }
  return null;
}

function sourceOf(reader: DetailReader): Pick<ArrivalReading, "place" | "scope"> {
  const [placeText, scopeText] = [reader.text("place"), reader.text("scope")];
  const place = placeOf(placeText) ?? placeOf(scopeText);
  const scope = scopeOf(scopeText) ?? scopeOf(placeText);
  if (place === null && scope === null && (placeText || scopeText))
    reader.object(
      "origin-unknown",
      "warning",
      `来源地：${quoted(placeText || scopeText)}不是能识别的省份或国家。`,
      placeText ? "place" : "scope",
    );
  return { place, scope };
}

/** The words of the ledger's own list where one is meant. */
function voucherKindOf(text: string): string {
  const known = VOUCHER_KINDS.find(
    (kind) => text.includes(kind) || (text.length >= 3 && kind.includes(text)),
  );
  if (known || text === "") return known ?? "";
  if (/进账/.test(text)) return "银行进账单";
  if (/转账|汇款|回单|流水|电汇/.test(text)) return "银行转账凭证";
  if (/验资/.test(text)) return "验资报告";
  return /发票/.test(text) ? "设备发票" : "其他凭证";
}

/** A number of a voucher is text: a spreadsheet that made a figure of it has kept at most fifteen digits. */
function voucherNumberOf(reader: DetailReader): string {
  const cell = reader.cell("voucherNumber");
  if (cell?.kind === "number" && cell.text.replace(/\D/g, "").length > 15) {
    reader.object(
      "cell-error",
      "error",
      `凭证号存成了数字，末尾几位已丢失（${cell.shown}），请以文本重填。`,
      "voucherNumber",
    );
    return "";
  }
  // An apostrophe in front is how a text file keeps a long number a text.
  return reader.text("voucherNumber").replace(/^'/, "");
}

export function readArrival(reader: DetailReader, settings: ArrivalSettings): ArrivalReading {
  const day = reader.cell("arrivedOn");
  const arrivedOn = reader.take("arrivedOn", day, cleanDate(day, settings.dates));
  const currency = currencyIn(reader);
  const amount = reader.ownCell("amount");
  const unit = reader.columns.get("amount")?.unit ?? settings.unit;
  const read = cleanAmount(withoutCurrency(amount), unit);
  const originalCents = reader.take("amount", amount, read);
  if (
    arrivedOn === null &&
    !reader.problems.some((p) => p.cell === reader.refOf("arrivedOn") && p.severity === "error")
  )
    reader.object("detail-incomplete", "error", "缺少到账日期，或日期不明，请写作 2026-10-31。", "arrivedOn");
  if (originalCents === null && read.objection?.severity !== "error")
    reader.object("amount-missing", "error", "缺少金额。", "amount");
  if (originalCents !== null && originalCents < 0)
    reader.object("amount-negative", "error", "金额为负：更正已登记的到位请在台账中用冲减。", "amount");
  if (originalCents === 0) reader.object("amount-missing", "error", "金额为零。", "amount");
  const kind = reader.text("voucherKind");
  return {
    kind: "arrival",
    arrivedOn,
    originalCents,
    currency,
    payerName: reader.text("payer"),
    ...sourceOf(reader),
    voucherNumber: voucherNumberOf(reader),
    voucherKind: voucherKindOf(kind),
    useKind: /流动/.test(reader.text("useKind")) ? "working" : "fixed",
    note: reader.text("note"),
  };
}
