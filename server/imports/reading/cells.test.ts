import { describe, expect, it } from "vitest";
import { placeOfCompany, readPlace } from "@/server/domain/read-place";
import { matchChain, readHeading, readSheetName, stageOfTitle } from "./chain-names";
import { cleanAmount } from "./clean-amount";
import { cleanDate } from "./clean-date";
import { splitCompany, splitName } from "./clean-text";
import { agreementOf, stageOf } from "./clean-words";
import { scoreHeader, unitIn } from "./header-words";
import { cutoffIn } from "./read-heading";
import type { SheetCell } from "./workbook";

const cell = (text: string | number): SheetCell => ({
  row: 1,
  col: 1,
  ref: "A1",
  kind: typeof text === "number" ? "number" : "text",
  text: String(text),
  shown: String(text),
  ...(typeof text === "number" ? { number: text, format: "General" } : {}),
});

describe("amounts in a column of 万元", () => {
  it.each<[string | number, number | null, string | null]>([
    ["9,965", 9965, null],
    ["３０００", 3000, null],
    ["0.13亿元", 1300, null],
    ["3.2亿", 32_000, null],
    ["1亿5000万", 15_000, null],
    ["10650万元", 10_650, null],
    ["5千万元", 5000, null],
    ["五千万元", 5000, null],
    ["一亿二千万元", 12_000, null],
    ["总投资3.2亿元", 32_000, null],
    ["5000（万元）", 5000, null],
    ["1.2亿元（一期0.5亿元）", 12_000, null],
    ["50000000元", 5000, null],
    ["(500)", -500, null],
    ["约5000万元", 5000, "amount-approximate"],
    ["1亿元以上", 10_000, "amount-approximate"],
    ["暂无", null, null],
    ["—", null, null],
    ["3-5亿元", null, "amount-unread"],
    ["三五个亿", null, "amount-unread"],
    ["3个亿", 30_000, null],
    ["已到位800万元", 800, null],
    ["未到位", null, null],
    ["1,20", null, "amount-unread"],
    ["1.200,50", null, "amount-unread"],
    ["3000万元；二期2000万元", null, "amount-unread"],
    ["不超过2亿元", null, "amount-unread"],
    ["60%", null, "amount-unread"],
    ["500万美元", null, "foreign-currency"],
    [0.1 + 0.2, 0.3, null],
    [1234.5, 1234.5, null],
  ])("%s", (text, wan, kind) => {
    const { value, objection } = cleanAmount(cell(text), "wan");
    expect(value === null ? null : value / 1_000_000).toBe(wan);
    expect(objection?.kind ?? null).toBe(kind);
  });

  it("takes the unit that a number format writes behind the number", () => {
    expect(cleanAmount({ ...cell(1.9), format: '0.00"亿元"' }, "wan").value).toBe(19_000 * 1_000_000);
    expect(cleanAmount({ ...cell(50_000_000), format: '0!.0,"万"' }, "wan").value).toBe(5000 * 1_000_000);
  });
});

describe("dates in a ledger of 2026, as of 31 October", () => {
  it.each<[string | number, string | null, string | null]>([
    ["2026-7-4", "2026-07-04", null],
    ["2026/4/3", "2026-04-03", null],
    ["2026.9.26", "2026-09-26", null],
    ["２０２６．９．２６", "2026-09-26", null],
    ["2026年5月1日", "2026-05-01", null],
    ["二〇二六年十月二十一日", "2026-10-21", null],
    ["20260501", "2026-05-01", null],
    ["2026-07-04 00:00:00", "2026-07-04", null],
    ["26.7.4", "2026-07-04", null],
    ["5月1日", "2026-05-01", null],
    ["已于2026年5月1日开工", "2026-05-01", null],
    ["正式合同 2026.4.19", "2026-04-19", null],
    [46_071, "2026-02-18", null],
    ["46071", "2026-02-18", null],
    ["2026年5月", "2026-05-01", "date-month-only"],
    [2026.5, "2026-05-01", "date-month-only"],
    [2026.1, null, "ambiguous-date"],
    ["2026.10", null, "ambiguous-date"],
    ["12月18日", null, "ambiguous-date"],
    ["2026-02-30", null, "date-impossible"],
    ["预计2026年12月", null, "date-planned"],
    ["2026年底", null, "date-planned"],
    ["2026年一季度", null, "ambiguous-date"],
    [2026, null, "ambiguous-date"],
    ["26年5月", "2026-05-01", "date-month-only"],
    ["3月底", "2026-03-01", "date-month-only"],
    ["12月", null, "ambiguous-date"],
    ["2026年5月18日举行开工仪式", "2026-05-18", null],
    ["2026.3.15-16", null, "date-unread"],
    ["待定", null, null],
    ["/", null, null],
    ["未开工", null, null],
    ["开年以后", null, "date-unread"],
  ])("%s", (text, day, kind) => {
    const { value, objection } = cleanDate(cell(text), { year: 2026, cutoff: "2026-10-31" });
    expect(value).toBe(day);
    expect(objection?.kind ?? null).toBe(kind);
  });
});

describe("places", () => {
  it.each([
    ["浙江省杭州市", "浙江省", "杭州市", "mainland"],
    ["浙江/杭州", "浙江省", "杭州市", "mainland"],
    ["北京海淀", "北京市", "海淀区", "mainland"],
    ["深圳", "广东省", "深圳市", "mainland"],
    ["吉林市", "吉林省", "吉林市", "mainland"],
    ["内蒙古呼和浩特", "内蒙古自治区", "呼和浩特市", "mainland"],
    ["黑龙江（省内）", "黑龙江省", null, "mainland"],
    ["香港特别行政区九龙", "香港特别行政区", "九龙", "hk-mo-tw"],
    ["中国香港", "香港特别行政区", null, "hk-mo-tw"],
    ["德国慕尼黑", "德国", "慕尼黑", "abroad"],
    ["浙江省、江苏省", "浙江省", null, "mainland"],
  ])("%s", (text, province, city, kind) => expect(readPlace(text)).toEqual({ province, city, kind }));

  it("knows what it does not know", () => expect(readPlace("省外")).toBeNull());
  it("reads a company's home from its name, but not from an everyday word", () => {
    expect(placeOfCompany("杭州云杉科技有限公司")).toMatchObject({ province: "浙江省", city: "杭州市" });
    expect(placeOfCompany("云杉（深圳）科技有限公司")).toMatchObject({ province: "广东省" });
    expect(placeOfCompany("东方云杉科技有限公司")).toBeNull();
  });
});

describe("two things in one cell", () => {
  const name = "云杉精密铸件项目";
  it.each([
    [`${name}：新建厂房2万平方米`, true, name],
    [`${name}\n主要建设内容：厂房`, false, name],
    [`${name}（建设内容：厂房）`, true, name],
    [`${name}，新建厂房2万平方米。`, true, name],
    ["云杉精密\n铸件项目", false, name],
    ["云杉精密铸件\n生产基地项目", false, "云杉精密铸件生产基地项目"],
    ["云杉精密铸件项目（一期）", false, "云杉精密铸件项目（一期）"],
    ["云杉精密铸件项目（一期）：新建厂房", true, "云杉精密铸件项目（一期）"],
  ])("%s", (text, combined, wanted) => expect(splitName(text, combined).name).toBe(wanted));

  it.each([
    "苏州云杉有限公司（913205081233515569）",
    "苏州云杉有限公司\n913205081233515569",
    "苏州云杉有限公司 统一社会信用代码：9132 0508 1233 5155 69",
    "苏州云杉有限公司/９１３２０５０８１２３３５１５５６９",
  ])("%s", (text) =>
    expect(splitCompany(text)).toEqual({ company: "苏州云杉有限公司", code: "913205081233515569" }),
  );
});

describe("words", () => {
  it.each([
    ["签约未开工", "正式签约"],
    ["已签框架协议", "框架协议"],
    ["拟签约", "在谈"],
    ["洽谈中", "在谈"],
    ["已开工建设", "开工"],
    ["建成投产", "投产"],
    ["暂停", "搁置"],
  ])("stage %s", (text, stage) => expect(stageOf(text)).toBe(stage));

  it("agreements", () => {
    expect(agreementOf("战略合作框架协议")).toBe("框架");
    expect(agreementOf("投资合同")).toBe("正式");
    expect(agreementOf("未签约")).toBeNull();
  });

  it("headings", () => {
    expect(readHeading("一、重型数控机床产业链（21个）", [])).toMatchObject({
      kind: "chain",
      value: "重型数控机床",
    });
    expect(readHeading("（二）在谈项目", [])).toMatchObject({ kind: "stage", value: "在谈" });
    expect(readHeading("二、创新产业链", [])).toMatchObject({ kind: "other" });
    expect(readSheetName("3.烤肉链", [])).toMatchObject({ value: "烤肉" });
    expect(readSheetName("招商引资项目台账", [])).toBeNull();
    expect(stageOfTitle("××区2026年签约项目台账")).toBe("正式签约");
    const known = ["重型数控机床", "现代冷链物流", "现代教育", "现代医疗"];
    expect(matchChain("数控机床链", known)?.chain).toBe("重型数控机床");
    expect(matchChain("冷链", known)?.chain).toBe("现代冷链物流");
    expect(matchChain("现代", known)).toBeNull();
  });

  it.each([
    [["投资情况", "其中：固定资产投资（万元）"], "fixed"],
    [["本年完成固定资产投资"], "fai"],
    [["省外资金到位额"], "arrived"],
    [["1-10月到位省外内资"], "arrived"],
    [["累计到位资金"], "arrivedCumulative"],
    [["约定引进省外资金"], "outsideAgreed"],
    [["签约情况", "日期"], "signDate"],
    [["计划开工时间"], "plannedStart"],
    [["开工情况", "实际"], "startDate"],
    [["企业名称（信用代码）"], "company"],
    [["项目所在地"], "place"],
    [["投资方所在地"], "province"],
    [["项目\n进展状态"], "stage"],
  ])("header %j", (path, field) => expect(scoreHeader(path)[0]?.field).toBe(field));

  it("units and cut-off dates", () => {
    expect(unitIn("计划总投资（亿元）")).toBe("yi");
    expect(unitIn("实际利用外资（万美元）")).toBeNull();
    expect(cutoffIn("截至10月31日", 2026)).toBe("2026-10-31");
    expect(cutoffIn("2026年1-9月进展", null)).toBe("2026-09-30");
  });
});
