import { describe, expect, it } from "vitest";
import {
  forbidsClosing,
  goesBack,
  type Hindrance,
  hasEnded,
  isClosed,
  isNextToClose,
  isSignedByBoth,
  MOVES,
  type MonthState,
  mayMove,
  type Signature,
  signingPartOf,
} from "./month-close";

const signature = (part: Signature["part"], accountId: number, figures = "a"): Signature => ({
  part,
  accountId,
  figures,
  name: "某人",
  signedAt: "2026-07-05T01:00:00.000Z",
});

describe("the course of a month", () => {
  it("goes forward and back a state at a time, and never out of 关账 by a press", () => {
    expect(mayMove("open", "cutoff")).toBe(true);
    expect(mayMove("open", "review")).toBe(false);
    expect(mayMove("review", "closed")).toBe(false);
    expect(mayMove("closed", "reported")).toBe(true);
    const closed = (Object.keys(MOVES) as MonthState[]).filter(isClosed);
    expect(closed.flatMap((state) => MOVES[state]).every(isClosed)).toBe(true);
    expect(goesBack("review", "cutoff")).toBe(true);
    expect(goesBack("cutoff", "review")).toBe(false);
  });

  it("is closed month after month, the first one taking all before it along", () => {
    expect(isNextToClose(202606, null)).toBe(true);
    expect(isNextToClose(202701, 202612)).toBe(true);
    expect(isNextToClose(202608, 202606)).toBe(false);
    expect(isNextToClose(202606, 202606)).toBe(false);
  });

  it("ends on its last day", () => {
    expect(hasEnded(202602, 202603, false)).toBe(true);
    expect(hasEnded(202603, 202603, false)).toBe(false);
    expect(hasEnded(202603, 202603, true)).toBe(true);
    expect(hasEnded(202604, 202603, true)).toBe(false);
  });
});

describe("two signatures", () => {
  it("come from the director and the statistician only", () => {
    expect(signingPartOf("director")).toBe("director");
    expect(signingPartOf("statistician")).toBe("statistics");
    expect(signingPartOf("chain-leader")).toBeNull();
    expect(signingPartOf("account-admin")).toBeNull();
  });

  it("stand under the same figures, by two people", () => {
    expect(isSignedByBoth([signature("director", 1), signature("statistics", 2)], "a")).toBe(true);
    expect(isSignedByBoth([signature("director", 1)], "a")).toBe(false);
    expect(isSignedByBoth([signature("director", 1), signature("statistics", 2, "b")], "a")).toBe(false);
    expect(isSignedByBoth([signature("director", 1), signature("statistics", 1)], "a")).toBe(false);
  });
});

it("is forbidden by an error, not by a warning", () => {
  const of = (level: Hindrance["level"]): Hindrance => ({
    level,
    code: "x",
    words: "",
    href: "/",
    holders: [],
  });
  expect(forbidsClosing([of("warning")])).toBe(false);
  expect(forbidsClosing([of("warning"), of("error")])).toBe(true);
});
