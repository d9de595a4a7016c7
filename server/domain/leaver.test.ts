import { describe, expect, it } from "vitest";
import { teamWithout } from "./leaver";

const member = (accountId: number | null, role = "member") => ({
  role,
  personName: `人${accountId}`,
  accountId,
});
const receiver = { id: 9, name: "人9" };

describe("a team that somebody leaves", () => {
  it("gets the receiver in his place and role", () => {
    expect(teamWithout([member(1), member(2, "head"), member(null)], 2, receiver)).toEqual([
      member(1),
      member(9, "head"),
      member(null),
    ]);
  });
  it("does not get anybody twice", () => {
    expect(teamWithout([member(9, "head"), member(2)], 2, receiver)).toEqual([member(9, "head")]);
    expect(teamWithout([member(2, "head"), member(2)], 2, receiver)).toEqual([member(9, "head")]);
  });
  it("stays as it is where he does not serve", () => {
    expect(teamWithout([member(1)], 2, receiver)).toBeNull();
    expect(teamWithout([], 2, receiver)).toBeNull();
  });
});
