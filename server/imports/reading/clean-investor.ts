/** Who invests and where from: company, credit code, province and city, in one cell or in several. */

import type { LedgerField } from "@/server/contracts/import";
import { judgeUscc } from "@/server/domain/identity";
import {
  isMainland,
  type Place,
  placeOfCompany,
  provinceOfUscc,
  readCity,
  readOrigin,
  readPlace,
} from "@/server/domain/read-place";
import { isPlaceholder, quoted, taken } from "./cell-reading";
import { cleanUscc, judgeCode, splitCompany, splitCompanyPlace } from "./clean-text";
import { isTick } from "./joined-columns";
import type { RowReader } from "./row-reader";
import type { SheetCell } from "./workbook";

export interface Investor {
  company: string | null;
  uscc: string | null;
  province: string | null;
  city: string | null;
  /** Registered in another mainland province; null when the place is unknown. */
  outside: boolean | null;
}

function readCompany(reader: RowReader): {
  company: string | null;
  code: string | null;
  place: Place | null;
} {
  const field: LedgerField = reader.has("company") ? "company" : "projectCompany";
  const cell = reader.cell(field);
  if (!cell || isPlaceholder(cell.text)) return { company: null, code: null, place: null };
  const { company: named, code } = splitCompany(cell.text);
  const { company, place } = named === null ? { company: null, place: null } : splitCompanyPlace(named);
  const note =
    field === "projectCompany"
      ? "表中没有投资方，取项目公司"
      : company === cell.text
        ? null
        : code
          ? "与信用代码同格，已分开"
          : place
            ? "与所在地同格，已分开"
            : "去除多余字符";
  reader.take("company", cell, taken(company, note));
  return { company, code, place };
}

function readCode(reader: RowReader, beside: string | null): string | null {
  const cell = reader.cell("uscc");
  const own = cell ? cleanUscc(cell) : null;
  if (cell && own && (own.value !== null || own.objection !== null))
    return reader.take("uscc", cell, own, true);
  if (beside === null) return null;
  const source = reader.cell("company") ?? reader.cell("projectCompany");
  const judged = judgeCode(beside, source?.text ?? beside);
  return reader.take(
    "uscc",
    source,
    { ...judged, note: judged.value ? "取自投资方一格" : judged.note },
    true,
  );
}

interface WrittenPlace {
  province: string | null;
  city: string | null;
  kind: Place["kind"] | null;
  /** Where the ledger says 省外 and not which province. */
  outside?: boolean;
}

/** "是否省外: 是 / 否". */
function ticked(cell: SheetCell, home: string): WrittenPlace {
  if (isTick(cell.text)) return { province: null, city: null, kind: null, outside: true };
  const inside = /^(?:否|不是|非|[×╳xX])$/.test(cell.text.trim());
  return { province: inside ? home : null, city: null, kind: inside ? "mainland" : null };
}

/** The written place: one cell with both, or province and city apart. */
function writtenPlace(reader: RowReader, home: string): WrittenPlace {
  const provinceCell = reader.cell("province");
  const cityCell = reader.cell("city");
  if (provinceCell && /^是否/.test(reader.columns.province?.header ?? "")) return ticked(provinceCell, home);
  const provinceText = provinceCell && !isPlaceholder(provinceCell.text) ? provinceCell.text : null;
  const cityText = cityCell && !isPlaceholder(cityCell.text) ? cityCell.text : null;
  if (provinceText === null && cityText === null) return { province: null, city: null, kind: null };
  const source = provinceText === null ? cityCell : provinceCell;
  const said = readOrigin(provinceText ?? cityText ?? "");
  if (said === "outside" || said === "foreign") {
    const meaning = said === "outside" ? "按省外计，请补上省份" : "不计入省外内资，请补上国别或地区";
    const message = `投资方所在地只写“${provinceText ?? cityText}”，${meaning}。`;
    reader.warn("origin-unknown", message, source?.ref ?? null);
    return { province: null, city: null, kind: null, outside: said === "outside" };
  }
  const place: Place | null =
    said === "home"
      ? { province: home, city: null, kind: "mainland" }
      : readPlace(provinceText ?? cityText ?? "");
  if (!place) {
    reader.warn(
      "origin-unknown",
      `投资方所在地${quoted(provinceText ?? cityText ?? "")}无法识别，未判断是否省外。`,
      source?.ref ?? null,
    );
    return { province: provinceText, city: cityText, kind: null };
  }
  const city = cityText === null || provinceText === null ? place.city : readCity(cityText, place.province);
  const sameCell = cityText === null && place.city !== null;
  reader.take(
    "province",
    source,
    taken(
      place.province,
      place.province === provinceText ? null : sameCell ? "省市同格，已分开" : `读作 ${place.province}`,
    ),
  );
  if (city !== null) {
    const citySource = cityText === null ? source : cityCell;
    reader.take("city", citySource, taken(city, city === cityText ? null : `读作 ${city}`));
  }
  return { province: place.province, city, kind: place.kind };
}

function inferredPlace(reader: RowReader, company: string | null, uscc: string | null): Place | null {
  const byCode = uscc !== null && judgeUscc(uscc) === "valid" ? provinceOfUscc(uscc) : null;
  const byName = company === null ? null : placeOfCompany(company);
  const place = byCode && byName && byName.province === byCode.province ? byName : (byCode ?? byName);
  if (!place) return null;
  const basis = byCode ? "信用代码的登记地区" : "企业名称";
  // A ledger without the column is remarked on once, not on every row.
  if (reader.has("province") || reader.has("city")) {
    const message = `没有写投资方所在地，按${basis}推断为${place.province}，请核对。`;
    reader.warn("origin-inferred", message, reader.refOf(reader.has("province") ? "province" : "city"));
  }
  reader.keep("province", undefined, place.province, `按${basis}推断`);
  return place;
}

function outsideOf(province: string | null, kind: Place["kind"] | null, home: string): boolean | null {
  if (province === null || kind === null) return null;
  return isMainland(province) && province !== home;
}

/** `place`: that of the section the row stands in. */
export function readInvestor(
  reader: RowReader,
  homeProvince: string,
  around: { place: Place | null } = { place: null },
): Investor {
  const { company, code, place: beside } = readCompany(reader);
  const uscc = readCode(reader, code);
  const own = writtenPlace(reader, homeProvince);
  if (own.province === null && own.outside === undefined && around.place !== null) {
    Object.assign(own, around.place);
    reader.keep("province", undefined, around.place.province, "取自分组行");
  }
  const written = own.province === null && own.outside === undefined && beside !== null ? beside : own;
  if (written === beside) reader.keep("province", undefined, beside.province, "取自投资方一格");
  const inferred =
    written.province === null && own.outside === undefined ? inferredPlace(reader, company, uscc) : null;
  const province = written.province ?? inferred?.province ?? null;
  const registered = uscc === null ? null : provinceOfUscc(uscc);
  if (
    written.kind === "mainland" &&
    registered &&
    registered.kind === "mainland" &&
    registered.province !== province
  ) {
    reader.warn(
      "uscc-region",
      `信用代码的登记地区是${registered.province}，所在地写的是${province}，请核对。`,
      reader.refOf("uscc"),
    );
  }
  return {
    company,
    uscc,
    province,
    city: written.city ?? inferred?.city ?? null,
    outside: own.outside ?? outsideOf(province, written.kind ?? inferred?.kind ?? null, homeProvince),
  };
}
