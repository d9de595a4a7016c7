/**
 * An enterprise's name taken apart: 深圳市远松精密机械有限公司 and 远松精密机械（深圳）有限责任公司 have one core and one
 * place. Only for finding what may be the same; what is stored and shown stays as it was written.
 */
import { toHalfWidth } from "./amounts";
import { COUNTY_LEVEL } from "./county-names";
import { normaliseName } from "./identity";
import { cityStem, PROVINCES } from "./place-names";

export interface EnterpriseParts {
  /** 字号 and trade, without place and legal form: 远松精密机械. */
  core: string;
  /** Stems of the places in it: 广东, 深圳. */
  places: string[];
}

const LEGAL_FORM =
  /(股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司|总公司|公司|有限合伙|株式会社|控股|集团|股份)$/;
const BRACKETED = /[(（【[]([^()（）【】[\]]*)[)）】\]]/g;
const PLACE_ENDING = /(特别行政区|经济技术开发区|高新技术产业开发区|开发区|高新区|新区|省|市|区|县)$/;
const SHORTEST_CORE = 2;
const MOST_PLACES = 3;

/** Every place as names begin with it → its stem. */
const PLACES: ReadonlyMap<string, string> = new Map(
  PROVINCES.flatMap((province) => [
    [province.name, province.short] as const,
    [province.short, province.short] as const,
    ...[...province.cities, ...(COUNTY_LEVEL[province.code] ?? [])].flatMap((city) => [
      [city, cityStem(city)] as const,
      [cityStem(city), cityStem(city)] as const,
    ]),
  ]),
);
const LONGEST_PLACE = Math.max(...[...PLACES.keys()].map((name) => name.length));

/** The longest place at the head of a text. */
function placeAtHead(text: string): string | null {
  for (let length = Math.min(LONGEST_PLACE, text.length); length >= 2; length -= 1) {
    const head = text.slice(0, length);
    if (PLACES.has(head)) return head;
  }
  return null;
}

const stemOf = (place: string): string => PLACES.get(place) ?? place.replace(PLACE_ENDING, "");

/** Places at the head of a text, one after another, and what is left of it. */
export function takePlaces(text: string, shortestRest: number): { places: string[]; rest: string } {
  const places: string[] = [];
  let rest = text;
  while (places.length < MOST_PLACES) {
    const place = placeAtHead(rest);
    if (place === null || rest.length - place.length < shortestRest) break;
    places.push(stemOf(place));
    rest = rest.slice(place.length);
    // 市 and 区 of a stem that was written out in another way (齐齐哈尔高新区).
    const ending = /^(省|市|区|县|经济技术开发区|高新技术产业开发区|开发区|高新区)/.exec(rest)?.[0] ?? "";
    if (rest.length - ending.length >= shortestRest) rest = rest.slice(ending.length);
  }
  return { places, rest };
}

function withoutForm(text: string): string {
  let rest = text;
  for (;;) {
    const next = rest.replace(LEGAL_FORM, "");
    if (next === rest || next.length < SHORTEST_CORE) return rest;
    rest = next;
  }
}

const parted = new Map<string, EnterpriseParts>();
const MOST_REMEMBERED = 5000;

function takeApart(raw: string): EnterpriseParts {
  const places: string[] = [];
  const unbracketed = toHalfWidth(raw).replace(BRACKETED, (_, inside: string) => {
    const text = normaliseName(inside);
    const stem = PLACES.get(text);
    if (stem !== undefined) places.push(stem);
    // 集团 and 有限合伙 in brackets are a form, 中国 is where they all are.
    return stem !== undefined || /^(集团|控股|股份|有限合伙|中国)$/.test(text) ? "" : inside;
  });
  const head = takePlaces(withoutForm(normaliseName(unbracketed)), SHORTEST_CORE);
  return { core: withoutForm(head.rest), places: [...head.places, ...places] };
}

export function enterpriseParts(raw: string): EnterpriseParts {
  const known = parted.get(raw);
  if (known) return known;
  const parts = takeApart(raw);
  if (parted.size >= MOST_REMEMBERED) parted.clear();
  parted.set(raw, parts);
  return parts;
}

const PROVINCE_OF: ReadonlyMap<string, string> = new Map(
  PROVINCES.flatMap(({ code, short, cities }) =>
    [...cities, ...(COUNTY_LEVEL[code] ?? [])].map((city) => [cityStem(city), short] as const),
  ),
);
const within = (a: string, b: string): boolean => a === b || PROVINCE_OF.get(a) === b;

/** Two names of one place, of a place and its province, or of a place and nowhere: nothing that speaks against one firm. */
export const placesAgree = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((x) => b.some((y) => within(x, y) || within(y, x)));
