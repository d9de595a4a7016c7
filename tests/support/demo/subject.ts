/** What a project of the demo district is, before anything happens to it. */
import { FEN_PER_WAN, type Fen } from "@/server/domain/amounts";
import { originOf } from "@/server/domain/places";
import { CHAINS, type Chain, type ChainCode, chainOf, engineId, leadUnitOf } from "./bureau-chains";
import {
  HOSTS,
  OFFICERS,
  type Person,
  person,
  STREET_PEOPLE,
  UNITS,
  type Unit,
  unitNamed,
} from "./bureau-people";
import type { Template } from "./catalogue-industry";
import { CHAIN_WEIGHTS, templatesOf } from "./catalogue-services";
import { demoUscc, type Enterprise, investor, LOCAL_SERIAL, localCompany } from "./enterprises";
import { HOME } from "./origins";
import { type Random, randomFrom } from "./random";

/** Investors' ids begin here; below stand the anchor enterprises. */
const FIRST_INVESTOR_ID = 101;

export interface Subject {
  index: number;
  name: string;
  content: string;
  template: Template;
  chain: Chain | null;
  linkedChainIds: number[];
  engineIds: number[];
  leadUnit: Unit;
  street: Unit;
  owner: Person;
  reporter: Person;
  investor: Enterprise;
  /** A second investor and its share in basis points. */
  partner: { enterprise: Enterprise; share: number } | null;
  companyName: string;
  companyUscc: string;
  nature: string;
  source: string;
  introducer: string;
  contactName: string;
  contactPhone: string;
  address: string;
  areaCentiMu: number;
  sensitivity: "internal" | "sensitive" | "open";
  /** Name of the project that this lead reports a second time. */
  duplicateOf: string | null;
  /** All amounts in fen. */
  plannedFen: Fen;
  fixedFen: Fen;
  intendedFen: Fen;
  frameworkFen: Fen;
  contractFen: Fen;
  filedFen: Fen;
  outsideFen: Fen;
}

const SOURCES: readonly (readonly [string, number])[] = [
  ["外出拜访", 24],
  ["以商招商", 18],
  ["来访", 16],
  ["展会", 12],
  ["商会协会", 10],
  ["引荐", 9],
  ["上级推送", 5],
  ["委托", 3],
  ["网络", 3],
];
const INTRODUCERS: Record<string, readonly string[]> = {
  以商招商: [
    "齐齐哈尔鹤岭重型机床股份有限公司",
    "齐齐哈尔云仓冷链物流有限公司",
    "齐齐哈尔卜奎烤肉餐饮管理有限公司",
  ],
  商会协会: ["北京龙江企业商会", "江苏省黑龙江商会", "广东省齐齐哈尔商会", "市烤肉协会"],
  引荐: ["市工商联", "区政协委员联络组", "在外乡贤联谊会"],
  委托: ["北京百川产业咨询中心"],
  上级推送: ["市商务局", "省招商项目库"],
};
const SURNAMES = [..."赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"];
const GIVEN = [
  "建国",
  "志强",
  "文静",
  "海涛",
  "立新",
  "晓东",
  "雅琴",
  "俊杰",
  "国梁",
  "思远",
  "明辉",
  "丽华",
  "振宇",
  "宏伟",
  "慧敏",
  "家豪",
];
const STREETS = UNITS.filter((u) => u.kind === "street");

/** An amount as people plan it: round, and coarser the larger it is. In 万元. */
export function roundWan(wan: number, random: Random): number {
  const step = wan < 2000 ? 50 : wan < 10_000 ? 100 : wan < 50_000 ? 500 : 1000;
  if (random.chance(0.14)) return Math.round(wan / 10) * 10;
  return Math.max(step, Math.round(wan / step) * step);
}

const MEDIAN_WAN = 5600;
const MIN_WAN = 800;
const MAX_WAN = 200_000;

function plannedWan(template: Template, random: Random): number {
  const drawn = MEDIAN_WAN * template.scale * Math.exp(1.12 * random.normal());
  return roundWan(Math.min(MAX_WAN, Math.max(MIN_WAN, drawn)), random);
}

/** Serial of the investor behind a project: mostly its own, sometimes one that has invested in this chain before. */
function investorSerial(seed: number, index: number): number {
  const random = randomFrom(seed, "again", index);
  if (index < 10 || !random.chance(0.13)) return index;
  const { chain } = templateFor(seed, index);
  for (let tries = 0; tries < 12; tries += 1) {
    const earlier = random.int(0, index - 1);
    if (templateFor(seed, earlier).chain === chain) return investorSerial(seed, earlier);
  }
  return index;
}

const templateFor = (seed: number, index: number): Template => {
  const random = randomFrom(seed, "template", index);
  return random.pick(templatesOf(random.weighted(CHAIN_WEIGHTS)));
};

const investorOf = (seed: number, index: number): Enterprise => {
  const serial = investorSerial(seed, index);
  return investor(seed, serial, FIRST_INVESTOR_ID, templateFor(seed, serial).trade);
};

/** Enterprises that first appear with this project; a project of a known investor brings none. */
export const investorsBornWith = (seed: number, index: number): Enterprise[] =>
  investorSerial(seed, index) === index ? [investorOf(seed, index)] : [];

function ownerOf(template: Template, origin: string, random: Random): Person {
  const north = ["北京市", "天津市", "河北省"].includes(origin);
  const south = ["上海市", "江苏省", "浙江省", "安徽省"].includes(origin);
  const weights = OFFICERS.map((p): [Person, number] => {
    const unit = UNITS[p.unitId - 1]?.name;
    if (unit === "驻京津冀专班") return [p, north ? 5 : 0.2];
    if (unit === "驻长三角专班") return [p, south ? 5 : 0.2];
    const industrial = template.sector === "二产";
    return [p, (unit === "招商一科") === industrial ? 2.2 : 0.8];
  });
  return random.weighted(weights);
}

const PARKS: Partial<Record<ChainCode, string>> = {
  "machine-tools": "装备制造园区",
  "ice-snow": "装备制造园区",
  "cold-chain": "冷链物流园区",
};

function streetOf(template: Template, random: Random): Unit {
  const park =
    (template.chain && PARKS[template.chain]) || (template.sector === "二产" ? "装备制造园区" : null);
  return park && random.chance(0.75) ? unitNamed(park) : random.pick(STREETS);
}

function leadUnitFor(template: Template, chain: Chain | null): Unit {
  if (chain) return leadUnitOf(chain.id);
  return unitNamed(
    template.sector === "一产" || template.name.includes("秸秆") || template.name.includes("大豆")
      ? "区农业农村局"
      : "区发改局",
  );
}

function reporterOf(owner: Person, leadUnit: Unit, random: Random): Person {
  const draw = random.next();
  if (draw < 0.78) return owner;
  if (draw < 0.92) return HOSTS.find((p) => p.unitId === leadUnit.id) ?? owner;
  return draw < 0.97 ? random.pick(STREET_PEOPLE) : person("kezhang");
}

function amounts(seedWan: number, origin: string, random: Random) {
  const fen = (wan: number) => Math.round(wan) * FEN_PER_WAN;
  const planned = fen(seedWan);
  const inside = originOf(origin) !== "mainland" || origin === HOME.province;
  const contract = random.chance(0.85) ? seedWan : roundWan(seedWan * random.between(0.9, 1.1), random);
  return {
    plannedFen: planned,
    fixedFen: fen(seedWan * random.between(0.65, 0.94)),
    intendedFen: fen(roundWan(seedWan * random.between(0.7, 1.4), random)),
    frameworkFen: fen(roundWan(seedWan * random.between(0.9, 1.6), random)),
    contractFen: fen(contract),
    filedFen: fen(seedWan * (random.chance(0.6) ? 1 : random.between(0.92, 1.05))),
    outsideFen: inside ? 0 : fen(seedWan * (random.chance(0.6) ? 1 : random.between(0.6, 0.95))),
  };
}

const fill = (content: string, areaCentiMu: number, wan: number, random: Random) =>
  content
    .replace("{mu}", String(Math.round(areaCentiMu / 100)))
    .replace("{area}", String(Math.max(1200, Math.round((wan * random.between(1.2, 2.4)) / 100) * 100)))
    .replace("{n}", String(random.int(12, 160)));

const NAME_TAILS = ["项目", "项目", "项目", "建设项目", "一期项目"];

const SECOND_NAMES = ["投资项目", "落地项目", "（东北）项目", "合作项目"];

/** Now and then two units report the same investor's plan under slightly different names. */
function duplicated(seed: number, index: number): number | null {
  const random = randomFrom(seed, "duplicate", index);
  return index > 20 && random.chance(0.045) ? index - random.int(2, 12) : null;
}

/** The subject of project `index`; the same whatever else is generated. */
export function subjectOf(seed: number, index: number): Subject {
  const original = duplicated(seed, index);
  const own = plainSubject(seed, index);
  if (original === null) return own;
  const first = plainSubject(seed, original);
  const random = randomFrom(seed, "second name", index);
  const name = first.name.replace(/(建设|一期)?项目$/, random.pick(SECOND_NAMES));
  const { owner, reporter, source, introducer, companyUscc, intendedFen } = own;
  return {
    ...first,
    index,
    owner,
    reporter,
    source,
    introducer,
    companyUscc,
    name: name === first.name ? `${first.name}（新报）` : name,
    intendedFen: random.chance(0.4) ? first.intendedFen : Math.min(intendedFen, first.intendedFen * 3),
    duplicateOf: first.name,
  };
}

function plainSubject(seed: number, index: number): Subject {
  const template = templateFor(seed, index);
  const random = randomFrom(seed, "subject", index);
  const main = investorOf(seed, index);
  const chain = template.chain ? chainOf(template.chain) : null;
  const wan = plannedWan(template, random);
  const owner = ownerOf(template, main.origin.province, random);
  const leadUnit = leadUnitFor(template, chain);
  const source = random.weighted(SOURCES);
  const street = streetOf(template, random);
  const area =
    template.land === "出让"
      ? Math.max(800, Math.round(wan * random.between(0.5, 0.9)))
      : random.int(300, 2200);
  const partnerIndex = index > 20 && random.chance(0.1) ? random.int(0, index - 1) : null;
  const partner = partnerIndex === null ? null : investorOf(seed, partnerIndex);
  return {
    index,
    name: `${main.brand}${template.name}${random.pick(NAME_TAILS)}`,
    content: fill(template.content, area, wan, random),
    template,
    chain,
    linkedChainIds:
      chain && random.chance(0.12) ? [random.pick(CHAINS.filter((c) => c.id !== chain.id)).id] : [],
    engineIds: template.engines.map(engineId),
    leadUnit,
    street,
    owner,
    reporter: reporterOf(owner, leadUnit, random),
    investor: main,
    partner:
      partner && partner.id !== main.id
        ? { enterprise: partner, share: random.pick([2000, 3000, 4000, 4900]) }
        : null,
    companyName: localCompany(main.brand, template.trade),
    companyUscc: demoUscc("230203", LOCAL_SERIAL + index),
    nature: random.weighted([
      ["新建", 80],
      ["扩建", 10],
      ["技改", 7],
      ["迁建", 3],
    ]),
    source,
    introducer: INTRODUCERS[source] ? random.pick(INTRODUCERS[source]) : "",
    contactName: random.pick(SURNAMES) + random.pick(GIVEN),
    contactPhone: `1390000${String(random.int(0, 9999)).padStart(4, "0")}`,
    address: `${street.name.replace("街道", "")}${random.pick(["创业路", "新明大街", "工业大道", "文化大街", "站前大街", "嫩江路"])}${random.int(2, 380)}号`,
    areaCentiMu: area,
    sensitivity: random.chance(0.07) ? "sensitive" : "internal",
    duplicateOf: null,
    ...amounts(wan, main.origin.province, random),
  };
}
