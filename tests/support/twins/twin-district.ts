/** At least two thousand projects with known duplicates of every kind, and with pairs that only look like duplicates. */
import type { LikenessSubject } from "@/server/domain/likeness-profile";
import { type Random, randomFrom } from "../demo/random";
import {
  type Firm,
  fullName,
  inventAddress,
  inventFirm,
  inventPhone,
  inventUndertaking,
  restartCodes,
  type Undertaking,
  writtenDown,
} from "./invent-projects";
import { fullWidth, mishear, mistype, swapNeighbours } from "./spoil-text";
import * as words from "./twin-words";

type Wish = Partial<LikenessSubject>;
type Pair = [LikenessSubject, LikenessSubject];

const noCode: Wish = { investorUscc: null };
const coreName = (firm: Firm) => `${firm.brand}${firm.trade}`;
const cityOf = (firm: Firm) => firm.city.replace(/市$/, "");
const twice = (random: Random, u: Undertaking, a: Wish, b: Wish): Pair => [
  writtenDown(random, u, a),
  writtenDown(random, u, b),
];
const spoiled = (random: Random, u: Undertaking, spoil: (text: string) => string | null): Pair => {
  const investorName = `${cityOf(u.firm)}${spoil(coreName(u.firm)) ?? coreName(u.firm)}${u.firm.form}`;
  return twice(random, u, {}, { ...noCode, investorName });
};

const wrongCharacter = (random: Random, code: string): string => {
  const place = random.int(2, 17);
  const other = random.pick([..."0123456789ABCDEFGHJKLMNPQRTUWXY"].filter((c) => c !== code[place]));
  return `${code.slice(0, place)}${other}${code.slice(place + 1)}`;
};

/** One undertaking written down twice: what the second time did otherwise. */
export const TWIN_KINDS: Record<string, (random: Random, u: Undertaking) => Pair> = {
  信用代码相同: (r, u) =>
    twice(
      r,
      u,
      { investorUscc: u.firm.code },
      { investorUscc: u.firm.code, investorName: `${u.firm.brand}公司` },
    ),
  信用代码写法: (r, u) => {
    const typed = r.pick([
      u.firm.code.toLowerCase(),
      fullWidth(u.firm.code),
      u.firm.code.replace(/(.{4})/g, "$1 "),
    ]);
    return twice(
      r,
      u,
      { investorUscc: u.firm.code },
      { investorUscc: typed, investorName: `${u.firm.brand}公司` },
    );
  },
  项目公司代码: (r, u) => {
    const company = { companyName: `齐齐哈尔${coreName(u.firm)}有限公司`, companyUscc: inventFirm(r).code };
    return twice(r, u, company, { investorName: company.companyName, investorUscc: company.companyUscc });
  },
  信用代码错一位: (r, u) =>
    twice(
      r,
      u,
      { investorUscc: u.firm.code },
      { investorUscc: r.chance(0.75) ? wrongCharacter(r, u.firm.code) : swapNeighbours(r, u.firm.code) },
    ),
  地名移位: (r, u) =>
    twice(
      r,
      u,
      { investorName: `${u.firm.city}${coreName(u.firm)}有限公司` },
      {
        ...noCode,
        investorName: `${coreName(u.firm)}（${cityOf(u.firm)}）有限公司`,
      },
    ),
  省市字头: (r, u) =>
    twice(
      r,
      u,
      {},
      {
        ...noCode,
        investorName: r.pick([`${u.firm.province}${u.firm.city}`, ""]) + coreName(u.firm) + u.firm.form,
      },
    ),
  公司类型: (r, u) =>
    twice(
      r,
      u,
      {},
      {
        ...noCode,
        investorName:
          cityOf(u.firm) +
          coreName(u.firm) +
          r.pick(["有限责任公司", "集团", "股份有限公司", "（集团）有限公司"]),
      },
    ),
  全角空格: (r, u) => {
    const name = fullName(u.firm);
    return twice(
      r,
      u,
      {},
      {
        ...noCode,
        investorName: fullWidth(`${name.slice(0, 4)} ${name.slice(4)}`),
        name: `${u.object}　${u.ending}项目`,
      },
    );
  },
  曾用名: (r, u) => {
    const former = fullName(inventFirm(r, { trade: u.firm.trade }));
    return twice(
      r,
      u,
      { formerNames: [former], investorUscc: u.firm.code },
      { ...noCode, investorName: former },
    );
  },
  错一个字: (r, u) => spoiled(r, u, (name) => mistype(r, name)),
  错两个字: (r, u) => spoiled(r, u, (name) => mistype(r, mistype(r, name))),
  相邻颠倒: (r, u) => spoiled(r, u, (name) => swapNeighbours(r, name)),
  同音字: (r, u) => spoiled(r, u, (name) => mishear(r, name)),
  两个同音字: (r, u) => spoiled(r, u, (name) => mishear(r, mishear(r, name) ?? name)),
  母子公司: (r, u) => {
    const parent = `${fullName(inventFirm(r, { trade: r.pick(["控股", "实业", "投资"]) })).replace(/(集团|股份)?有限(责任)?公司$/, "")}集团`;
    return twice(r, u, { groupName: parent }, { ...noCode, investorName: `${parent}有限公司` });
  },
  简称: (r, u) =>
    twice(
      r,
      u,
      {},
      { ...noCode, investorName: r.pick([coreName(u.firm), `${u.firm.brand}${u.firm.trade.slice(0, 2)}`]) },
    ),
  联系电话: (r, u) => {
    const typed = r.pick([
      u.phone,
      u.phone.replace(/(\d{3})(\d{4})/, "$1 $2 "),
      `+86 ${u.phone}`,
      `王总 ${u.phone}`,
    ]);
    const other = fullName(inventFirm(r, { trade: u.firm.trade }));
    return twice(r, u, { contactPhone: u.phone }, { ...noCode, contactPhone: typed, investorName: other });
  },
  地址与内容: (r, u) => {
    const address = u.address || inventAddress(r);
    const known = { address, content: u.content };
    return twice(r, u, known, { ...noCode, ...known, investorName: u.firm.brand + r.pick(["公司", "企业"]) });
  },
  金额佐证: (r, u) =>
    twice(
      r,
      u,
      { amountFen: u.amountFen },
      { ...noCode, amountFen: u.amountFen, investorName: u.firm.brand + u.firm.trade },
    ),
};

const otherObject = (random: Random, u: Undertaking) => {
  const [object, , content] = random.pick(words.OBJECTS.filter(([o]) => o !== u.object));
  return { object, content };
};
const separate = (random: Random, a: Undertaking, b: Undertaking, wish: [Wish, Wish] = [{}, {}]): Pair => [
  writtenDown(random, a, wish[0]),
  writtenDown(random, b, wish[1]),
];

/** Two undertakings that look like one. */
export const LOOKALIKE_KINDS: Record<string, (random: Random, u: Undertaking) => Pair> = {
  同一投资方二期: (r, u) => {
    const phase = r.pick(["二期", "（二期）", "扩建", "三期", "第二期"]);
    const [a, b] = separate(
      r,
      u,
      inventUndertaking(r, { ...u, amountFen: u.amountFen * r.pick([1, 0.8, 1.5]) }),
    );
    return [a, { ...b, name: `${b.name.replace(/(建设)?项目$/, "")}${phase}项目` }];
  },
  同一投资方另一产品: (r, u) => separate(r, u, inventUndertaking(r, { firm: u.firm, ...otherObject(r, u) })),
  同一投资方另一产品同址: (r, u) =>
    separate(
      r,
      u,
      inventUndertaking(r, { firm: u.firm, ...otherObject(r, u), address: u.address, phone: u.phone }),
    ),
  名称相近的另一企业: (r, u) => {
    const [first = "", second = ""] = [...u.firm.brand];
    const brand = first + r.pick(words.BRAND_SECOND.filter((c) => c !== second));
    const firm = inventFirm(r, { ...u.firm, brand });
    return separate(
      r,
      u,
      inventUndertaking(r, { firm, ...(r.chance(0.3) ? { object: u.object, content: u.content } : {}) }),
    );
  },
  异地同字号: (r, u) => {
    const origin = inventFirm(r);
    const firm = {
      ...inventFirm(r, { brand: u.firm.brand, trade: u.firm.trade }),
      city: origin.city,
      province: origin.province,
    };
    return separate(r, u, inventUndertaking(r, { firm, ...otherObject(r, u) }));
  },
  同一园区地址: (r, u) => {
    const address = u.address || inventAddress(r);
    return separate(r, u, inventUndertaking(r), [{ address }, { address }]);
  },
  通用名称: (r, u) => {
    const name = `${r.pick(words.COMMON_NAMES)}项目`;
    return separate(r, u, inventUndertaking(r), [{ name }, { name }]);
  },
  同一产品不同企业: (r, u) =>
    separate(
      r,
      u,
      inventUndertaking(r, { object: u.object, content: u.content, modifier: u.modifier, ending: u.ending }),
    ),
  同一中介电话: (r, u) => {
    const contactPhone = inventPhone(r);
    return separate(r, u, inventUndertaking(r), [{ contactPhone }, { contactPhone }]);
  },
  同一集团另一项目: (r, u) => {
    const groupName = `${fullName(inventFirm(r, { trade: "控股" })).replace(/有限.*$/, "")}集团`;
    return separate(r, u, inventUndertaking(r), [{ groupName }, { groupName }]);
  },
};

export interface TwinDistrict {
  subjects: LikenessSubject[];
  /** Places in `subjects` of two reports of one undertaking, and of two that only look like it. */
  pairs: { a: number; b: number; kind: string; twins: boolean }[];
}

export function twinDistrict(seed: number, { projects = 2000, pairsOfKind = 24 } = {}): TwinDistrict {
  restartCodes();
  const subjects: LikenessSubject[] = [];
  const pairs: TwinDistrict["pairs"] = [];
  for (const [kinds, twins] of [
    [TWIN_KINDS, true],
    [LOOKALIKE_KINDS, false],
  ] as const) {
    for (const [kind, make] of Object.entries(kinds)) {
      for (let n = 0; n < pairsOfKind; n += 1) {
        const random = randomFrom(seed, kind, n);
        pairs.push({ a: subjects.length, b: subjects.length + 1, kind, twins });
        subjects.push(...make(random, inventUndertaking(random)));
      }
    }
  }
  for (let n = 0; subjects.length < projects; n += 1) {
    const random = randomFrom(seed, "single", n);
    subjects.push(writtenDown(random, inventUndertaking(random)));
  }
  return { subjects, pairs };
}
