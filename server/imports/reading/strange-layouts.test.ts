/** Layouts that bureaus keep and that the drawn fixtures do not have, each as small as it can be. */
import * as XLSX from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import type { LedgerDryRun, LedgerProject, ProblemKind } from "@/server/contracts/import";
import { dryRun } from "./index";

type Rows = (string | number | null)[][];

function read(sheets: Record<string, Rows>, merges: Record<string, string[]> = {}): LedgerDryRun {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = XLSX.utils.aoa_to_sheet(rows);
    sheet["!merges"] = (merges[name] ?? []).map((range) => XLSX.utils.decode_range(range));
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  const bytes: unknown = XLSX.write(book, { type: "buffer", bookType: "xlsx" });
  return dryRun(bytes as Buffer, "台账.xlsx");
}

const TITLE = ["2026年招商引资项目台账（万元）"];
const COMMON = ["序号", "项目名称", "投资方", "所在地", "总投资"];
const project = (n: number, ...more: (string | number | null)[]) => [
  n,
  `第${n}号项目`,
  `第${n}号有限公司`,
  "浙江",
  50_000,
  ...more,
];
const kinds = (result: LedgerDryRun): ProblemKind[] => result.problems.map(({ kind }) => kind);
const column = <K extends keyof LedgerProject>(result: LedgerDryRun, key: K): LedgerProject[K][] =>
  result.projects.map((p) => p[key]);

describe("money in columns", () => {
  const twoRows = (group: string, parts: string[], ...rows: (number | null)[][]) =>
    read(
      {
        台账: [
          TITLE,
          [...COMMON, "签约日期", group],
          [...COMMON.map(() => null), null, ...parts],
          ...rows.map((cells, i) => project(i + 1, "2025.1.1", ...cells)),
        ],
      },
      { 台账: ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3", `G2:${"GHIJK"[parts.length - 1]}2`] },
    );

  it("adds up months and quarters that have no column for their sum, and says so", () => {
    const months = twoRows("到位资金", ["1月", "2月", "3月"], [100, 200, 300], [null, 100, 400]);
    expect(column(months, "arrivedWan")).toEqual([600, 500]);
    expect(kinds(months)).toContain("months-added");
    const quarters = twoRows("完成固定资产投资", ["一季度", "二季度"], [100, 200], [5, null]);
    expect(column(quarters, "faiWan")).toEqual([300, 5]);
  });

  it("takes the ledger's own year out of several", () => {
    const result = twoRows("到位省外资金", ["2024年", "2025年", "2026年"], [1, 20, 300], [null, 20, 400]);
    expect(column(result, "arrivedWan")).toEqual([300, 400]);
  });

  it("knows the figure of the year under 固定资产投资 from plan, month and running total", () => {
    const parts = ["年度计划", "本月", "1-10月累计", "自开工累计"];
    expect(column(twoRows("固定资产投资", parts, [2000, 150, 1300, 2600]), "faiWan")).toEqual([1300]);
  });

  it("counts as 省外 what the ledger itself sets apart", () => {
    const result = twoRows("实际到位", ["总额", "其中：省外"], [1000, 700]);
    expect(result.totals).toMatchObject({ arrivedAllWan: 1000, arrivedOutsideWan: 700 });
  });

  it("does not take a split of the plan by source for money that arrived", () => {
    const header = ["序号", "项目名称", "拟投资额（亿元）", "投资方", "省内资金", "省外资金", "外资"];
    const result = read({ 台账: [header, [1, "甲号项目", 2, "浙江甲有限公司", 0.5, 1.5, 0]] });
    expect(result.projects[0]).toMatchObject({ totalWan: 20_000, arrivedWan: 0 });
  });

  it("refuses 万美元 as 万元", () => {
    const header = ["序号", "项目名称", "外方投资者", "国别（地区）", "总投资（万美元）", "签约时间"];
    const result = read({ 台账: [header, [1, "甲号项目", "株式会社甲", "日本", 1200, "2026.3.1"]] });
    expect(result.totals.count).toBe(0);
    expect(kinds(result)).toContain("foreign-currency");
  });

  it("reads （亿） and （万） as units, and judges a silent column by the total beside it", () => {
    const header = [
      "序号",
      "项目名称",
      "投资方",
      "总投资（亿）",
      "其中：固定资产投资",
      "到位资金",
      "签约日期",
    ];
    const result = read({
      台账: [["2026年台账"], header, [1, "甲号项目", "浙江甲有限公司", 1, 0.7, 1200, "2026.1.1"]],
    });
    expect(result.projects[0]).toMatchObject({ totalWan: 10_000, fixedWan: 7000, arrivedWan: 1200 });
  });

  it("says when only a running total is kept, and when a column of money goes unread", () => {
    const running = read({
      台账: [TITLE, [...COMMON, "累计完成投资", "签约日期"], project(1, 8000, "2024.1.1")],
    });
    expect(kinds(running)).toContain("cumulative-used");
    const lastYear = read({
      台账: [TITLE, [...COMMON, "2025年到位资金", "签约日期"], project(1, 800, "2024.1.1")],
    });
    expect(lastYear.totals.arrivedAllWan).toBe(0);
    expect(kinds(lastYear)).toContain("unread-column");
  });
});

describe("stages", () => {
  it("reads a tick under one of several stages", () => {
    const header = [...COMMON, "在谈", "签约", "开工", "投产"];
    const result = read({
      台账: [
        TITLE,
        header,
        project(1, "√"),
        project(2, null, "√"),
        project(3, null, "√", "√"),
        project(4, null, null, null, "√"),
      ],
    });
    expect(column(result, "stage")).toEqual(["在谈", "正式签约", "开工", "投产"]);
    expect(column(result, "agreement")).toEqual([null, "正式", "正式", "正式"]);
  });

  it("believes 是否开工 where no day is written", () => {
    const header = [...COMMON, "签约时间", "是否开工"];
    const result = read({ 台账: [TITLE, header, project(1, "2026.2.3", "√"), project(2, "2026.2.3", "否")] });
    expect(column(result, "stage")).toEqual(["开工", "正式签约"]);
    expect(result.totals.started2026).toBe(0);
  });

  it("reads whole sentences under 签约情况 and 开工情况", () => {
    const header = [...COMMON, "签约情况", "开工情况", "到位资金情况"];
    const result = read({
      台账: [
        TITLE,
        header,
        project(1, "已签约（2026.3.15）", "已开工，2026年5月8日", "已到位800万元"),
        project(2, "2026年4月1日签订框架协议", "未开工", "未到位"),
        project(3, "已签正式合同", "已开工", "到位500"),
      ],
    });
    expect(column(result, "agreement")).toEqual(["正式", "框架", "正式"]);
    expect(column(result, "signDate")).toEqual(["2026-03-15", "2026-04-01", null]);
    expect(column(result, "startDate")).toEqual(["2026-05-08", null, null]);
    expect(column(result, "arrivedWan")).toEqual([800, 0, 500]);
  });
});

describe("several sheets", () => {
  const header = (last: string) => ["序号", "项目名称", "投资企业", "来源省份", "投资总额", last];
  const signed: Rows = [
    ["单位：万元"],
    header("签约日期"),
    [1, "冷链分拨项目", "豫冷有限公司", "河南", 26_000, "2026.3.15"],
  ];

  it("puts what the list of started projects adds into the project of the list of signed ones", () => {
    const started: Rows = [
      ["单位：万元"],
      [...header("开工日期"), "到位省外资金"],
      [1, "冷链分拨项目", "豫冷有限公司", "河南", 26_000, "2026.6.18", 3100],
    ];
    const result = read({ 签约项目: signed, 开工项目: started });
    const merged = { signDate: "2026-03-15", startDate: "2026-06-18", arrivedWan: 3100, stage: "开工" };
    expect(result.projects).toMatchObject([merged]);
    expect(result.totals).toMatchObject({ count: 1, arrivedOutsideWan: 3100, started2026: 1 });
  });

  it("believes the last of several month sheets", () => {
    const month = (m: number, arrived: number): Rows => [
      [`2026年1-${m}月台账（万元）`],
      [...header("签约日期"), "到位省外资金"],
      [1, "冷链分拨项目", "豫冷有限公司", "河南", 26_000, "2026.3.15", arrived],
    ];
    const result = read({ "8月": month(8, 100), "9月": month(9, 200) });
    expect(column(result, "arrivedWan")).toEqual([200]);
  });

  it("belongs to the last year that its sheets are of, and asks for the year of a day under 2024—2026年", () => {
    const ofYear = (year: number): Rows => [
      [`${year}年台账`],
      ...signed.slice(0, 2),
      [1, `${year}项目`, "某公司", "河南", 1000, `${year}.3.1`],
    ];
    expect(read({ "2025年": ofYear(2025), "2026年": ofYear(2026) }).totals.signed2026?.count).toBe(1);
    const spanning = read({
      台账: [
        ["2024—2026年台账（万元）"],
        header("签约日期"),
        [1, "甲号项目", "某公司", "河南", 1000, "5月3日"],
      ],
    });
    expect(spanning.projects).toEqual([]);
  });

  it("leaves out a summary that counts projects", () => {
    const summary: Rows = [
      ["产业", "项目名称", "项目数", "总投资（亿元）", "签约（个）"],
      ["装备", "装备类项目", 3, 5.2, 1],
    ];
    expect(column(read({ 统计: summary, 明细: signed }), "name")).toEqual(["冷链分拨项目"]);
  });
});

describe("where a project is from, and whose it is", () => {
  it.each([
    ["本地", "黑龙江省", false],
    ["省内哈尔滨", "黑龙江省", false],
    ["市外省内", "黑龙江省", false],
    ["龙沙区", "黑龙江省", false],
    ["义乌", "浙江省", true],
    ["昆山市", "江苏省", true],
    ["省外", null, true],
    ["外资", null, false],
    ["长三角", "长三角", null],
  ])("%s", (place, province, outside) => {
    const result = read({
      台账: [TITLE, [...COMMON, "签约日期"], [1, "甲号项目", "某某有限公司", place, 1000, "2026.1.1"]],
    });
    expect(result.projects[0]).toMatchObject({ province, outside });
  });

  it("takes place and department from section rows, which are no chains", () => {
    const header = ["序号", "项目名称", "投资企业", "总投资", "签约日期"];
    const result = read(
      {
        台账: [
          TITLE,
          header,
          ["浙江省（1个）"],
          [1, "甲号项目", "甲实业", 1000, "2026.1.1"],
          ["区商务局"],
          [2, "乙号项目", "乙实业", 1000, "2026.1.1"],
        ],
      },
      { 台账: ["A3:E3", "A5:E5"] },
    );
    expect(column(result, "chain")).toEqual([null, null]);
    expect(result.projects[0]).toMatchObject({ province: "浙江省", outside: true });
    expect(result.projects[1]?.dept).toBe("区商务局");
  });

  it("keeps 能源 and 新能源 apart", () => {
    const header = ["序号", "所属产业", "项目名称", "投资企业", "总投资", "签约日期"];
    const rows = ["新能源", "能源"].map((chain, i) => [i, chain, `第${i}号项目`, "某公司", 1000, "2026.1.1"]);
    expect(column(read({ 台账: [TITLE, header, ...rows] }), "chain")).toEqual(["新能源", "能源"]);
  });

  it("remarks once on what it inferred for every row", () => {
    const result = read({
      台账: [TITLE, [...COMMON, "签约日期"], project(1, "2026.1.1"), project(2, "2026.1.2")],
    });
    expect(kinds(result)).toEqual(["agreement-inferred"]);
  });
});
