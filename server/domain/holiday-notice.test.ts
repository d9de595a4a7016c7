import { describe, expect, it } from "vitest";
import { readHolidayNotice } from "./holiday-notice";
import { calendarRuns, calendarSchema } from "./working-days";

const read = (text: string, year = 2027) =>
  calendarRuns(readHolidayNotice(text, year)).map((r) => `${r.from} ${r.to} ${r.kind} ${r.note}`.trim());

describe("a notice of holidays", () => {
  it("is read as it is published: the month said once, the worked weekends after the days off", () => {
    expect(
      read(
        "二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。",
        2026,
      ),
    ).toEqual([
      "2026-02-14 2026-02-14 work 春节",
      "2026-02-15 2026-02-23 off 春节",
      "2026-02-28 2026-02-28 work 春节",
    ]);
  });

  it.each([
    ["2027-02-05 至 2027-02-13 休 春节", ["2027-02-05 2027-02-13 off 春节"]],
    ["2027.2.5-2.13 春节", ["2027-02-05 2027-02-13 off 春节"]],
    ["2月14日调休上班", ["2027-02-14 2027-02-14 work"]],
    ["2027/3/3\t休息\t本地植树日", ["2027-03-03 2027-03-03 off 本地植树日"]],
    ["元旦：2027年12月31日至2028年1月2日放假", ["2027-12-31 2028-01-02 off 元旦"]],
    ["国庆节、中秋节：10月1日～8日放假", ["2027-10-01 2027-10-08 off 国庆节、中秋节"]],
    ["各地区要妥善安排好值班和安全工作，共9天", []],
  ])("%s", (text, runs) => {
    expect(read(text)).toEqual(runs);
  });

  it("takes the year that it speaks of before the one on the screen", () => {
    expect(read("关于2028年部分节假日安排\n元旦：1月1日放假", 2027)).toEqual([
      "2028-01-01 2028-01-01 off 元旦",
    ]);
  });

  it("tells the lines whose day is none, backwards or too long, and takes nothing of them", () => {
    for (const line of ["2月30日放假", "2月13日至5日放假", "1月1日至12月31日放假"]) {
      expect(readHolidayNotice(`5月1日放假\n${line}`, 2027)).toEqual({
        days: [{ day: "2027-05-01", kind: "off", note: "" }],
        unread: [line],
      });
    }
  });

  it("lets a later mention win, so that what it reads can be stored", () => {
    const { days } = readHolidayNotice("5月1日至5日放假\n5月5日上班", 2027);
    expect(calendarSchema.safeParse({ days }).success).toBe(true);
    expect(days.at(-1)).toMatchObject({ day: "2027-05-05", kind: "work" });
  });
});
