/** 转化率 and 口径 over the wire: hand-worked figures, settings with their days, refusals, the workbook. */
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { startingRates } from "@/server/domain/rate-rules";
import { type RateId, ratePercent } from "@/server/domain/rates";
import { EXPORT_HANDLERS, openExport } from "@/server/exports";
import { database } from "@/server/platform/database";
import { claimJob, finishJob } from "@/server/platform/jobs";
import { foundDistrict, type LittleDistrict, NOW, settle } from "../figures/little-district";
import { makeActor } from "../support/actors";
import { requestId } from "../support/ledger-scene";

let district: LittleDistrict;
let director: SessionActor;
let statistician: SessionActor;
const as = (actor: SessionActor) => createCaller({ actor, now: NOW });
const HALF = { from: 202601, to: 202606 };

/**
 * Signed in the first half of 2026: 甲 10,000 万元 with +2,000, started, 4,000 of 5,000 agreed arrived; 乙 3,000, registered, without
 * agreed money and with 1,000 of its plan of 4,000; 丙 1,000, registered and ended. 丁 was signed in July.
 */
beforeAll(async () => {
  district = await foundDistrict();
  director = await makeActor("director");
  statistician = await makeActor("statistician");
  const [machines, , health] = district.chains;
  await settle([
    {
      name: "甲",
      chain: machines,
      planWan: 12_000,
      agreedWan: 5_000,
      framework: [["2025-11-01", 9_000]],
      contract: [["2026-01-10", 10_000]],
      supplement: [["2026-05-10", 2_000]],
      done: {
        registration: "2026-02-01",
        filing: "2026-03-01",
        land: "2026-03-15",
        start: "2026-04-20",
        statistics: "2026-08-01",
      },
      arrivals: [
        { on: "2026-03-01", wan: 4_000 },
        { on: "2026-03-02", wan: 700, from: "黑龙江省" },
      ],
    },
    {
      name: "乙",
      chain: machines,
      planWan: 4_000,
      landless: true,
      contract: [["2026-02-10", 3_000]],
      done: { registration: "2026-03-01", filing: "2026-09-01" },
      arrivals: [{ on: "2026-04-01", wan: 1_000, from: "黑龙江省" }],
    },
    {
      name: "丙",
      chain: health,
      contract: [["2026-06-10", 1_000]],
      done: { registration: "2026-06-20" },
      ended: "2026-06-30",
    },
    {
      name: "丁",
      chain: health,
      planWan: 800,
      contract: [["2026-07-01", 600]],
      done: { start: "2026-07-20" },
    },
  ]);
});

const totalOf = async (more: object = {}, actor = statistician) => {
  const report = await as(actor).statistics.rates({ ...HALF, ...more });
  const total = report.rows.at(-1);
  if (total?.kind !== "total") throw new Error("no total");
  const share = (id: RateId, measure: "count" | "amount" = "count") => {
    const found = total.rates[id][measure];
    return found && [found.part, found.whole];
  };
  return { report, share, total };
};
const fen = (...amounts: number[]) => amounts.map((amount) => amount * FEN_PER_WAN);

describe("the rates of the first half-year", () => {
  it("are worked out by hand: ended ones stay below the line, money of agreement is from outside", async () => {
    const { share, report } = await totalOf();
    expect(share("performed")).toEqual([2, 3]);
    expect(share("registered")).toEqual([3, 3]);
    expect(share("landed")).toEqual([1, 3]);
    expect(share("started")).toEqual([1, 3]);
    expect(share("started", "amount")).toEqual(fen(12_000, 16_000));
    expect(share("entered")).toEqual([0, 1]);
    expect(share("ended")).toEqual([1, 3]);
    expect(share("arrived", "amount")).toEqual(fen(5_000, 9_000));
    expect(share("funded")).toEqual([2, 3]);
    expect(share("framework")).toEqual([0, 0]);
    expect(ratePercent(report.rows.at(-1)?.rates.framework.count ?? null)).toBeNull();
    expect(report.warnings.join()).toContain("1个签约项目没有填写约定引进资金和计划总投资");
  });

  it("go on to a later month, where land that is not needed is no hindrance", async () => {
    const { share } = await totalOf({ cutoff: 202609 });
    expect(share("landed")).toEqual([2, 3]);
    expect(share("entered")).toEqual([1, 1]);
    const framed = await totalOf({ from: 202511, to: 202511, cutoff: 202601 });
    expect(framed.share("framework")).toEqual([1, 1]);
    expect(framed.share("framework", "amount")).toEqual(fen(9_000, 9_000));
  });

  it("leave ended ones out when asked to, and have no 解约率 then", async () => {
    const { share } = await totalOf({ withoutEnded: true });
    expect(share("performed")).toEqual([2, 2]);
    expect(share("ended")).toBeNull();
  });

  it("of a period set its events beside its signings, and may exceed the whole", async () => {
    const { share } = await totalOf({ way: "period", from: 202607, to: 202609 });
    expect(share("started")).toEqual([1, 1]);
    expect(share("landed")).toEqual([1, 1]);
    expect(share("entered")).toEqual([1, 1]);
    expect((await totalOf({ way: "period", from: 202603, to: 202604 })).share("registered")).toEqual([1, 0]);
    expect((await totalOf({ way: "period", from: 202602, to: 202603 })).share("registered")).toEqual([2, 1]);
  });
});

it("says that its month still runs, unless the day as of which it is read was its last", async () => {
  const warnings = async (knownOn: string) =>
    (await as(director).statistics.rates({ from: 202601, to: 202603, knownOn })).warnings.filter((w) =>
      w.includes("尚未结束"),
    );
  expect(await warnings("2026-03-30")).toEqual(["2026年3月尚未结束，各率还会变动。"]);
  expect(await warnings("2026-03-31")).toEqual([]);
});

describe("a window that makes no sense", () => {
  it.each([
    ["ends before it begins", { from: 202606, to: 202601 }, "to", "止月不能早于起月"],
    ["has a cutoff inside", { ...HALF, cutoff: 202603 }, "cutoff", "截止月不能早于止月"],
    ["is a period with a cutoff", { ...HALF, way: "period", cutoff: 202608 }, "cutoff", "期间率只看期内"],
    ["is longer than a slip of the pen", { from: 201001, to: 202606 }, "from", "期间不能超过10年"],
    ["lies in the future", { from: 202601, to: 202712 }, "to", "不能晚于本月"],
    [
      "lies after the day as of which it is read",
      { from: 202601, to: 202604, knownOn: "2026-03-31" },
      "to",
      "不能晚于所看的时点",
    ],
    [
      "is read as of a day that has not ended",
      { ...HALF, knownOn: "2026-11-24" },
      "knownOn",
      "时点须早于今天",
    ],
    ["is no month", { from: 202613, to: 202613 }, "from", "请填写真实的月份"],
  ] as const)("is refused at its field when it %s", async (_, input, field, message) => {
    const refused = await as(statistician)
      .statistics.rates({ ...input })
      .then(
        () => "let in",
        (error: Error & { cause?: { detail?: object } }) =>
          `${error.message} ${JSON.stringify(error.cause?.detail ?? error.cause ?? {})}`,
      );
    expect(refused).toContain(message);
    expect(refused).toContain(field);
  });

  it("is refused by the drawer and the export too, as are rates and rows that are not there", async () => {
    const wrong = { from: 202606, to: 202601 };
    const { statistics, export: exporting } = as(statistician);
    const drill = { ...HALF, rate: "started", rowKey: "total" } as const;
    await expect(statistics.drillRate({ ...drill, ...wrong })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(statistics.drillRate({ ...drill, rate: "luck" as RateId })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    await expect(statistics.drillRate({ ...drill, rowKey: "99" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(exporting.rates({ requestId: requestId(), ...wrong })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});

describe("the meaning of a rate", () => {
  const rule = { ...startingRates, landed: ["registration" as const], arrivalBase: "contract" as const };

  it("is refused when it makes no sense, at its field", async () => {
    const set = (value: object) => as(director).admin.setRule({ key: "rates", value, from: "2026-08-01" });
    await expect(set({ ...rule, performing: ["registration"] })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: {
        detail: { problems: [{ field: "value.performing", message: "已开工的项目必然已履约，请勾选开工" }] },
      },
    });
    await expect(set({ ...rule, landed: [] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await database.setting.count({ where: { key: "rates" } })).toBe(0);
  });

  it("changes from its day on: a report of an earlier month keeps its own", async () => {
    await as(director).admin.setRule({ key: "rates", value: rule, from: "2026-08-01" });
    const before = await totalOf();
    expect([before.share("landed"), before.report.settings.since]).toEqual([[1, 3], null]);
    const after = await totalOf({ cutoff: 202608 });
    expect([after.share("landed"), after.report.settings.since]).toEqual([[3, 3], "2026-08-01"]);
    expect(after.share("arrived", "amount")).toEqual(fen(5_700, 16_000));
    expect(after.report.warnings.join()).not.toContain("没有填写");
    const officer = await makeActor("officer", { unitId: district.units[0] });
    expect((await totalOf({ cutoff: 202608 }, officer)).total.rates).toEqual(after.total.rates);
    const definitions = (month: number) => as(officer).statistics.definitions({ month });
    expect((await definitions(202607)).since.rates).toBeNull();
    expect(await definitions(202608)).toMatchObject({
      since: { rates: "2026-08-01", tiers: null },
      rates: rule,
    });
    await expect(definitions(202712)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("the workbook", () => {
  it("holds every cut both ways as on the screen, and which definition is in force", async () => {
    const window = { ...HALF, cutoff: 202608 };
    const { jobId } = await as(statistician).export.rates({ requestId: requestId(), ...window });
    const job = await claimJob(["export-rates"]);
    expect(job?.id).toBe(jobId);
    const work = { jobId, input: job?.input, actor: statistician, now: NOW, report: async () => undefined };
    await finishJob(jobId, await EXPORT_HANDLERS["export-rates"](work));
    const file = await openExport(statistician, jobId);
    expect(file.fileName).toContain("转化率（2026年1—6月）");
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file.path);
    expect(book.worksheets.map((s) => s.name)).toEqual(
      expect.arrayContaining(["按产业链（按个数）", "按产业链（按金额）", "按投资规模（按金额）", "口径"]),
    );
    const { report } = await totalOf({ cutoff: 202608 });
    const sheet = book.getWorksheet("按产业链（按个数）");
    const lines = new Map<string, unknown[]>();
    sheet?.eachRow((row) => lines.set(String(row.getCell(1).value), row.values as unknown[]));
    for (const { name, rates } of report.rows) {
      const line = lines.get(name)?.slice(2, 5);
      const { part, whole } = rates.performed.count ?? { part: 0, whole: 0 };
      const percent = ratePercent(rates.performed.count);
      expect(line, name).toEqual([part, whole, percent === null ? "—" : Number(percent)]);
    }
    const said: string[] = [];
    book
      .getWorksheet("口径")
      ?.eachRow((row) => said.push(`${row.getCell(1).value}：${row.getCell(2).value}`));
    expect(said.join("\n")).toContain("口径施行：自2026-08-01起");
    expect(said.join("\n")).toContain("落地率：期内正式签约项目中已落地的比例；注册均已通过审核的为落地。");
    const trace = await database.auditEntry.findFirst({
      where: { subjectKind: "export", subjectId: String(jobId) },
    });
    expect(trace?.action).toBe("statistics:export");
  });
});
