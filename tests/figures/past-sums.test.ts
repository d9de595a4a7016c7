/** Sums of an earlier day are counted once, and anew when what was known then turns out to have been something else. */
import { beforeAll, beforeEach, expect, it } from "vitest";
import { addDays, type Day } from "@/server/domain/periods";
import { startingRules } from "@/server/domain/rules";
import { database } from "@/server/platform/database";
import { keepUsualDays, monthReport } from "@/server/statistics";
import { ensureKept } from "@/server/statistics/past-sums";
import { asOwner } from "../support/database";
import { append, foundDistrict, type LittleDistrict, NOW, settle } from "./little-district";

const DAY = "2026-05-31";
const WAN = 1_000_000;
const at = (day: Day) => new Date(`${day}T10:00:00+08:00`);
let district: LittleDistrict;

const read = async (knownOn: Day = DAY, cut: "chain" | "province" = "chain") =>
  monthReport({ now: NOW }, { month: 202605, cut, indicator: "signedFen", compare: false, knownOn });
const total = async (column: string, knownOn?: Day) =>
  (await read(knownOn)).rows.find((row) => row.key === "total")?.values[column];
const keptAt = async () =>
  (await database.pastSumState.findMany({ where: { statMonth: 202605 }, orderBy: { known: "asc" } })).map(
    (state) => state.keptAt.getTime(),
  );
const contract = (wan: number, day: Day) =>
  settle([{ chain: district.chains[0], planWan: wan, contract: [["2026-05-06", wan]] }], 0, at(day));

beforeAll(async () => {
  district = await foundDistrict();
  await contract(10_000, "2026-05-08");
});
beforeEach(async () => {
  await database.pastSumState.deleteMany({});
});

it("is counted once, whatever is recorded later and whichever cut is asked for", async () => {
  expect(await total("signedYearFen")).toBe(10_000 * WAN);
  const first = await keptAt();
  expect(first).toHaveLength(1);
  await contract(3_000, "2026-07-02");
  expect(await total("signedYearFen")).toBe(10_000 * WAN);
  await read(DAY, "province");
  expect(await keptAt()).toEqual(first);
  expect(await total("signedYearFen", "2026-07-02")).toBe(13_000 * WAN);
});

it("is counted anew when a history comes in whose facts bear an earlier instant", async () => {
  expect(await total("signedYearFen")).toBe(10_000 * WAN);
  await contract(5_000, "2026-05-20");
  expect(await total("signedYearFen")).toBe(15_000 * WAN);
  expect(await total("signedYearFen")).toBe(15_000 * WAN);
});

it("is counted anew when a rate became known by then", async () => {
  const money = { on: "2026-05-05", wan: 700, from: "德国" };
  await settle([{ chain: district.chains[0], planWan: 5_000, arrivals: [money] }], 202605, at("2026-05-09"));
  const dollars = async () => (await read()).shape.foreignIn;
  expect(await dollars()).toBe("rmb");
  const rate = { currency: "USD", month: 202605, rateMicro: 700_000_000n, source: "测试" };
  await database.exchangeRate.create({ data: { ...rate, knownSince: at("2026-05-10") } });
  expect(await dollars()).toBe("usd");
});

it("is counted anew when a lead has become secret since", async () => {
  const given = { province: "广东省", planWan: 9_000 };
  const [id = 0] = await settle([{ ...given, framework: [["2026-05-03", 1_750]] }], 0, at("2026-05-05"));
  const placed = async () =>
    (await read(DAY, "province")).rows.find((row) => row.key === "广东省")?.values.frameworkMonthFen ?? 0;
  expect(await placed()).toBe(1_750 * WAN);
  const after = { sensitivity: "sensitive" as const };
  await append(
    id,
    [{ fact: { type: "BasicsEdited", v: 1, before: {}, after, reason: "更正" } }],
    at("2026-11-20"),
  );
  expect(await placed()).toBe(0);
});

it("makes room for another day, and keeps the days that the pages offer before anybody asks", async () => {
  for (let i = 0; i < 63; i++) await read(addDays(DAY, i));
  const days = new Set((await database.pastSumState.findMany({})).map((state) => state.known.getTime()));
  expect(days.size).toBe(60);
  expect([...days].some((known) => known === new Date(`${addDays(DAY, 63)}T00:00:00+08:00`).getTime())).toBe(
    true,
  );
  await database.pastSumState.deleteMany({});
  await keepUsualDays(NOW);
  const kept = await database.pastSumState.groupBy({ by: ["known"] });
  expect(kept.map(({ known }) => known.toISOString()).sort()).toEqual(
    ["2026-09-01", "2026-10-01", "2026-11-01", "2026-11-24"].map((day) =>
      new Date(`${day}T00:00:00+08:00`).toISOString(),
    ),
  );
});

it("is counted for this once where the day has just ended: a long write of its last minutes may be under way", async () => {
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const counted = async (known: string) => {
    await ensureKept({ months: [202605], rules: startingRules, known });
    return database.pastSumState.findFirstOrThrow({ where: { known: new Date(known) } });
  };
  const [justEnded, settled] = [minutesAgo(1), minutesAgo(61)];
  const [early, late] = [await counted(justEnded), await counted(settled)];
  expect([early.factsSeen === 0n, late.factsSeen === 0n]).toEqual([true, false]);
  expect((await counted(settled)).keptAt).toEqual(late.keptAt);
  expect((await counted(justEnded)).keptAt).not.toEqual(early.keptAt);
});

it("is counted anew after a month, so that there is never much to look through since", async () => {
  await read();
  await asOwner("UPDATE past_sum_state SET kept_at = now() - interval '31 days'");
  await read();
  const yesterday = Date.now() - 86_400_000;
  expect((await keptAt()).map((at) => at > yesterday)).toEqual([true]);
});
