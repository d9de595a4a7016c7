import { describe, expect, it } from "vitest";
import { bothTexts, clashesIn, isDecidable, withChoices } from "./conflict-choice";

const clash = (field: string, mine: unknown, theirs: unknown, by = "王") => ({
  field,
  mine,
  theirs,
  by,
  at: "2026-11-24T02:00:00Z",
});

describe("two versions of one field", () => {
  it("are those that stand now: the last change of several counts", () => {
    const found = clashesIn([clash("content", "我", "甲"), clash("content", "我", "乙", "李")]);
    expect(found).toMatchObject([{ field: "content", mine: "我", theirs: "乙", by: "李" }]);
  });
  it("can be decided here unless the stage moved as well", () => {
    expect(isDecidable([clash("content", "我", "甲"), clash("content", "我", "乙")])).toBe(true);
    expect(isDecidable([clash("content", "我", "甲"), clash("stage", "A", "B")])).toBe(false);
    expect(isDecidable([clash("milestone.start", "A", "B")])).toBe(false);
  });
  it("make one text, theirs first", () => {
    const [long] = clashesIn([clash("content", "我的", "对方的")]);
    expect(long && bothTexts(long)).toBe("对方的\n我的");
  });
  it("leave the rest of the draft alone", () => {
    const draft = { name: "新名", content: "我的", address: "甲路", progress: "旧" };
    expect(
      withChoices(draft, {
        content: { take: "merged", text: "两人的" },
        address: { take: "theirs" },
        progress: { take: "mine" },
      }),
    ).toEqual({ name: "新名", content: "两人的", progress: "旧" });
  });
});
