import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { run } from "./figures-check";

const published = path.join(import.meta.dirname, "../../tests/fixtures/figures/published-figures.json");
const folder = mkdtempSync(path.join(tmpdir(), "chainlead-figures-"));
let out = "";
let complaints = "";

beforeEach(() => {
  out = "";
  complaints = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
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
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The published file with one change, by its name in the caller's folder. */
function changed(change: (text: string) => string): string {
  const before = readFileSync(published, "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path.join(folder, "figures.json"), after);
  return "figures.json";
}

it("ends well on what bulletins have printed, and shows both figures of each", () => {
  expect(run([published])).toBe(0);
  expect(out).toContain("881.4 ÷ 6793.18 = 12.97　印出 12.64%　不符（文件已注明有误）");
  expect(out).toContain("1005136 ÷ 800000 − 10/12 = 42.31　印出 42.31　相符");
  expect(out).toContain("25 个数：25 个与文件所说一致，0 个不一致");
});

it("ends with 1 on a figure that does not agree, and on a misprint that is none", () => {
  expect(run([changed((text) => text.replace('"41.6%"', '"41.7%"'))])).toBe(1);
  expect(out).toContain("✗ S18  固投完成率");
  expect(run([changed((text) => text.replace('"12.64%"', '"12.97%"'))])).toBe(1);
  expect(out).toContain("文件注明有误，计算却相符");
  expect(run([changed((text) => text.replace('"total": 422', '"total": 423'))])).toBe(1);
});

it("ends with 2 and one sentence a fault where there is nothing to check", () => {
  expect(run([])).toBe(2);
  expect(run(["none.json"])).toBe(2);
  expect(complaints).toContain("none.json：没有这个文件，或者不能读取");
  expect(run([changed((text) => text.slice(40))])).toBe(2);
  expect(complaints).toContain("figures.json：内容不是 JSON");
  expect(run([changed((text) => text.replace('"kind": "lead"', '"kind": "led"'))])).toBe(2);
  expect(complaints).toContain("figures.json rows.5.kind");
});
