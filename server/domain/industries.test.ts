import { pinyin } from "pinyin-pro";
import { describe, expect, it } from "vitest";
import { INDUSTRIES, industryLabel, industryPattern, readIndustry } from "./industries";
import { INDUSTRY_INITIALS } from "./industry-initials";

describe("industry codes", () => {
  it("are read in every form people write, into the standard's own", () => {
    const forms = ["C", "34", "c34", " C3425 ", "3425", "Ｃ３４", "342"];
    expect(forms.map((form) => readIndustry(form)?.code)).toEqual([
      "C",
      "C34",
      "C34",
      "C3425",
      "C3425",
      "C34",
      "C342",
    ]);
  });
  it("are refused when no division bears them, or the letter is another section's", () => {
    for (const wrong of ["99", "A34", "U", "X12", "3", "34251", "制造业", "", null])
      expect(readIndustry(wrong), String(wrong)).toBeNull();
  });
  it("are shown with their name; what nobody can read stands as it is", () => {
    expect(industryLabel("3425")).toBe("C3425 通用设备制造业");
    expect(industryLabel("C")).toBe("C 制造业");
    expect(industryLabel("其他机械")).toBe("其他机械");
  });
  it("list 20 sections and 97 divisions, each to be found by its initials", () => {
    expect(INDUSTRIES.filter((i) => i.division === null)).toHaveLength(20);
    expect(INDUSTRIES.filter((i) => i.division !== null)).toHaveLength(97);
    for (const { code, name } of INDUSTRIES) {
      const syllables = pinyin(name.replace(/[^\p{Script=Han}]/gu, ""), { toneType: "none", type: "array" });
      expect(INDUSTRY_INITIALS[code], name).toBe(syllables.map((s) => s[0]).join(""));
    }
  });
  it("find stored codes with and without the letter", () => {
    const fits = (wanted: string, stored: string) =>
      new RegExp(industryPattern(wanted) ?? "^$", "i").test(stored);
    expect(["3425", "C3425", "C34", "34"].map((stored) => fits("C34", stored))).toEqual(Array(4).fill(true));
    expect(["3425", "C13", "c"].map((stored) => fits("C", stored))).toEqual(Array(3).fill(true));
    expect(["3525", "C35", "C", "F51"].map((stored) => fits("C34", stored))).toEqual(Array(4).fill(false));
    expect(industryPattern("99")).toBeNull();
  });
});
