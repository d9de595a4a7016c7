import { describe, expect, it } from "vitest";
import { PUBLISHED_YEARS } from "./holiday-calendar";
import { readHolidayNotice } from "./holiday-notice";
import { missingHolidays } from "./statutory-holidays";

const off = (...days: string[]) => ({ days: days.map((day) => ({ day, kind: "off" as const, note: "" })) });
/** A whole year as the bureau would paste it. 春节 of 2027 is 6 February, a new moon just before midnight. */
const NOTICE_2027 = `关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历腊月二十九、周五）至13日放假调休，共9天。1月31日（周日）、2月14日（周日）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日放假。
六、中秋节：9月15日放假。
七、国庆节：10月1日至7日放假调休，共7天。9月26日、10月9日上班。`;

describe("the holidays that a year needs", () => {
  it("are all known of every published year", () => {
    for (const year of PUBLISHED_YEARS) expect(missingHolidays(year, { days: [] }), String(year)).toEqual([]);
  });

  it("are named one by one while they are missing: two days do not make a year", () => {
    const all = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];
    expect(missingHolidays(2027, { days: [] })).toEqual(all);
    expect(missingHolidays(2027, off("2027-02-08", "2027-02-13"))).toEqual(all.filter((n) => n !== "春节"));
    expect(missingHolidays(2027, off("2027-01-01", "2027-10-01", "2027-03-03"))).toEqual([
      "春节",
      "清明节",
      "劳动节",
      "端午节",
      "中秋节",
    ]);
  });

  it("are there once the notice of the year is read", () => {
    const { days, unread } = readHolidayNotice(NOTICE_2027, 2026);
    expect(unread).toEqual([]);
    expect(missingHolidays(2027, { days })).toEqual([]);
  });

  it("are missing again when a published one is worked", () => {
    expect(missingHolidays(2026, { days: [{ day: "2026-05-01", kind: "work", note: "" }] })).toEqual([
      "劳动节",
    ]);
  });
});
