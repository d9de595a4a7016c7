/** 自有表样 on their way in: who may, version after version, and what is told of a form that cannot be used. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { openOwnForm } from "@/server/exports";
import { database } from "@/server/platform/database";
import { foundDistrict } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";
import { as, bookOf, cellsOf, filled, MONTH, refusalOf, take, worked } from "../support/own-forms";

let statistician: SessionActor;
let director: SessionActor;
let head: SessionActor;
let officer: SessionActor;

beforeAll(async () => {
  await foundDistrict();
  statistician = await makeActor("statistician");
  director = await makeActor("director");
  head = await makeActor("section-head");
  officer = await makeActor("officer");
});

describe("who may", () => {
  it("uploads and retires by one action, fills by another", async () => {
    const bytes = await cellsOf({ A1: "{{月}}" });
    for (const actor of [head, officer])
      expect((await refusalOf(take(actor, bytes))).code).toBe("not-permitted");
    const { id } = await take(director, bytes);
    await expect(
      as(head).form.retire({ requestId: requestId(), id, expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as(officer).form.list()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as(officer).form.fill({ requestId: requestId(), id, month: MONTH })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(openOwnForm(officer, { id, version: 1 })).rejects.toMatchObject({ code: "not-permitted" });
    expect((await openOwnForm(head, { id, version: 1 })).fileName).toContain("第1版");
    expect((await as(head).form.list()).map((form) => form.id)).toContain(id);
  });
});

describe("versions", () => {
  it("follow one another, each audited; a job fills the one it was asked for", async () => {
    const name = "区级月报";
    const first = { requestId: requestId(), name };
    const bytes = await cellsOf({ A1: "{{月}}" });
    const { id } = await take(statistician, bytes, first);
    // Sent again it is the same; with another file it is refused.
    expect(await take(statistician, bytes, first)).toMatchObject({ version: 1 });
    expect((await refusalOf(take(statistician, await cellsOf({ A1: "{{年}}" }), first))).code).toBe(
      "already-saved",
    );
    expect((await refusalOf(take(director, await cellsOf({ A1: "{{月}}" }), { name }))).code).toBe(
      "duplicate",
    );
    const { jobId } = await as(head).form.fill({ requestId: requestId(), id, month: MONTH });
    const second = await cellsOf({ A1: "{{年}}" });
    expect((await refusalOf(take(director, second, { name, formId: id, expectedVersion: 2 }))).code).toBe(
      "conflict",
    );
    expect(await take(director, second, { name, formId: id, expectedVersion: 1 })).toEqual({
      id,
      version: 2,
    });
    expect((await worked(head, jobId)).getCell("A1").value).toBe(6);
    expect((await filled(head, id)).getCell("A1").value).toBe(2026);
    const listed = (await as(head).form.list()).find((form) => form.id === id);
    expect(listed?.versions.map(({ version, authorName }) => [version, authorName])).toEqual([
      [2, director.name],
      [1, statistician.name],
    ]);
    await as(director).form.retire({ requestId: requestId(), id, expectedVersion: 2 });
    expect(await as(director).form.retire({ requestId: requestId(), id, expectedVersion: 2 })).toEqual({
      retired: true,
    });
    await expect(as(head).form.fill({ requestId: requestId(), id, month: MONTH })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const entries = await database.auditEntry.findMany({
      where: { subjectKind: "form", subjectId: String(id) },
      orderBy: { id: "asc" },
    });
    expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["form:upload", statistician.id],
      ["form:upload", director.id],
      ["form:retire", director.id],
    ]);
    const asked = await database.auditEntry.findFirst({
      where: { subjectKind: "export", subjectId: String(jobId) },
    });
    expect(asked).toMatchObject({
      action: "statistics:export",
      after: { form: name, version: 1, month: MONTH },
    });
  });
});

describe("a form that cannot be used", () => {
  const told = async (bytes: Uint8Array, fileName?: string) => {
    const { code, detail } = await refusalOf(take(statistician, bytes, {}, fileName));
    return `${code} ${detail.problems?.map(({ message }) => message).join(" | ") ?? detail.message}`;
  };

  it("is told cell by cell, with the nearest word", async () => {
    const said = await told(
      await cellsOf({
        A1: "{{签约.累计各数}}",
        B2: "{{签约.累计金额@重型数控机车}}",
        C3: "{{#产业连}}{{名称}}{{/产业连}}",
        D4: "{{开工.开工率（亿元）}}",
        E5: "{{签约.累计金额@科室：一科}}",
        F6: "{{#来源省份}}{{链长}}{{/来源省份}}",
      }),
    );
    expect(said).toMatch(/^bad-file /);
    expect(said).toContain("表一 A1：没有占位符 {{签约.累计各数}}，是否要写 {{签约.累计个数}}");
    expect(said).toMatch(/表一 B2：.*没有“重型数控机车”这一行，是否要写“重型数控机床”/);
    expect(said).toMatch(/表一 C3：没有 \{\{#产业连\}\} 这种重复行/);
    expect(said).toMatch(/表一 D4：.*单位是%/);
    expect(said).toMatch(/表一 E5：.*没有“科室”这种分组/);
    expect(said).toMatch(/表一 F6：.*只能写在 \{\{#产业链\}\}/);
  });

  it("is told where its rows could not grow, before it is kept", async () => {
    const forms = await database.ownForm.count();
    const said = await told(
      await bookOf((sheet) => {
        sheet.getCell("A2").value = "{{#产业链}}{{名称}}{{/产业链}}";
        sheet.getCell("C5").value = { formula: "A2" };
      }),
    );
    expect(said).toContain("表一 C5：公式只引用了重复行中的一格 A2");
    expect(await database.ownForm.count()).toBe(forms);
  });

  it("is refused as what it is", async () => {
    expect(await told(await cellsOf({ A1: "没有占位符" }))).toContain("没有找到占位符");
    expect(await told(Buffer.from("%PDF-1.7"))).toContain("PDF 文件");
    expect(await told(Buffer.alloc(0))).toContain("文件是空的");
    expect(await told(await cellsOf({ A1: "{{月}}" }), "表.xlsm")).toContain("只接受 .xlsx");
    expect(await told(Buffer.alloc(6 * 1024 * 1024))).toMatch(/^too-large/);
    expect(await told((await cellsOf({ A1: "{{月}}" })).subarray(0, 900))).toContain("损坏");
  });
});
