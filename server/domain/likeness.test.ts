import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usccCheckCharacter } from "./identity";
import { likenessOf } from "./likeness";
import { likenessKeys } from "./likeness-keys";
import {
  type LikenessSubject,
  type LikenessTools,
  likenessProfile,
  phoneDigits,
  topicOf,
} from "./likeness-profile";

/** Sounds of the few characters that are mistaken here; every other sounds like itself. */
const SOUND: Record<string, string> = { 园: "远", 嵩: "松" };
const likenessTools: LikenessTools = {
  speak: (text) => [...text].map((c) => SOUND[c] ?? c).join(""),
  digest: (digits) => `digest of ${digits.length} digits`,
};

const EMPTY: LikenessSubject = {
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
const CODE = "91350200MA2YJ1XR9G";
const SPINDLE = {
  name: "沈阳远松数控主轴部件基地项目",
  investorName: "沈阳市远松精密机械有限公司",
  content: "建设主轴恒温加工车间，购置坐标磨床",
};
const profile = (subject: Partial<LikenessSubject>) =>
  likenessProfile({ ...EMPTY, ...subject }, likenessTools);
const judge = (a: Partial<LikenessSubject>, b: Partial<LikenessSubject>, whole = false) =>
  likenessOf(profile(a), profile(b), { whole });
const kinds = (a: Partial<LikenessSubject>, b: Partial<LikenessSubject>) =>
  judge(a, b).reasons.map((r) => r.kind);

describe("one project written down twice", () => {
  it.each<[string, Partial<LikenessSubject>, Partial<LikenessSubject>, string]>([
    ["the same code", { investorUscc: CODE }, { investorUscc: CODE, investorName: "远松公司" }, "code"],
    [
      "a code in other signs",
      { investorUscc: CODE },
      { investorUscc: "９１３５０２００ ma2yj1xr9g", investorName: "远松" },
      "code",
    ],
    [
      "the code of the company",
      { companyUscc: CODE },
      { investorUscc: CODE, investorName: "远松机械" },
      "code",
    ],
    [
      "one wrong character in the code",
      { investorUscc: CODE },
      { investorUscc: "91350200MA2YJ1XR8G" },
      "code-slip",
    ],
    ["the place moved", {}, { investorName: "远松精密机械（沈阳）有限责任公司" }, "enterprise-form"],
    [
      "province and city in front",
      {},
      { investorName: "辽宁省沈阳市远松精密机械股份有限公司" },
      "enterprise-form",
    ],
    [
      "a former name",
      { formerNames: ["沈阳立新仪表厂有限公司"] },
      { investorName: "沈阳立新仪表厂有限公司" },
      "former",
    ],
    [
      "a short name that is on record",
      { shortNames: ["沈机远松"] },
      { investorName: "沈机远松" },
      "short-name",
    ],
    ["one wrong character", {}, { investorName: "沈阳远松精蜜机戒有限公司" }, "enterprise-slip"],
    ["neighbours that changed places", {}, { investorName: "沈阳松远精密机械有限公司" }, "enterprise-slip"],
    ["characters of the same sound", {}, { investorName: "沈阳园嵩精密机械有限公司" }, "enterprise-spoken"],
    ["the parent", { groupName: "大连博睿实业集团" }, { investorName: "大连博睿实业集团有限公司" }, "group"],
    [
      "the phone",
      { contactPhone: "138 0045 2001" },
      { contactPhone: "+86-13800452001", investorName: "北方装备公司" },
      "phone",
    ],
  ])("%s", (_, a, b, kind) => {
    const likeness = judge({ ...SPINDLE, ...a }, { ...SPINDLE, name: "数控主轴部件生产基地项目", ...b });
    expect(likeness.verdict).toBe("same");
    expect(likeness.reasons.map((r) => r.kind)).toContain(kind);
  });

  it("is certain with the same project code, and with code and name", () => {
    const projectCode = "2510-230202-04-01-123456";
    expect(judge({ name: "甲", projectCode }, { name: "乙", projectCode }).certainty).toBe("certain");
    expect(judge({ ...SPINDLE, investorUscc: CODE }, { ...SPINDLE, investorUscc: CODE }).certainty).toBe(
      "certain",
    );
  });

  it("counts an equal amount as a support and no more", () => {
    const alone = judge({ name: "甲基地", amountFen: 5e10 }, { name: "乙园区", amountFen: 5e10 });
    expect(alone.verdict).toBe("none");
    expect(kinds({ ...SPINDLE, amountFen: 5e10 }, { ...SPINDLE, amountFen: 5e10 })).toContain("amount");
  });
});

describe("what only looks like one project", () => {
  it.each<[string, Partial<LikenessSubject>]>([
    ["a second phase", { name: "沈阳远松数控主轴部件基地二期项目" }],
    ["an extension", { name: "沈阳远松数控主轴部件基地扩建项目" }],
    ["another product", { name: "沈阳远松肉牛屠宰分割项目", content: "建设屠宰线、排酸库" }],
  ])("%s of the investor is told apart", (_, b) => {
    const likeness = judge({ ...SPINDLE, investorUscc: CODE }, { ...SPINDLE, investorUscc: CODE, ...b });
    expect(likeness).toMatchObject({ verdict: "sibling", certainty: null });
    expect(likeness.reasons[0]?.kind).toBe("sibling");
  });

  it.each<[string, Partial<LikenessSubject>, Partial<LikenessSubject>]>([
    [
      "a name of common words",
      { name: "新能源产业园项目", investorName: "沈阳远松精密机械有限公司" },
      { name: "新能源产业园", investorName: "青岛博朗能源有限公司" },
    ],
    [
      "the same park",
      { name: "甜叶菊提取", address: "高新区科技路8号" },
      { name: "滑雪板压合", address: "高新区科技路8号" },
    ],
    [
      "another firm of the trade",
      { name: "冰刀热处理", investorName: "沈阳远松精密机械有限公司" },
      { name: "碳纤维气瓶", investorName: "沈阳博朗精密机械有限公司" },
    ],
    [
      "an agent's phone",
      { name: "甜叶菊提取", contactPhone: "13800452001", investorName: "甲乙食品" },
      { name: "碳纤维气瓶", contactPhone: "13800452001", investorName: "丙丁材料" },
    ],
  ])("%s", (_, a, b) => {
    expect(judge(a, b).verdict).toBe("none");
  });
});

describe("what may be told of a project that the person cannot see", () => {
  it("needs the whole of a name, code or number", () => {
    const part = { ...SPINDLE, name: "数控主轴部件", investorName: "远松" };
    expect(judge(SPINDLE, part).verdict).toBe("same");
    expect(judge(SPINDLE, part, true)).toMatchObject({ verdict: "none", reasons: [] });
    expect(judge({ ...SPINDLE, investorUscc: CODE }, { ...part, investorUscc: CODE }, true).verdict).not.toBe(
      "none",
    );
  });

  it("never names a phone number", () => {
    const contactPhone = "13800452001";
    const likeness = judge({ ...SPINDLE, contactPhone }, { ...SPINDLE, contactPhone });
    expect(JSON.stringify([likeness, likenessKeys(profile({ ...SPINDLE, contactPhone }))])).not.toContain(
      "13800452001",
    );
  });
});

describe("for any two", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."远松精密机械沈阳市有限公司项目一二期（）基地新能源 A1"),
    maxLength: 14,
  });
  const subject = fc.record({
    name: text,
    content: text,
    investorName: text,
    investorUscc: fc.constantFrom(null, CODE, "91350200MA2YJ1XR8G"),
    contactPhone: fc.constantFrom("", "13800452001"),
    amountFen: fc.constantFrom(null, 1e9, 5e10),
  });

  it("likeness is the same seen from either side", () => {
    fc.assert(
      fc.property(subject, subject, fc.boolean(), (a, b, whole) => {
        const [x, y] = [judge(a, b, whole), judge(b, a, whole)];
        expect([x.verdict, x.certainty, x.points.toFixed(6)]).toEqual([
          y.verdict,
          y.certainty,
          y.points.toFixed(6),
        ]);
      }),
    );
  });

  it("a project with a code and a telling name is itself for certain", () => {
    fc.assert(
      fc.property(subject, (a) => {
        const named = { ...a, name: `${a.name}甜叶菊提取`, investorUscc: CODE };
        expect(judge(named, named).certainty).toBe("certain");
      }),
    );
  });

  it("one wrong character or one swap leaves a key in common", () => {
    const alphabet = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
    const spoil = (code: string, place: number, by: string | null) =>
      by === null
        ? code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2)
        : code.slice(0, place) + by + code.slice(place + 1);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 }),
        fc.integer({ min: 0, max: 16 }),
        fc.option(fc.constantFrom(...alphabet)),
        (characters, place, by) => {
          const first = characters.join("");
          const code = first + usccCheckCharacter(first);
          const keys = likenessKeys(profile({ investorUscc: code }));
          const others = likenessKeys(profile({ investorUscc: spoil(code, place, by) }));
          expect(others.some((key) => keys.includes(key))).toBe(true);
        },
      ),
    );
  });
});

describe("the parts of a subject", () => {
  it("finds the numbers in a field as people fill it in", () => {
    expect(phoneDigits("王总 138 0045 2001、办公室０４５２－２７８８８８８")).toEqual([
      "13800452001",
      "04522788888",
    ]);
    expect(phoneDigits("+86 13800452001")).toEqual(["13800452001"]);
    expect(phoneDigits("转 8012")).toEqual([]);
  });

  it("finds what a project is about", () => {
    expect(topicOf("沈阳远松数控主轴部件基地（二期）项目", ["远松精密机械"])).toBe("数控主轴部件基地");
    expect(topicOf("远松项目", ["远松精密机械"])).toBe("远松");
  });
});
