/** A row of 企业名录 → one enterprise as far as the list tells it. Pure. */
import type { DetailField } from "@/server/contracts/detail-fields";
import type { EnterpriseReading } from "@/server/contracts/import-details";
import { INVESTOR_KINDS } from "@/server/contracts/project";
import type { DirectoryHonour } from "@/server/domain/enterprise-directory";
import { normaliseName } from "@/server/domain/identity";
import { provinceOfUscc, readCity, readPlace } from "@/server/domain/read-place";
import { isPlaceholder, quoted, taken } from "../reading/cell-reading";
import { cleanDate, type DateContext } from "../reading/clean-date";
import { cleanUscc, judgeCode, oneLine, splitCompany } from "../reading/clean-text";
import type { SheetCell } from "../reading/workbook";
import type { DetailReader } from "./detail-reader";
import { honoursOf } from "./honours-of";

type InvestorKind = (typeof INVESTOR_KINDS)[number];

/** In this order: a listed central enterprise is a central one. */
const KIND_WORDS: [RegExp, InvestorKind][] = [
  [/央企|中央(国有)?企业/, "央企"],
  [/5\s*0\s*0\s*强|五百强/, "500强"],
  [/上市|挂牌/, "上市公司"],
  [/港澳台|港资|台资|澳资|港商|台商/, "港澳台资"],
  [/外资|外商|外企|合资|独资[^独]*外/, "外资"],
  [/国企|国有|国资/, "国企"],
  [/民企|民营|私营|民间|个体/, "民企"],
];
/** What a cell can mean is said in few words: the rest is not looked at, and that is told. */
const MOST_LOOKED_AT = 200;
/** No enterprise has as many names. */
const MOST_NAMES_IN_CELL = 50;

/** 非上市, 非国有 says what it is not. */
const DENIED = /[非未不]\s*(上市|挂牌|国有|央企)/g;

const wordsIn = (cell: SheetCell | undefined): string => {
  const text = cell === undefined || cell.kind === "error" ? "" : oneLine(cell.text);
  return isPlaceholder(text) ? "" : text;
};

/** A code may stand beside the name. */
function nameAndCode(reader: DetailReader): { name: string; code: string | null } {
  const cell = reader.cell("company");
  const text = wordsIn(cell);
  const { company, code } = text === "" ? { company: null, code: null } : splitCompany(text);
  const name = company ?? "";
  reader.take(
    "company",
    cell,
    taken(name || null, name === cell?.text ? null : code ? "与信用代码同格，已分开" : "去除多余字符"),
  );
  if (name === "") reader.object("detail-incomplete", "error", "缺少企业名称。", "company");
  return { name, code };
}

function codeOf(reader: DetailReader, beside: string | null): string | null {
  const cell = reader.cell("uscc");
  const own = cell ? cleanUscc(cell) : null;
  if (own && (own.value !== null || own.objection !== null)) return reader.take("uscc", cell, own);
  if (beside === null) return null;
  const judged = judgeCode(beside, beside);
  if (!reader.columns.has("uscc") && judged.objection)
    reader.object(judged.objection.kind, judged.objection.severity, judged.objection.message, "company");
  return reader.take("uscc", reader.cell("company"), judged);
}

function placeOf(reader: DetailReader): Pick<EnterpriseReading, "province" | "city"> {
  const [provinceCell, cityCell] = [reader.cell("province"), reader.cell("city")];
  const [provinceText, cityText] = [wordsIn(provinceCell), wordsIn(cityCell)];
  const said = provinceText || cityText;
  if (said === "") return { province: null, city: null };
  const field: DetailField = provinceText ? "province" : "city";
  const place = readPlace(said);
  if (!place) {
    reader.object("origin-unknown", "warning", `所在地${quoted(said)}无法识别，未读入。`, field);
    return { province: null, city: null };
  }
  const city = provinceText && cityText ? readCity(cityText, place.province) : place.city;
  const note = (value: string, text: string) => (value === text ? null : `读作 ${value}`);
  reader.take(
    field,
    provinceText ? provinceCell : cityCell,
    taken(place.province, note(place.province, said)),
  );
  if (city !== null && provinceText && cityText)
    reader.take("city", cityCell, taken(city, note(city, cityText)));
  return { province: place.province, city };
}

/** One of the words that the system has; of several the first in their order, and the rest is said. */
function kindOf(reader: DetailReader): InvestorKind | null {
  const cell = reader.cell("investorKind");
  const whole = wordsIn(cell);
  const text = whole.slice(0, MOST_LOOKED_AT);
  if (text === "") return null;
  if (whole.length > MOST_LOOKED_AT)
    reader.object(
      "not-taken",
      "warning",
      `类型：文字过长，只看前${MOST_LOOKED_AT}个字，其余未读入。`,
      "investorKind",
    );
  const open = text.replace(DENIED, "");
  const found = KIND_WORDS.filter(([words]) => words.test(open)).map(([, kind]) => kind);
  const [kind] = found;
  const exact = INVESTOR_KINDS.find((one) => one === text);
  const value = exact ?? kind ?? null;
  reader.take("investorKind", cell, taken(value, value === null || value === text ? null : `读作 ${value}`));
  if (value === null)
    reader.object(
      "not-taken",
      "warning",
      `类型：不认识${quoted(text)}，未读入；可写作${INVESTOR_KINDS.join("、")}。`,
      "investorKind",
    );
  else if (exact === undefined && found.length > 1)
    reader.object(
      "not-taken",
      "warning",
      `类型：只记一种，取“${value}”，未读入“${found.slice(1).join("、")}”。`,
      "investorKind",
    );
  return value;
}

/** Several in a cell, but never within brackets; each once, and none that is the present one. */
function namesIn(reader: DetailReader, field: "formerNames" | "shortNames", present: string): string[] {
  const cell = reader.cell(field);
  const text = wordsIn(cell);
  if (text === "") return [];
  const told = text
    .split(/[、，,；;/|]|\n/)
    .map((one) => one.replace(/^(曾用名|原名|简称)\s*[:：]?|^\d+[.．)）]/, "").trim())
    .filter((one) => !isPlaceholder(one));
  const known = new Set([normaliseName(present)]);
  const kept: string[] = [];
  const short: string[] = [];
  let more = 0;
  for (const one of told) {
    const key = normaliseName(one);
    if (known.has(key)) continue;
    known.add(key);
    if (one.length < 2) short.push(one);
    else if (kept.length < MOST_NAMES_IN_CELL) kept.push(one);
    else more += 1;
  }
  reader.take(field, cell, taken(kept.join("、") || null, kept.length > 1 ? `分作 ${kept.length} 个` : null));
  if (short.length > 0)
    reader.object("not-taken", "warning", `${quoted(short.join("、"))}太短，不作名称读入。`, field);
  if (more > 0)
    reader.object(
      "not-taken",
      "warning",
      `一格最多读入${MOST_NAMES_IN_CELL}个名称，其余${more}个未读入。`,
      field,
    );
  return kept;
}

/** A day or a batch in a column of its own belongs to the one honour beside it: of several nobody can say to which. */
function dated(reader: DetailReader, honours: DirectoryHonour[], dates: DateContext): DirectoryHonour[] {
  const [dayCell, batchCell] = [reader.cell("honourDate"), reader.cell("honourBatch")];
  const [dayText, batch] = [wordsIn(dayCell), wordsIn(batchCell)];
  const open = honours.filter((one) => one.awardedOn === null && one.batch === "");
  const [only] = open;
  if ((dayText === "" && batch === "") || only === undefined) return honours;
  if (open.length > 1) {
    reader.object(
      "not-taken",
      "warning",
      "一格里有几项荣誉，不知日期、批次是哪一项的，未读入；请把日期写在各项荣誉后面。",
      dayText === "" ? "honourBatch" : "honourDate",
    );
    return honours;
  }
  // A year or a month is said as it stands: no day is made up.
  const span = /^(20\d{2})(?:年|年度)?(?:(\d{1,2})月)?$/.exec(dayText.replace(/\s/g, ""));
  const said = span ? `${span[1]}年${span[2] ? `${Number(span[2])}月` : ""}` : "";
  const awardedOn =
    dayText === "" || span ? null : reader.take("honourDate", dayCell, softly(cleanDate(dayCell, dates)));
  if (span) reader.take("honourDate", dayCell, taken(said));
  if (batch) reader.take("honourBatch", batchCell, taken(batch));
  const whole = { ...only, awardedOn, batch: [said, batch].filter(Boolean).join("") };
  return honours.map((one) => (one === only ? whole : one));
}

/** The enterprise is worth keeping although nobody can read when it was awarded. */
const softly = <T extends ReturnType<typeof cleanDate>>(read: T): T => ({
  ...read,
  objection: read.objection && { ...read.objection, severity: "warning" as const },
});

function honoursIn(reader: DetailReader, dates: DateContext): DirectoryHonour[] {
  const cell = reader.cell("honours");
  const text = wordsIn(cell);
  const found = text === "" ? [] : honoursOf(cell?.text ?? "");
  if (found.length > 0)
    reader.take(
      "honours",
      cell,
      taken(found.map(({ title }) => title).join("、"), found.length > 1 ? `分作 ${found.length} 项` : null),
    );
  return dated(reader, found, dates);
}

export function readEnterprise(reader: DetailReader, dates: DateContext): EnterpriseReading {
  const { name, code } = nameAndCode(reader);
  const uscc = codeOf(reader, code);
  const place = placeOf(reader);
  const registered = uscc === null ? null : provinceOfUscc(uscc);
  if (registered?.kind === "mainland" && place.province !== null && registered.province !== place.province)
    reader.object(
      "uscc-region",
      "warning",
      `信用代码的登记地区是${registered.province}，所在地写的是${place.province}，请核对。`,
      "uscc",
    );
  return {
    kind: "enterprise",
    ...{ name, uscc, ...place, investorKind: kindOf(reader) },
    formerNames: namesIn(reader, "formerNames", name),
    shortNames: namesIn(reader, "shortNames", name),
    groupName: reader.text("groupName"),
    honours: honoursIn(reader, dates),
    profile: reader.text("profile"),
  };
}
