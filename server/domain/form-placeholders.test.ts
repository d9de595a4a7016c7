import { describe, expect, it } from "vitest";
import { nearestWord, placeholdersIn, strayBraces, textPieces } from "./form-placeholders";

const one = (text: string) => {
  const [first, ...rest] = placeholdersIn(text);
  expect(rest).toEqual([]);
  return first;
};

describe("a placeholder", () => {
  it("names a figure, a row and a unit, in any of the signs a clerk may type", () => {
    const plain = { kind: "value", name: "签约.累计金额" };
    expect(one("{{签约.累计金额}}")).toMatchObject({ ...plain, unit: null, row: null });
    expect(one("｛｛ 签约。累计金额 ｝｝")).toMatchObject(plain);
    expect(one("{{签约．累计金额＠重型数控机床}}")).toMatchObject({
      ...plain,
      row: { cut: null, name: "重型数控机床" },
    });
    expect(one("{{签约.累计金额@主办部门：工信局}}")?.row).toEqual({ cut: "主办部门", name: "工信局" });
    for (const typed of ["{{签约.累计金额（亿元）@机床}}", "{{签约.累计金额@机床(亿元)}}"])
      expect(one(typed)).toMatchObject({ ...plain, unit: "yi", row: { cut: null, name: "机床" } });
  });

  it("keeps the brackets of a row's own name", () => {
    expect(one("{{签约.累计个数@来源省份:敏感（不分列）}}")).toMatchObject({
      unit: null,
      row: { cut: "来源省份", name: "敏感(不分列)" },
    });
  });

  it("begins and ends a row that repeats", () => {
    expect(placeholdersIn("{{#产业链}}{{名称}}{{/产业链}}").map(({ kind, name }) => [kind, name])).toEqual([
      ["begin", "产业链"],
      ["value", "名称"],
      ["end", "产业链"],
    ]);
  });

  it("stands among words, which stay", () => {
    expect(
      textPieces("截至{{月}}月，签约{{签约.累计个数}}个").map((p) => (typeof p === "string" ? p : p.name)),
    ).toEqual(["截至", "月", "月，签约", "签约.累计个数", "个"]);
  });

  it("is missed where a brace was forgotten", () => {
    expect(strayBraces("{{签约.累计个数}}个")).toBe(false);
    expect(strayBraces("{{签约.累计个数}个")).toBe(true);
    expect(strayBraces("签约.累计个数}}")).toBe(true);
  });
});

describe("the nearest word", () => {
  it("is the one with the fewest slips, or none", () => {
    const known = ["签约.累计个数", "签约.累计金额", "开工.开工率"];
    expect(nearestWord("签约.累计各数", known)).toBe("签约.累计个数");
    expect(nearestWord("开工率", known)).toBe("开工.开工率");
    expect(nearestWord("完全不相干的另一件事情", known)).toBeNull();
  });
});
