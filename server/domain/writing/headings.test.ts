/** Headings with nothing under them leave, and the others are counted anew. */
import { describe, expect, it } from "vitest";
import { type HeadingEntry, headingMark, settleHeadings } from "./headings";

/** 甲: says something; -: asked and came out empty; anything else stands there without figures. */
const entry = (text: string): HeadingEntry => ({
  mark: headingMark(text),
  asked: /[甲-]/.test(text),
  says: text.includes("甲") || (headingMark(text) === null && !text.includes("-")),
});
const settled = (...texts: string[]): string[] => {
  const { leaves, numbers } = settleHeadings(texts.map(entry));
  return texts.flatMap((text, i) => {
    if (leaves.has(i) || text === "-") return [];
    const mark = headingMark(text);
    const number = numbers.get(i);
    return [
      mark && number ? text.slice(0, mark.at) + number + text.slice(mark.at + mark.number.length) : text,
    ];
  });
};

describe("a heading under which nothing is left", () => {
  it("leaves with its paragraph, and those after it move up until the next count", () => {
    expect(
      settled("一、特点", "（一）甲", "（二）-", "（三）-", "（四）甲", "二、问题", "（一）-", "（二）甲"),
    ).toEqual(["一、特点", "（一）甲", "（二）甲", "二、问题", "（一）甲"]);
    expect(settled("九、甲", "十、-", "十一、甲", "十二、甲", "二十、甲", "二十一、甲")).toEqual([
      "九、甲",
      "十、甲",
      "十一、甲",
      "十九、甲",
      "二十、甲",
    ]);
  });

  it("leaves when all that stood under it has left, whatever its level", () => {
    expect(settled("一、甲", "二、各链", "-", "-", "三、打算", "补写")).toEqual([
      "一、甲",
      "二、打算",
      "补写",
    ]);
    expect(settled("一、问题", "（一）-", "1.-", "（1）-", "（二）-", "二、甲")).toEqual(["一、甲"]);
    expect(settled("一、问题", "（一）-", "图甲", "二、甲")).toEqual([
      "一、问题",
      "（一）-",
      "图甲",
      "二、甲",
    ]);
  });

  it("stays where nothing was asked for: it is written by hand", () => {
    expect(settled("一、原因", "二、措施", "补写")).toEqual(["一、原因", "二、措施", "补写"]);
    expect(settled("一、原因", "（一）-", "（二）其他")).toEqual(["一、原因", "（一）其他"]);
  });
});
