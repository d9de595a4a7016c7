/** Files that the product wrote come back: untouched ones change nothing, edited ones change what was edited. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "@/server/cli/ledger-import";
import type { ProjectState } from "@/server/domain/project-state";
import { database, rowsOf as rowsFrom, sql } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { demoDistrict } from "../support/demo/district";
import * as store from "../support/demo/store";
import { actorNamed, makeBureau } from "../support/factories";
import {
  bringBack,
  edited,
  monthOut,
  rowsOf,
  type Traveller,
  toldChanges,
  viewOut,
} from "../support/round-trip";

const TODAY = "2026-10-31";
const NOW = new Date(`${TODAY}T06:00:00Z`);
const director = (): Traveller => ({ actor: actorNamed("juzhang"), now: NOW });
const PROJECTS = 90;
const WHOLE = { off: "any" as const };

beforeAll(async () => {
  const district = demoDistrict({ today: TODAY, projects: PROJECTS });
  await makeBureau(TODAY);
  await store.inTransaction(async (db) => {
    for (
      let next = store.tellNext(district, 40);
      next.histories.length > 0;
      next = store.tellNext(district, 40)
    ) {
      await store.storeEnterprises(db, next);
      await store.storeTold(db, next);
    }
    await store.advanceSequences(db);
  });
});

/** Projects that the director may edit, with something in the cells that the tests change. */
async function editable(count: number): Promise<ProjectState[]> {
  const ids = await rowsFrom<{ id: number }>(
    database,
    sql`SELECT id FROM project WHERE off_state IS NULL AND planned_total_fen IS NOT NULL AND next_step <> '' ORDER BY id LIMIT ${count}`,
  );
  const states = await loadProjects(
    database,
    ids.map((r) => r.id),
    { lock: false },
  );
  return [...states.values()];
}
const unitName = async (id: number | null) =>
  (await database.unit.findUnique({ where: { id: id ?? 0 } }))?.name ?? "";

describe("a file that nobody wrote in", () => {
  it.each([
    ["a view", () => viewOut(director(), { filter: WHOLE })],
    ["a grouped view", () => viewOut(director(), { filter: WHOLE, group: "owner" })],
    ["a csv of a view", () => viewOut(director(), { filter: WHOLE, format: "csv" })],
    ["the month's workbook", () => monthOut(director(), 202610)],
  ])("changes nothing: %s", async (_, out) => {
    const scene = await bringBack(director(), await out());
    const rows = await rowsOf(director(), scene);
    expect(toldChanges(rows)).toEqual([]);
    expect(rows.filter((r) => r.fate !== "unchanged").map((r) => [r.project.name, r.fate])).toEqual([]);
    expect(rows.flatMap((r) => r.problems.map((p) => p.message))).toEqual([]);
    expect(scene.summary?.remarks.map((r) => r.message)).toEqual([]);
    expect(scene.summary?.counts).toMatchObject({ rows: PROJECTS, unchanged: PROJECTS });
  });
});

const view = { filter: WHOLE };

describe("a view that somebody worked in", () => {
  it("changes exactly the cells that were changed, also emptied ones, wherever the row went", async () => {
    const [one, two] = (await editable(2)) as [ProjectState, ProjectState];
    const file = await edited(await viewOut(director(), view), "项目", (cell, sheet) => {
      cell(one.number, "计划总投资").value = 123_456.789012;
      cell(one.number, "项目名称").value = "改过的名称";
      cell(two.number, "下一步").value = "";
      cell(two.number, "主办部门").value = "区工信局";
      cell(two.number, "到期").value = "2027-01-31";
      // Sorted the other way round by somebody: keys go with their rows.
      for (let at = 1; at <= sheet.columnCount; at++) {
        const [first, second] = [sheet.getRow(4).getCell(at), sheet.getRow(5).getCell(at)];
        [first.value, second.value] = [second.value, first.value];
      }
    });
    const scene = await bringBack(director(), file);
    const changed = await rowsOf(director(), scene, "changed");
    expect(toldChanges(changed).sort()).toEqual(
      [
        `${one.number} 项目名称: ${one.basics.name} → 改过的名称`,
        `${one.number} 计划总投资: ${one.basics.plannedTotalFen} → 123456789012`,
        `${two.number} 主办部门: ${await unitName(two.basics.leadUnitId)} → 区工信局`,
        `${two.number} 下一步: ${two.basics.nextStep} → `,
        `${two.number} 下一步期限: ${two.basics.nextDueOn ?? ""} → 2027-01-31`,
      ].sort(),
    );
    expect(scene.summary?.counts).toMatchObject({ changed: 2, unchanged: PROJECTS - 2, ready: 0, failed: 0 });
    expect(scene.merge).toMatchObject({ projects: 2, fields: 5, conflicts: 0, undecided: 0 });
  });
});

/** Header, label and field of cells that hold any text. */
const TEXTS = [
  ["下一步", "下一步", "nextStep"],
  ["项目公司", "项目公司", "companyName"],
] as const;

describe("any view in which any cells were written over", () => {
  it("gives exactly these cells, and as they were written", async () => {
    const states = await editable(12);
    const out = await viewOut(director(), view);
    const letters = fc.constantFrom(..."甲乙丙AB12 ，“\n=+-@'（");
    const written = fc
      .string({ unit: letters, minLength: 1, maxLength: 12 })
      .filter((t) => /[甲乙丙]/.test(t));
    const one = fc.record({ at: fc.nat(11), column: fc.nat(1), text: written });
    const edits = fc.uniqueArray(one, { minLength: 1, maxLength: 8, selector: (e) => `${e.at} ${e.column}` });
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        const meant = list.flatMap(({ at, column, text }) => {
          const [state, words] = [states[at], TEXTS[column]];
          return state && words ? [{ state, words, text }] : [];
        });
        const file = await edited(out, "项目", (cell) => {
          for (const { state, words, text } of meant) cell(state.number, words[0]).value = text;
        });
        const scene = await bringBack(director(), file);
        const told = (await rowsOf(director(), scene, "changed")).flatMap((row) =>
          row.changes.map((c) => `${row.projectNumber} ${c.label} ${c.after}`),
        );
        const expected = meant
          .filter(({ state, words, text }) => text.trim() !== state.basics[words[2]])
          .map(({ state, words, text }) => `${state.number} ${words[1]} ${text.trim()}`);
        expect(told.sort()).toEqual(expected.sort());
      }),
      { numRuns: 6 },
    );
  });
});

describe("the month's workbook that somebody worked in", () => {
  it("changes what the ledger holds and only tells of milestones and money that differ", async () => {
    const [one] = (await editable(1)) as [ProjectState];
    const file = await edited(await monthOut(director(), 202610), "招商引资项目台账", (cell) => {
      cell(one.number, "建设内容及规模").value = "改建二号厂房\n并购置设备";
      cell(one.number, "投资方所在地").value = "浙江省 杭州市";
      cell(one.number, "落地地址/街道/园区").value = "龙沙路8号";
      cell(one.number, "计划竣工").value = new Date("2027-09-30T00:00:00Z");
      cell(one.number, "行业分类").value = "C34";
      cell(one.number, "项目公司").value = "";
      cell(one.number, "签约日期").value = "2026-01-02";
      cell(one.number, "累计到位").value = 7;
      cell(one.number, "投资方").value = "别的投资方有限公司";
    });
    const scene = await bringBack(director(), file);
    expect(scene.summary?.counts).toMatchObject({ changed: 1, unchanged: PROJECTS - 1, ready: 0, failed: 0 });
    const [row] = await rowsOf(director(), scene, "changed");
    expect(Object.fromEntries((row?.changes ?? []).map((c) => [c.label, c.after]))).toEqual({
      建设内容及规模: "改建二号厂房\n并购置设备",
      投资方所在省: "浙江省",
      投资方所在市: "杭州市",
      落地地址: "龙沙路8号",
      计划竣工: "2027-09-30",
      行业分类: "C34",
    });
    const told = row?.problems.map((p) => p.message).join("\n");
    expect(told).toContain("签约日期与库中不同");
    expect(told).toContain("累计到位资金与库中不同");
    expect(told).toContain("投资方与库中");
  });
});

describe("the command line", () => {
  it("tells the fate of each row beside what it told before, in the name of an account", async () => {
    const [one] = (await editable(1)) as [ProjectState];
    const { name, bytes } = await edited(await viewOut(director(), view), "项目", (cell) => {
      cell(one.number, "下一步").value = "从命令行改的";
    });
    const folder = await mkdtemp(path.join(tmpdir(), "round-trip-"));
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    let out = "";
    const spy = vi.spyOn(process.stdout, "write").mockImplementation((text: unknown, done: unknown) => {
      out += text;
      (done as () => void)();
      return true;
    });
    expect(await run([file, "--json", "--as", "juzhang"])).toBe(0);
    spy.mockRestore();
    await rm(folder, { recursive: true });
    const told = JSON.parse(out);
    expect(Object.keys(told)).toEqual(["projects", "problems", "totals", "rows"]);
    const changed = told.rows.filter((row: { fate: string }) => row.fate !== "unchanged");
    expect(changed).toMatchObject([{ name: one.basics.name, fate: "changed", fields: ["下一步"] }]);
  });
});
