/** `npm run ledger:import`: how it is used, and what it says to wrong arguments. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { run } from "@/server/cli/ledger-import";

let out = "";
let complaints = "";

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
});
afterEach(() => vi.restoreAllMocks());

it("tells how it is used on standard output", async () => {
  expect(await run(["--help"])).toBe(0);
  for (const words of ["用法", "例：", "退出码", "--commit", "--cutoff"]) expect(out).toContain(words);
  expect(complaints).toBe("");
});

it.each([
  [[], "没有写明台账文件"],
  [["甲.xlsx", "乙.xlsx"], "一次只能读一份台账"],
  [["甲.xlsx", "--cutoff", "2026-02-30"], "“2026-02-30”不是日期"],
  [["甲.xlsx", "--as", ""], "没有写账号"],
  [["甲.xlsx", "--now"], "不认识的选项：--now"],
  [["甲.xlsx", "--cutoff"], "选项的值不正确"],
])("says what is wrong with %j, and how it is used", async (args, words) => {
  expect(await run(args)).toBe(2);
  expect(complaints).toContain(words);
  expect(complaints).toContain("用法");
  expect(out).toBe("");
});

it("says that a file is not there, without the usage", async () => {
  expect(await run(["/nowhere/台账.xlsx"])).toBe(2);
  expect(complaints).toBe("找不到这个文件。\n");
});
