/**
 * Invented enterprises. Their credit codes have valid check characters, and an organisation code that begins with DEM,
 * a block that no registry hands out.
 */
import { organisationCheckCharacter, usccCheckCharacter } from "@/server/domain/identity";
import type { Day } from "@/server/domain/periods";
import { HOME, ORIGINS, type Origin } from "./origins";
import { randomFrom } from "./random";

const CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** A valid credit code of the reserved block, different for every `serial`. */
export function demoUscc(region: string, serial: number): string {
  let rest = serial;
  let digits = "";
  for (let i = 0; i < 5; i += 1) {
    digits = (CODE_ALPHABET[rest % CODE_ALPHABET.length] ?? "0") + digits;
    rest = Math.floor(rest / CODE_ALPHABET.length);
  }
  const organisation = `DEM${digits}`;
  const first17 = `91${region}${organisation}${organisationCheckCharacter(organisation)}`;
  return first17 + usccCheckCharacter(first17);
}

export interface Enterprise {
  id: number;
  name: string;
  /** Two characters by which one speaks of it. */
  brand: string;
  uscc: string | null;
  origin: Origin;
  kind: string;
  profile: string;
}

const FIRST = [
  ..."恒启瑞岳承弘晟铭泓昊睿翰凌越锦泽博卓祥嘉德鼎元盛和远景长宏信达诚拓沃森星朗旭曜川海岭沐澜云岱松柏",
];
const SECOND = [..."锐源岳拓泰合冶峰川辰林远舟澄创阔维纳启程耀迈朔桥屿野野禾麦耘聚轩衡鼎泽辉腾越图域格睿"];
const LEGAL: readonly (readonly [string, number])[] = [
  ["有限公司", 62],
  ["股份有限公司", 16],
  ["集团有限公司", 14],
  ["有限责任公司", 8],
];
const KINDS: readonly (readonly [string, number])[] = [
  ["民企", 66],
  ["上市公司", 10],
  ["国企", 9],
  ["央企", 5],
  ["500强", 4],
];
const ABROAD_NAMES: Record<string, [string, string]> = {
  香港特别行政区: ["香港", "（香港）有限公司"],
  德国: ["德国", "工业股份公司（德国）"],
  韩国: ["韩国", "株式会社（韩国）"],
  日本: ["日本", "株式会社（日本）"],
  台湾省: ["台湾", "股份有限公司（台湾）"],
};

const brandOf = (serial: number): string => {
  const first = FIRST[(serial * 7) % FIRST.length] ?? "恒";
  return first + (SECOND[(serial * 11 + Math.floor(serial / FIRST.length) * 3) % SECOND.length] ?? "锐");
};

/** The investor with this serial number, in the trade of the project that first needed it. */
export function investor(seed: number, serial: number, firstId: number, trade: string): Enterprise {
  const random = randomFrom(seed, "enterprise", serial);
  const origin = random.weighted(ORIGINS);
  const brand = brandOf(serial + random.int(0, 1) * 401);
  const place = origin.city.replace(/市$/, "");
  const abroad = ABROAD_NAMES[origin.province];
  const name = abroad ? `${brand}${trade}${abroad[1]}` : `${place}${brand}${trade}${random.weighted(LEGAL)}`;
  const kind = abroad
    ? origin.province === "德国" || origin.province === "韩国" || origin.province === "日本"
      ? "外资"
      : "港澳台资"
    : random.weighted(KINDS);
  const staff = random.int(6, 90) * 10;
  return {
    id: firstId + serial,
    name,
    brand,
    uscc: origin.region ? demoUscc(origin.region, serial + 1) : null,
    origin,
    kind,
    profile: `主营${trade}，员工${staff}人，上年营业收入约${(staff * random.between(0.006, 0.02)).toFixed(1)}亿元。`,
  };
}

/** Name of the local company that an investor registers for its project. */
export const localCompany = (brand: string, trade: string): string => `齐齐哈尔${brand}${trade}有限公司`;

interface AnchorPlan {
  name: string;
  brand: string;
  chain: number;
  kind: string;
  profile: string;
  honours: readonly (readonly [title: string, yearsAgo: number])[];
}

const ANCHORS: readonly AnchorPlan[] = [
  {
    name: "齐齐哈尔鹤岭重型机床股份有限公司",
    brand: "鹤岭",
    chain: 1,
    kind: "国企",
    profile: "重型立式车床、龙门镗铣床整机，省内重型数控机床产业链链主。",
    honours: [
      ["国家级专精特新“小巨人”企业", 2],
      ["高新技术企业", 1],
    ],
  },
  {
    name: "齐齐哈尔北工数控装备有限公司",
    brand: "北工",
    chain: 1,
    kind: "民企",
    profile: "数控轧辊磨床、深孔加工设备，连续五年盈利。",
    honours: [
      ["国家级专精特新“小巨人”企业", 3],
      ["省级专精特新中小企业", 4],
    ],
  },
  {
    name: "齐齐哈尔嫩水铸锻有限责任公司",
    brand: "嫩水",
    chain: 1,
    kind: "民企",
    profile: "大型铸锻件配套。",
    honours: [["省级专精特新中小企业", 1]],
  },
  {
    name: "齐齐哈尔雪翎冰雪装备有限公司",
    brand: "雪翎",
    chain: 2,
    kind: "民企",
    profile: "冰球刀、冰雪训练器材。",
    honours: [
      ["高新技术企业", 2],
      ["省级专精特新中小企业", 3],
    ],
  },
  {
    name: "齐齐哈尔卜奎烤肉餐饮管理有限公司",
    brand: "卜奎",
    chain: 3,
    kind: "民企",
    profile: "地方烤肉名店连锁，中央厨房与预包装烤肉。",
    honours: [["市级农业产业化龙头企业", 2]],
  },
  {
    name: "齐齐哈尔炉火烤具制造有限公司",
    brand: "炉火",
    chain: 3,
    kind: "民企",
    profile: "铸铁烤盘、无烟烤炉。",
    honours: [["创新型中小企业", 1]],
  },
  {
    name: "齐齐哈尔劳动湖文化旅游投资有限公司",
    brand: "劳动湖",
    chain: 4,
    kind: "国企",
    profile: "景区运营与夜间文旅消费集聚区管理。",
    honours: [["省级夜间文化和旅游消费集聚区运营单位", 3]],
  },
  {
    name: "齐齐哈尔云仓冷链物流有限公司",
    brand: "云仓",
    chain: 5,
    kind: "民企",
    profile: "全省冷链干线集散，低温库容6万吨。",
    honours: [["国家3A级物流企业", 2]],
  },
  {
    name: "齐齐哈尔启明职业培训学校有限公司",
    brand: "启明",
    chain: 6,
    kind: "民企",
    profile: "数控技工、冰雪教练等职业培训。",
    honours: [["省级高技能人才培训基地", 1]],
  },
  {
    name: "齐齐哈尔康澜医疗管理有限公司",
    brand: "康澜",
    chain: 7,
    kind: "民企",
    profile: "专科医院与医学检验连锁。",
    honours: [["省级临床重点专科", 2]],
  },
];

/** The credit codes of local companies stand behind those of the investors. */
export const LOCAL_SERIAL = 10_000_000;

export interface Anchor extends Enterprise {
  chainId: number;
  since: Day;
  honours: { title: string; awardedOn: Day; expiresOn: Day | null }[];
}

/** Anchor enterprises (链主企业) with their honours; certificates are valid for three years. */
export function anchors(year: number): Anchor[] {
  return ANCHORS.map((plan, index) => ({
    id: index + 1,
    name: plan.name,
    brand: plan.brand,
    uscc: demoUscc("230203", LOCAL_SERIAL - 1 - index),
    origin: HOME,
    kind: plan.kind,
    profile: plan.profile,
    chainId: plan.chain,
    since: "2021-03-01",
    honours: plan.honours.map(([title, yearsAgo]) => ({
      title,
      awardedOn: `${year - yearsAgo}-09-15`,
      expiresOn: title.includes("级") && !title.includes("龙头") ? `${year - yearsAgo + 3}-09-14` : null,
    })),
  }));
}
