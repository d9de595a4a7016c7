/** `npm run report:month`: what it says, where it writes, and that the audit log knows. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as XLSX from "@e965/xlsx";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "@/server/cli/report-month";
import { database } from "@/server/platform/database";
import { append, foundDistrict, settle } from "../figures/little-district";

const folder = mkdtempSync(path.join(tmpdir(), "chainlead-report-"));
let out = "";
let complaints = "";
const at = (day: string) => new Date(`${day}T09:00:00+08:00`);

beforeAll(async () => {
  await foundDistrict();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  out = "";
  complaints = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text: unknown, done: unknown) => {
    out += text;
    (done as () => void)();
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    complaints += text;
    return true;
  });
  vi.stubEnv("INIT_CWD", folder);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("the month on the command line", () => {
  it("writes nothing but JSON", async () => {
    expect(await run(["2026-10", "--json"])).toBe(0);
    const { month, rows, cuts } = JSON.parse(out);
    expect([month, rows.at(-1).name, Object.keys(cuts).length]).toEqual([202610, "合计", 6]);
  });

  it.each([
    [["2026-13"], "“2026-13”不是统计月"],
    [[], "没有写明统计月"],
    [["2026-10", "2026-11"], "一次只能汇总一个月"],
    [["2026-10", "--xlsx", ""], "没有写文件名"],
    [["2026-10", "--known", "2026-02-30"], "“2026-02-30”不是日期"],
    [["2026-10", "--jsonn"], "不认识的选项：--jsonn"],
  ])("says what is wrong with %j", async (args, words) => {
    expect(await run(args)).toBe(2);
    expect(complaints).toContain(words);
    expect(complaints).toContain("用法");
    expect(out).toBe("");
  });

  it("tells how it is used on standard output", async () => {
    expect(await run(["--help"])).toBe(0);
    for (const words of ["用法", "例：", "退出码", "--xlsx 文件"]) expect(out).toContain(words);
    expect(complaints).toBe("");
  });

  it("refuses a month that has not begun, and writes no file", async () => {
    expect(await run(["2999-01", "--xlsx", "early.xlsx"])).toBe(2);
    expect(complaints).toContain("统计月不能晚于本月");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("names the folder that is not there before it counts anything", async () => {
    expect(await run(["2026-10", "--xlsx", "nowhere/month.xlsx"])).toBe(73);
    expect(complaints).toContain(path.join(folder, "nowhere"));
  });

  it("writes the workbook where it was called, and into the audit log", async () => {
    expect(await run(["2026-10", "--xlsx", "month.xlsx"])).toBe(0);
    expect(existsSync(path.join(folder, "month.xlsx"))).toBe(true);
    expect(readdirSync(folder)).toEqual(["month.xlsx"]);
    const entry = await database.auditEntry.findFirst({ where: { actorName: "服务器命令行" } });
    expect(entry).toMatchObject({
      action: "statistics:export",
      subjectKind: "export",
      after: { month: 202610, file: path.join(folder, "month.xlsx") },
    });
  });

  it("counts from what was known when a day ended, and refuses a day that has not ended or lies before the month", async () => {
    const [id = 0] = await settle([{ planWan: 900, contract: [["2026-03-09", 900]] }], 0, at("2026-03-10"));
    await append(id, [{ fact: { type: "ImportUndone", v: 1, reason: "测试" } }], at("2026-04-02"));
    const signed = async (...args: string[]) => {
      out = "";
      expect(await run(["2026-03", "--json", ...args])).toBe(0);
      const { knownOn, rows } = JSON.parse(out);
      return [knownOn, rows.at(-1).signedYearCount];
    };
    expect(await signed()).toEqual([null, 0]);
    expect(await signed("--known", "2026-03-31")).toEqual(["2026-03-31", 1]);
    expect(await signed("--known", "2026-04-02")).toEqual(["2026-04-02", 0]);
    out = "";
    expect(await run(["2026-03", "--known", "2026-03-31", "--xlsx", "then.xlsx"])).toBe(0);
    expect(out).toContain("2026-03-31 日终所知");
    const book = XLSX.read(readFileSync(path.join(folder, "then.xlsx")));
    expect(book.SheetNames).not.toContain("招商引资项目台账");
    expect(JSON.stringify(XLSX.utils.sheet_to_json(book.Sheets.口径 as XLSX.WorkSheet))).toContain(
      "2026-03-31 结束时已知的数据",
    );
    rmSync(path.join(folder, "then.xlsx"));
    expect(await run(["2026-03", "--known", "2026-02-28"])).toBe(2);
    expect(await run(["2026-03", "--known", "2999-01-01"])).toBe(2);
    expect(complaints).toContain("统计月不能晚于所看的时点");
    expect(complaints).toContain("时点须早于今天");
  });
});
