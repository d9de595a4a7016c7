/** Where an investor comes from: province and city, each brought to its full name, from one cell or two. */
import { toHalfWidth } from "./amounts";
import { COUNTY_LEVEL } from "./county-names";
import { COUNTRIES, cityStem, PROVINCES, type ProvinceEntry } from "./place-names";

export interface Place {
  /** Full name of a province-level division, or a country. */
  province: string;
  city: string | null;
  kind: "mainland" | "hk-mo-tw" | "abroad";
}

const SEPARATORS = /[\s/\\\-—–·•、,，|>()（）:：]+/g;

/** City stems that are ordinary words or lie in two provinces: never taken as a place by themselves. */
const EVERYDAY_STEMS = new Set([
  "东方",
  "安康",
  "白银",
  "吉安",
  "平凉",
  "朝阳",
  "和平",
  "河东",
  "河北",
  "宝山",
  "长寿",
  "大足",
  "江北",
  "中卫",
]);

const cityIndex = new Map<string, { entry: ProvinceEntry; city: string }[]>();
for (const entry of PROVINCES) {
  for (const city of entry.cities) {
    for (const key of new Set([city, cityStem(city)])) {
      cityIndex.set(key, [...(cityIndex.get(key) ?? []), { entry, city }]);
    }
  }
}
/** Written in full they may begin a text; 江山 or 永安 alone is a place only where nothing else stands. */
const countyIndex = new Map<string, { entry: ProvinceEntry; city: string }>();
const countyStems = new Map<string, { entry: ProvinceEntry; city: string }>();
for (const entry of PROVINCES) {
  for (const city of COUNTY_LEVEL[entry.code] ?? []) {
    countyIndex.set(city, { entry, city });
    countyStems.set(cityStem(city).replace(/县$/, ""), { entry, city });
  }
}

function countyPlace(text: string): Place | null {
  let found = countyStems.get(text);
  for (let length = 3; length <= 8 && !found; length++) found = countyIndex.get(text.slice(0, length));
  return found ? { province: found.entry.name, city: found.city, kind: "mainland" } : null;
}

/** Longest first, so that 吉林市 is tried before 吉林. */
const CITY_KEYS = [...cityIndex.keys()].sort((a, b) => b.length - a.length);
const PROVINCE_KEYS = PROVINCES.flatMap((entry) => [
  { key: entry.name, entry },
  { key: entry.short, entry },
]).sort((a, b) => b.key.length - a.key.length);
/** A prefecture whose name begins with the name of another province. */
const NOT_PROVINCES = /^(吉林市|海南(藏族自治)?州|河北区|重庆路|上海路)/;

const kindOf = (entry: ProvinceEntry): Place["kind"] => (entry.mainland ? "mainland" : "hk-mo-tw");

/** The city in what follows the province: a known one in full, else the words as they stand. */
export function cityWithin(entry: ProvinceEntry, rest: string): string | null {
  const text = rest.replace(/^(市辖区|市|省)/, "");
  if (text === "" || text === entry.name || text === entry.short) return null;
  // "浙江省、江苏省": a second province is not a city of the first.
  if (PROVINCES.some((other) => other !== entry && text.startsWith(other.name))) return null;
  const inner = text.startsWith(entry.name) ? text.slice(entry.name.length) : text;
  for (const city of entry.cities) if (inner.startsWith(city)) return city;
  for (const city of entry.cities) if (inner.startsWith(cityStem(city))) return city;
  return /^(.{1,8}?(?:自治州|地区|新区|市|州|盟|区|县|旗))/.exec(inner)?.[1] ?? inner;
}

function mainlandPlace(text: string): Place | null {
  if (!NOT_PROVINCES.test(text)) {
    for (const { key, entry } of PROVINCE_KEYS) {
      if (!text.startsWith(key)) continue;
      const rest = text.slice(key.length).replace(/^(省|市|自治区|特别行政区|特区)/, "");
      return { province: entry.name, city: cityWithin(entry, rest), kind: kindOf(entry) };
    }
  }
  const county = countyPlace(text);
  if (county) return county;
  for (const key of CITY_KEYS) {
    if (!text.startsWith(key)) continue;
    const found = cityIndex.get(key) ?? [];
    const only = found[0];
    if (found.length !== 1 || !only) return null;
    return { province: only.entry.name, city: only.city, kind: kindOf(only.entry) };
  }
  return null;
}

function foreignPlace(text: string): Place | null {
  for (const [country, cities] of Object.entries(COUNTRIES)) {
    if (text.startsWith(country))
      return { province: country, city: text.slice(country.length) || null, kind: "abroad" };
    const city = cities.find((name) => text.startsWith(name));
    if (city) return { province: country, city, kind: "abroad" };
  }
  return null;
}

/** "浙江省杭州市", "浙江/杭州", "北京海淀", "香港特别行政区九龙", "德国慕尼黑", "深圳市": null when no place is recognised. */
export function readPlace(raw: string): Place | null {
  const text = toHalfWidth(raw)
    .replace(/[([【]?(省内|省外|市内|市外|境内|境外|外资|国内|国外)[)\]】]?/g, "")
    .replace(SEPARATORS, "")
    .replace(/^中国(?=.)/, "");
  return text === "" ? null : (mainlandPlace(text) ?? foreignPlace(text));
}

const HOME =
  /^(?:本|我)?(?:地|省|市|区|县|区内|市内|省内|县内)$|^(?:区|市|省|县)内(?:企业|县际)?$|^(?:市|区|县)外省内$|^省内(?:市外|其他(?:地)?市|资金|内资|企业)$|^(?:当地|本土|本区县)$/;
const OUTSIDE = /^(?:外省|省外)(?:企业|资金|内资)?$/;
const FOREIGN = /^(?:外资|境外|国外|港澳台资?|境外资金|外商)$/;

/** 本地, 省内, 市外省内 are the home province; 省外 is some other one, 外资 none of them. Null for anything else. */
export function readOrigin(raw: string): "home" | "outside" | "foreign" | null {
  const text = toHalfWidth(raw).replace(SEPARATORS, "");
  if (HOME.test(text)) return "home";
  return OUTSIDE.test(text) ? "outside" : FOREIGN.test(text) ? "foreign" : null;
}

/** A text that is the name of a province or a city and nothing more. */
export function exactPlace(raw: string): Place | null {
  const text = toHalfWidth(raw).replace(SEPARATORS, "");
  const province = PROVINCES.find(({ name, short }) => name === text || short === text);
  if (province) return { province: province.name, city: null, kind: kindOf(province) };
  return cityIndex.get(text)?.length === 1 ? mainlandPlace(text) : null;
}

export function readCity(raw: string, province: string | null): string {
  const text = toHalfWidth(raw).replace(SEPARATORS, "");
  const entry = PROVINCES.find((candidate) => candidate.name === province);
  if (!entry) return text;
  const rest = text.startsWith(entry.name) ? text.slice(entry.name.length) : text;
  return cityWithin(entry, rest) ?? entry.name;
}

/** Registered place by the region digits of a credit code (characters 3 to 4). */
export function provinceOfUscc(uscc: string): Place | null {
  const entry = PROVINCES.find((candidate) => candidate.code === uscc.slice(2, 4));
  return entry ? { province: entry.name, city: null, kind: kindOf(entry) } : null;
}

/** A company named after its home: "杭州…有限公司", "…（深圳）有限公司". */
export function placeOfCompany(company: string): Place | null {
  const inBrackets = /[(（]([^)）]{2,8})[)）]/.exec(company)?.[1];
  for (const text of [company, inBrackets ?? ""]) {
    const stem = CITY_KEYS.find((key) => text.startsWith(key));
    if (stem && EVERYDAY_STEMS.has(stem)) continue;
    const place = text ? readPlace(text) : null;
    if (!place) continue;
    // What follows the province in a company's name is its trade name, not a city, unless the city is a known one.
    const known = PROVINCES.some((entry) => entry.cities.includes(place.city ?? ""));
    const knownAbroad = Object.values(COUNTRIES).some((cities) => cities.includes(place.city ?? ""));
    return known || knownAbroad ? place : { ...place, city: null };
  }
  return null;
}

export function isMainland(province: string): boolean {
  return PROVINCES.some((entry) => entry.name === province && entry.mainland);
}
