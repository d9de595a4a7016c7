import { describe, expect, it, vi } from "vitest";
import type { DetailRow, EnterpriseReading } from "@/server/contracts/import-details";
import { dryRun } from "../reading";
import { honoursOf } from "./honours-of";

type Row = DetailRow<EnterpriseReading>;
const sheet = (...lines: string[]) => Buffer.from(lines.join("\n"));
const read = (...lines: string[]) => dryRun(sheet(...lines), "企业名录.csv").details.rows as Row[];
const one = (...lines: string[]): EnterpriseReading => {
  const [row] = read(...lines);
  if (!row) throw new Error("no row");
  return row.reading;
};

describe("荣誉", () => {
  it.each([
    ["专精特新、小巨人/高新", ["省级专精特新", "国家级小巨人", "高新技术企业"]],
    ["国家高新技术企业；规模以上工业企业", ["高新技术企业", "规上企业"]],
    ["国家级专精特新“小巨人”企业", ["国家级小巨人"]],
    ["市级专精特新", ["市级专精特新"]],
    ["省长质量奖\n绿色工厂", ["省长质量奖", "绿色工厂"]],
    ["无", []],
  ])("%s", (text, titles) => {
    expect(honoursOf(text).map(({ title }) => title)).toEqual(titles);
  });

  it.each([
    ["高新技术企业 2023/5/1", "2023-05-01", ""],
    ["高新技术企业（2022-11-01，第二批）", "2022-11-01", "第二批"],
    ["小巨人（2023年第五批）", null, "2023年第五批"],
    ["2023年获评瞪羚企业", null, "2023年"],
    ["小巨人(2023)", null, "2023年"],
    ["高新技术企业2023年2月30日", null, "2023年2月30日"],
  ])("%s says when, and makes up no day", (text, awardedOn, batch) => {
    expect(honoursOf(text)).toMatchObject([{ awardedOn, batch }]);
  });
});

describe("a list of enterprises", () => {
  it("is told from a ledger of projects, from arrivals, and from a list of contacts", () => {
    const kindsOf = (header: string, row: string) =>
      dryRun(sheet(header, row), "表.csv").details.tables.map(({ kind }) => kind);
    expect(kindsOf("企业名称,统一社会信用代码,所属集团", "甲有限公司,,乙集团")).toEqual(["enterprise"]);
    expect(kindsOf("企业名称,到账日期,到账金额（万元）,凭证号", "甲有限公司,2026-03-01,5,A1")).toEqual([
      "arrival",
    ]);
    expect(kindsOf("项目名称,投资方,统一社会信用代码,计划总投资（万元）", "甲项目,甲有限公司,,9000")).toEqual(
      [],
    );
    const contacts = dryRun(sheet("企业名称,联系人,电话", "甲有限公司,王某,139"), "通讯录.csv", {
      kinds: [{ sheet: "通讯录", kind: "enterprise" }],
    });
    expect(contacts.details.rows).toHaveLength(1);
  });

  it("has place and code in whatever cells they stand", () => {
    const code = "91230203MA1BXGRJ8R";
    expect(one("企业名称,所在省,所在市,企业类型", "甲有限公司,辽宁,大连,民营")).toMatchObject({
      ...{ province: "辽宁省", city: "大连市", investorKind: "民企" },
    });
    expect(one("企业名称,所在地,企业类型", "甲有限公司,浙江省杭州市,央企")).toMatchObject({ city: "杭州市" });
    expect(one("企业名称,所在地,企业类型", `甲有限公司（${code}）,杭州,国有控股`)).toMatchObject({
      ...{ name: "甲有限公司", uscc: code, province: "浙江省", investorKind: "国企" },
    });
    expect(one("企业名称,统一社会信用代码,简称", `甲有限公司,${code.toLowerCase()},甲公司`).uscc).toBe(code);
  });

  it("takes several names from a cell, without the present one and without repetition", () => {
    expect(one("企业名称,曾用名,简称", "甲有限公司,甲厂；乙厂/甲厂、甲有限公司,甲司|无")).toMatchObject({
      ...{ formerNames: ["甲厂", "乙厂"], shortNames: ["甲司"] },
    });
  });

  it("reads no more of a cell than anybody means, and says so", () => {
    const names = Array.from({ length: 4000 }, (_, i) => `第${i + 1}厂`);
    const [row] = read(
      "企业名称,曾用名,企业类型",
      `甲有限公司,${names.join("、")},${"独资".repeat(16_000)}外商`,
    );
    expect(row?.reading.formerNames).toEqual(names.slice(0, 50));
    expect(row?.reading.investorKind).toBeNull();
    expect(row?.problems.map(({ message }) => message)).toEqual([
      "类型：文字过长，只看前200个字，其余未读入。",
      expect.stringContaining("类型：不认识“独资独资"),
      "一格最多读入50个名称，其余3950个未读入。",
    ]);
    expect(one("企业名称,企业类型,简称", "甲有限公司,独资（外）,甲司").investorKind).toBe("外资");
  });

  it("compares each name once, however many there are", () => {
    const names = Array.from({ length: 300 }, (_, i) => `名${i}号厂`);
    // A name is compared by its lower-case form.
    const lowered = vi.spyOn(String.prototype, "toLowerCase");
    one("企业名称,曾用名", `甲有限公司,${names.join("、")}`);
    const compared = lowered.mock.contexts.filter((text) => /^名\d+号厂$/.test(String(text))).length;
    lowered.mockRestore();
    expect(compared).toBeLessThanOrEqual(2 * names.length);
  });

  it("gives a day in a column of its own to the one honour beside it, and to none of several", () => {
    const header = "企业名称,荣誉,认定时间,批次";
    expect(one(header, "甲有限公司,小巨人,2023-07-01,第五批").honours).toEqual([
      { title: "国家级小巨人", awardedOn: "2023-07-01", batch: "第五批" },
    ]);
    expect(one(header, "甲有限公司,小巨人,2023年,").honours).toMatchObject([
      { awardedOn: null, batch: "2023年" },
    ]);
    const [row] = read(header, "甲有限公司,小巨人、高新,2023-07-01,");
    expect(row?.reading.honours.map(({ awardedOn }) => awardedOn)).toEqual([null, null]);
    expect(row?.problems.map(({ kind, severity }) => [kind, severity])).toEqual([["not-taken", "warning"]]);
  });

  it("takes one of several kinds and says which it left", () => {
    const [row] = read("企业名称,企业类型,简称", "甲有限公司,央企、上市公司,甲司");
    expect(row?.reading.investorKind).toBe("央企");
    expect(row?.problems.map(({ message }) => message)).toEqual([
      "类型：只记一种，取“央企”，未读入“上市公司”。",
    ]);
    expect(one("企业名称,企业类型,简称", "甲有限公司,民营（非上市）,甲司").investorKind).toBe("民企");
  });
});
