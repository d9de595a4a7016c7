import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  enterpriseKey,
  isPhoneLike,
  judgeProjectCode,
  judgeUscc,
  normaliseUscc,
  projectKey,
  usccCheckCharacter,
} from "./identity";

describe("unified social credit codes", () => {
  it.each([
    "91350200MA2YJ1XR9G",
    "91350100M000100Y43",
    "91350213678251743X",
    "913502000728319549",
    "9135021359498494XQ",
  ])("%s is valid", (code) => {
    expect(judgeUscc(code)).toBe("valid");
  });
  it.each(["91350100M000100Y4A", "91350203M0001QAY9B"])("%s has a wrong check character", (code) => {
    expect(judgeUscc(code)).toBe("wrong-check-character");
  });
  it.each(["", "123", "91350200MA2YJ1XR9I", "91350200MA2YJ1XR9GG"])("%j has a wrong shape", (code) => {
    expect(judgeUscc(code)).toBe("wrong-shape");
  });
  it("is read in lower case, full width and with spaces", () => {
    expect(normaliseUscc(" 9135 0200 ma2yj1xr9ｇ ")).toBe("91350200MA2YJ1XR9G");
  });
  it("notices every single wrong character", () => {
    const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const body = fc
      .array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 })
      .map((c) => c.join(""));
    fc.assert(
      fc.property(body, fc.nat(16), fc.constantFrom(...alphabet), (b, at, c) => {
        const code = b + usccCheckCharacter(b);
        const broken = code.slice(0, at) + c + code.slice(at + 1);
        return (
          judgeUscc(code) === "valid" && (broken === code || judgeUscc(broken) === "wrong-check-character")
        );
      }),
    );
  });
});

describe("project codes", () => {
  it.each([
    ["2206-230203-04-01-123456", "current"],
    ["2019-230203-34-03-012345", "older"],
    ["2023-230202-34-01-012345", "unusual"],
    ["2206-230203-04-01-12345", "wrong-shape"],
  ] as const)("%s is %s", (code, verdict) => {
    expect(judgeProjectCode(code)).toBe(verdict);
  });
});

describe("names for comparison", () => {
  it("forget the legal form, punctuation and width", () => {
    expect(enterpriseKey("沈阳远松（智能）装备有限责任公司")).toBe(
      enterpriseKey("沈阳远松(智能)装备 有限公司"),
    );
    expect(projectKey("主轴部件　生产基地项目")).toBe("主轴部件生产基地");
  });
});

describe("a phone number", () => {
  it.each([
    ["1234", false],
    ["电话未知", false],
    ["2790001", true],
    ["0452-2790001 转 8", true],
    ["１３８１２３４５６７８", true],
  ])("%s: %s", (text, like) => {
    expect(isPhoneLike(text)).toBe(like);
  });
});
