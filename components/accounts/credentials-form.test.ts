import { describe, expect, it } from "vitest";
import { slipsOf } from "./credentials-form";

describe("a password typed twice", () => {
  const lines = [
    { name: "next", label: "新密码" },
    { name: "again", label: "再次输入新密码", sameAs: "next" },
  ];

  it("is taken when both are the same, and refused at the second when they differ", () => {
    expect(slipsOf(lines, { next: "Chainlead-2026", again: "Chainlead-2026" })).toEqual({});
    expect(slipsOf(lines, { next: "Chainlead-2026", again: "Chainlead-2062" })).toEqual({
      again: "两次输入的密码不一致",
    });
    expect(slipsOf(lines, { next: "Chainlead-2026" })).toHaveProperty("again");
  });
});
