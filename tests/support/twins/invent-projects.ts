/** Invented projects for the duplicate radar, and one project as two people would write it down. */
import type { LikenessSubject } from "@/server/domain/likeness-profile";
import { demoUscc } from "../demo/enterprises";
import { HOME, ORIGINS } from "../demo/origins";
import type { Random } from "../demo/random";
import * as words from "./twin-words";

export interface Firm {
  province: string;
  city: string;
  region: string;
  brand: string;
  trade: string;
  form: string;
  code: string;
}

export interface Undertaking {
  firm: Firm;
  object: string;
  modifier: string;
  ending: string;
  content: string;
  address: string;
  phone: string;
  amountFen: number;
}

const stem = (city: string) => city.replace(/市$/, "");
export const fullName = (firm: Firm): string => `${stem(firm.city)}${firm.brand}${firm.trade}${firm.form}`;

let serial = 0;
export const restartCodes = () => {
  serial = 0;
};
const codeFor = (region: string) => {
  serial += 1;
  // Far from each other, as codes of a registry are.
  return demoUscc(region, (serial * 7_919_113) % 28_000_000);
};

export function inventFirm(random: Random, wish: Partial<Firm> = {}): Firm {
  const mainland = ORIGINS.filter(([origin]) => origin.region !== null);
  const origin = random.weighted(mainland);
  const region = wish.region ?? origin.region ?? "110105";
  return {
    province: origin.province,
    city: origin.city,
    brand: random.pick(words.BRAND_FIRST) + random.pick(words.BRAND_SECOND),
    trade: "",
    form: random.pick(words.FORMS),
    ...wish,
    region,
    code: codeFor(region),
  };
}

export const inventAddress = (random: Random): string =>
  `${HOME.city}${random.pick(words.PARKS)}${random.pick(words.STREETS)}${random.int(1, 299)}号`;
export const inventPhone = (random: Random): string =>
  `1${random.pick(["38", "39", "86", "55"])}${random.int(10_000_000, 99_999_999)}`;
const roundAmount = (random: Random) => random.int(5, 400) * 5 * 100_000_000;

export function inventUndertaking(random: Random, wish: Partial<Undertaking> = {}): Undertaking {
  const [object, trade, content] = random.pick(words.OBJECTS);
  return {
    object,
    content,
    modifier: random.pick(words.MODIFIERS),
    ending: random.pick(words.ENDINGS),
    firm: wish.firm ?? inventFirm(random, { trade }),
    address: random.chance(0.6) ? inventAddress(random) : "",
    phone: inventPhone(random),
    amountFen: roundAmount(random),
    ...wish,
  };
}

function contentAs(random: Random, { object, content, amountFen }: Undertaking): string {
  if (random.chance(0.3)) return "";
  const clauses = content.split("，");
  const told = random.chance(0.3) && clauses.length > 1 ? clauses.slice(0, -1) : clauses;
  const size = random.pick([`占地${random.int(20, 300)}亩`, `总投资${amountFen / 10_000_000_000}亿元`, ""]);
  return [random.chance(0.3) ? `${object}生产` : "", ...told, size].filter(Boolean).join("，");
}

function nameAs(random: Random, u: Undertaking): string {
  const head = random.weighted([
    ["", 5],
    [`${stem(u.firm.city)}${u.firm.brand}`, 2],
    [u.firm.brand, 3],
    [fullName(u.firm).replace(u.firm.form, ""), 0.6],
  ] as const);
  const modifier = random.chance(0.75) ? u.modifier : "";
  const ending = random.chance(0.7) ? u.ending : random.pick(words.ENDINGS);
  return `${head}${modifier}${u.object}${ending}${random.pick(["项目", "项目", "建设项目", ""])}`;
}

/** The undertaking as somebody writes it down: shorter, longer, with an amount that was heard slightly otherwise. */
export function writtenDown(
  random: Random,
  u: Undertaking,
  wish: Partial<LikenessSubject> = {},
): LikenessSubject {
  return {
    name: nameAs(random, u),
    content: contentAs(random, u),
    investorName: fullName(u.firm),
    investorUscc: random.chance(0.6) ? u.firm.code : null,
    companyName: "",
    companyUscc: null,
    formerNames: [],
    shortNames: [],
    groupName: "",
    projectCode: null,
    contactPhone: random.chance(0.4) ? u.phone : "",
    originProvince: random.chance(0.85) ? u.firm.province : "",
    originCity: random.chance(0.7) ? u.firm.city : "",
    address: random.chance(0.6) ? u.address : "",
    amountFen: random.chance(0.85) ? Math.round(u.amountFen * random.pick([1, 1, 1, 1.1, 0.9, 1.2])) : null,
    ...wish,
  };
}
