/** What likeness is judged by: a project or a lead brought to comparable form, once, however often it is compared. */
import { toHalfWidth } from "./amounts";
import { type Rarity, weighWords } from "./common-words";
import { enterpriseParts, takePlaces } from "./enterprise-names";
import { judgeUscc, normaliseName, normaliseUscc, projectKey } from "./identity";
import type { Weighed } from "./near-text";
import { cityStem } from "./place-names";
import { shortPlace } from "./places";
import type { Basics } from "./project-facts";
import { type Phase, phaseOf, withoutPhase } from "./project-phase";

/** As the record has it. Whatever is unknown is empty. */
export interface LikenessSubject {
  name: string;
  content: string;
  investorName: string;
  investorUscc: string | null;
  companyName: string;
  companyUscc: string | null;
  /** 曾用名, 简称 and 所属集团 of the investor, where the bureau knows them. */
  formerNames: readonly string[];
  shortNames: readonly string[];
  groupName: string;
  projectCode: string | null;
  contactPhone: string;
  originProvince: string;
  originCity: string;
  address: string;
  amountFen: number | null;
}

const NOTHING_KNOWN: LikenessSubject = {
  name: "",
  content: "",
  investorName: "",
  investorUscc: null,
  companyName: "",
  companyUscc: null,
  formerNames: [],
  shortNames: [],
  groupName: "",
  projectCode: null,
  contactPhone: "",
  originProvince: "",
  originCity: "",
  address: "",
  amountFen: null,
};

/** As much as is known of a lead, an enterprise or a row of a ledger. */
export const likenessSubject = (known: Partial<LikenessSubject>): LikenessSubject => ({
  ...NOTHING_KNOWN,
  ...known,
});

/** What the project itself knows; former names and the group stand with the enterprise. */
export const subjectOfBasics = (basics: Basics): LikenessSubject => ({
  ...likenessSubject({}),
  name: basics.name,
  content: basics.content,
  investorName: basics.investorName,
  investorUscc: basics.investorUscc,
  companyName: basics.companyName,
  companyUscc: basics.companyUscc,
  projectCode: basics.projectCode,
  contactPhone: basics.contactPhone,
  originProvince: basics.originProvince,
  originCity: basics.originCity,
  address: basics.address,
  amountFen: basics.plannedTotalFen ?? basics.intendedFen,
});

/** What the domain cannot do itself: how characters are spoken, and a digest that gives no number away. */
export interface LikenessTools {
  /** Syllables without tones, joined. */
  speak: (text: string) => string;
  /** A phone number's digits → something only good for comparing. */
  digest: (digits: string) => string;
  rarity?: Rarity;
}

export interface NamedEnterprise {
  raw: string;
  core: string;
  places: readonly string[];
  spoken: string;
  /** By which of its names: 曾用名, 简称, or the one it bears. */
  known: "present" | "former" | "short";
}

export interface LikenessProfile {
  nameKey: string;
  nameSpoken: string;
  /** The name without what every name has: phase, places, the investor's own name. */
  topic: string;
  words: Weighed;
  phase: Phase;
  content: Weighed;
  enterprises: readonly NamedEnterprise[];
  codes: readonly string[];
  groupCore: string;
  projectCode: string;
  phones: readonly string[];
  /** Stem of the city that the investor comes from, or of its province. */
  origin: string;
  address: string;
  amountFen: number | null;
}

const SHORTEST_PHONE = 7;
const PHONES = /\+?\d[\d\s-]{5,}\d/g;

/** The numbers in a field as people fill it in: 0452-278 8888、13800000000 (王总). */
export function phoneDigits(raw: string): string[] {
  return [...toHalfWidth(raw).matchAll(PHONES)]
    .map(([number]) => number.replace(/\D/g, "").replace(/^(0?086|86)(?=1\d{10}$)/, ""))
    .filter((digits) => digits.length >= SHORTEST_PHONE);
}

const BRAND_LENGTHS = [4, 3, 2];

/** What a project is about: 沈阳远松数控主轴部件基地（二期）项目 → 数控主轴部件基地. */
export function topicOf(name: string, cores: readonly string[]): string {
  const key = projectKey(withoutPhase(name).replace(/(建设|投资)?项目$/, ""));
  let rest = takePlaces(key, 2).rest;
  for (const core of cores) {
    const brand = [core, ...BRAND_LENGTHS.map((n) => core.slice(0, n))].find(
      (part) => part.length >= 2 && rest.startsWith(part) && rest.length - part.length >= 2,
    );
    if (brand !== undefined) rest = takePlaces(rest.slice(brand.length), 2).rest;
  }
  return rest.replace(/^(股份|集团|公司|有限公司)+(?=..)/, "");
}

const originOf = (subject: LikenessSubject) =>
  subject.originCity === "" ? shortPlace(subject.originProvince) : cityStem(subject.originCity);

/** A name without a place is taken to be of where the investor comes from. */
function enterprisesOf(subject: LikenessSubject, speak: (text: string) => string): NamedEnterprise[] {
  const named = [
    ...[subject.investorName, subject.companyName].map((raw) => ({ raw, known: "present" as const })),
    ...subject.formerNames.map((raw) => ({ raw, known: "former" as const })),
    ...subject.shortNames.map((raw) => ({ raw, known: "short" as const })),
  ];
  const seen = new Set<string>();
  const origin = originOf(subject);
  return named.flatMap(({ raw, known }) => {
    if (normaliseName(raw).length < 2 || seen.has(raw)) return [];
    seen.add(raw);
    const { core, places } = enterpriseParts(raw);
    const home = places.length === 0 && raw === subject.investorName ? origin : "";
    return [{ raw, core, places: home === "" ? places : [home], spoken: speak(core), known }];
  });
}

/** Street and number as written in one way: 区 and 街道 of the same district add nothing. */
const addressKey = (raw: string): string =>
  takePlaces(normaliseName(raw.replace(/\(.*?\)|（.*?）/g, "")), 3).rest.replace(/(附近|内|旁)$/, "");

const keptCode = (raw: string | null): string[] => {
  const code = normaliseUscc(raw ?? "");
  return code !== "" && judgeUscc(code) !== "wrong-shape" ? [code] : [];
};

export function likenessProfile(subject: LikenessSubject, tools: LikenessTools): LikenessProfile {
  const enterprises = enterprisesOf(subject, tools.speak);
  const cores = enterprises.map((e) => e.core);
  const topic = topicOf(subject.name, cores);
  return {
    nameKey: projectKey(subject.name),
    nameSpoken: tools.speak(topic),
    topic,
    words: weighWords(topic, tools.rarity),
    phase: phaseOf(subject.name),
    content: weighWords(subject.content, tools.rarity),
    enterprises,
    codes: [...new Set([...keptCode(subject.investorUscc), ...keptCode(subject.companyUscc)])],
    groupCore: subject.groupName ? enterpriseParts(subject.groupName).core : "",
    projectCode: subject.projectCode ?? "",
    phones: [...new Set(phoneDigits(subject.contactPhone).map(tools.digest))],
    origin: originOf(subject),
    address: addressKey(subject.address),
    amountFen: subject.amountFen,
  };
}
