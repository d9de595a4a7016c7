import { describe, expect, it, vi } from "vitest";
import { asksReason, readFailure, showProblems, sortProblems } from "./form-problems";

const refused = {
  message: "签约日期晚于今天",
  data: {
    refusal: {
      code: "future-day",
      message: "签约日期晚于今天",
      problems: [
        { field: "signedOn", message: "不能晚于今天" },
        { field: "signedOn", message: "早于注册日期" },
        { field: "elsewhere", message: "别处的问题" },
      ],
    },
  },
};

describe("a call that failed", () => {
  it("gives up its problems with their fields", () => {
    const failure = readFailure(refused);
    expect(failure.code).toBe("future-day");
    expect(sortProblems(failure.problems, ["signedOn"])).toEqual({
      atField: { signedOn: "不能晚于今天；早于注册日期" },
      aboveButtons: ["别处的问题"],
    });
  });
  it("tells whether a reason lifts it", () => {
    const code = (message: string) => ({
      message,
      data: {
        refusal: { code: "bad-code", message, problems: [{ field: "companyUscc", message }] },
      },
    });
    expect(asksReason(readFailure(code("统一社会信用代码校验位不符；确认无误请填写原因")))).toBe(true);
    expect(asksReason(readFailure(code("统一社会信用代码应为18位数字或大写字母")))).toBe(false);
    expect(asksReason(null)).toBe(false);
  });
  it("says something useful when the server could not be understood", () => {
    const failure = readFailure(new TypeError("Failed to fetch"));
    expect(failure.code).toBe("UNKNOWN");
    expect(failure.problems).toHaveLength(1);
    expect(failure.message).not.toContain("fetch");
  });
  it("carries the request number of an internal error", () => {
    const failure = readFailure({
      data: { refusal: { code: "internal", message: "系统出现问题", requestId: "r-1" } },
    });
    expect(failure.requestId).toBe("r-1");
  });
  it("is shown at the form's fields, the first one focused", () => {
    const setError = vi.fn();
    expect(showProblems<{ name: string; signedOn: string }>(refused, ["name", "signedOn"], setError)).toEqual(
      ["别处的问题"],
    );
    expect(setError).toHaveBeenCalledExactlyOnceWith(
      "signedOn",
      { type: "server", message: "不能晚于今天；早于注册日期" },
      { shouldFocus: true },
    );
  });
});
