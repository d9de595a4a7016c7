/** What has been recorded stays, also for plain SQL, and also when it comes from the owner of the tables. */
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { asOwner } from "../support/database";
import { ledgerScene, makeProject, requestId, STARTED, WAN } from "../support/ledger-scene";

beforeAll(async () => {
  const scene = await ledgerScene();
  const projectId = await makeProject(scene, { done: STARTED });
  const row = {
    projectId,
    arrivedOn: "2026-10-12",
    sourceProvince: "辽宁",
    originalCents: 800 * WAN,
    voucherNumber: "JZ-1",
  };
  const { ledger } = scene.as("officer");
  const saved = await ledger.saveArrivals({ requestId: requestId(), submit: true, rows: [row] });
  const entries = saved.entries.map(({ ledger: name, id, version }) => ({ ledger: name, id, version }));
  await scene.as("statistician").ledger.approve({ requestId: requestId(), entries });
  await database.setting.create({
    data: { key: "tiers", value: [1], effectiveFrom: new Date("2026-01-01") },
  });
  const file = await database.evidenceFile.create({
    data: {
      sha256: "a".repeat(64),
      size: 1,
      mediaType: "application/pdf",
      uploadedById: scene.actors.officer.id,
    },
  });
  const link = await database.evidenceLink.create({
    data: {
      fileId: file.id,
      projectId,
      requirement: "other-paper",
      originalName: "a.pdf",
      attachedById: scene.actors.officer.id,
      attachedAt: new Date(),
    },
  });
  await database.evidenceRemoval.create({
    data: { linkId: link.id, removedById: scene.actors.officer.id, removedAt: new Date() },
  });
});

const rowsIn = async (table: string) =>
  (await database.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM "${table}"`))[0]?.n ?? 0;

describe.each([
  ["project_fact", "payload = '{}'"],
  ["audit_entry", "actor_name = 'x'"],
  ["setting", "value = '{}'"],
  ["milestone", "occurred_on = '2020-01-01'"],
  ["arrival", "note = 'x'"],
  ["evidence_file", "sha256 = 'x'"],
  ["evidence_link", "requirement = 'x'"],
  ["evidence_removal", "removed_by_id = 0"],
])("rows of %s", (table, change) => {
  it("are there, and cannot be changed, removed or emptied", async () => {
    const before = await rowsIn(table);
    expect(before).toBeGreaterThan(0);
    for (const statement of [
      `UPDATE "${table}" SET ${change}`,
      `DELETE FROM "${table}"`,
      `TRUNCATE "${table}" CASCADE`,
    ])
      await expect(asOwner(statement), statement).rejects.toThrow(/append-only|frozen/);
    expect(await rowsIn(table)).toBe(before);
  });
});

describe("a rate by which approved money was converted", () => {
  it("cannot be changed or removed, and one that nothing has used can", async () => {
    const rate = { currency: "CNY", rateMicro: 100_000_000n, source: "测试" };
    await database.exchangeRate.createMany({
      data: [
        { ...rate, month: 202610 },
        { ...rate, month: 202609 },
      ],
    });
    const change = (month: number) =>
      asOwner(`UPDATE exchange_rate SET rate_micro = 1 WHERE currency = 'CNY' AND month = ${month}`);
    await expect(change(202610)).rejects.toThrow(/was used/);
    await expect(
      asOwner("DELETE FROM exchange_rate WHERE currency = 'CNY' AND month = 202610"),
    ).rejects.toThrow(/was used/);
    await change(202609);
    const kept = await database.exchangeRate.findMany({ orderBy: { month: "asc" } });
    expect(kept.map((k) => k.rateMicro)).toEqual([1n, 100_000_000n]);
  });
});
