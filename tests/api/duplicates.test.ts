/** 疑似重复: who is told what, the list of pairs, and the word that two are not one. */
import { beforeAll, describe, expect, it } from "vitest";
import { strongLikenessKeys } from "@/server/domain/likeness-keys";
import { database, sql } from "@/server/platform/database";
import { alikeProjects, profilesOf } from "@/server/projects/alike-projects";
import { watchDuplicates } from "@/server/projects/watch-duplicates";
import { refillLikeness } from "@/server/record/refill-likeness";
import { type LedgerScene, ledgerScene, type Person, requestId } from "../support/ledger-scene";

const CODE = "91350200MA2YJ1XR9G";
const PHONE = "13800452001";
let scene: LedgerScene;

const capture = async (person: Person, lead: object) => {
  const made = await scene.as(person).project.capture({
    requestId: requestId(),
    name: "数控主轴部件基地项目",
    investorName: "沈阳市远松精密机械有限公司",
    intendedFen: 8_000_000_000,
    ...lead,
  });
  return made.id;
};
const suspects = async (person: Person, lead: object) =>
  (await scene.as(person).project.suspects({ name: "数控主轴部件生产基地", ...lead })).projects;
async function watched(): Promise<void> {
  while (await watchDuplicates());
}

let mine = 0;
let secret = 0;
beforeAll(async () => {
  scene = await ledgerScene();
  mine = await capture("officer", { investorUscc: CODE, contactPhone: PHONE });
  secret = await capture("colleague", {
    name: "甜叶菊提取基地项目",
    investorName: "长春博朗植物提取有限公司",
    sensitivity: "sensitive",
    content: "建设水提树脂吸附和结晶干燥车间",
  });
});

describe("the form of a lead", () => {
  it.each<[string, object, string]>([
    ["a code in other signs", { investorUscc: "９１３５０２００ ma2yj1xr9g" }, "信用代码相同"],
    [
      "a code with one wrong character",
      { investorUscc: "91350200MA2YJ1XR8G", investorName: "远松精密" },
      "信用代码只差一位",
    ],
    ["the place moved", { investorName: "远松精密机械（沈阳）有限责任公司" }, "投资方名称只是写法不同"],
    ["characters of the same sound", { investorName: "沈阳园嵩精密机械有限公司" }, "投资方名称同音"],
    ["two wrong characters", { investorName: "沈阳远松精蜜机戒有限公司" }, "投资方名称只差一两个字"],
    [
      "the phone",
      { contactPhone: `王总 ${PHONE.replace(/(\d{3})(\d{4})/, "$1-$2-")}`, investorName: "北方装备公司" },
      "联系电话相同",
    ],
  ])("tells of %s, with certainty and first report", async (_, lead, why) => {
    const [first] = await suspects("officer", lead);
    expect(first).toMatchObject({
      id: mine,
      name: "数控主轴部件基地项目",
      firstReporter: "招商一科",
      firstReportedOn: "2026-11-24",
    });
    expect(first?.certainty).not.toBeNull();
    expect(first?.reasons.join()).toContain(why);
    expect(JSON.stringify(first)).not.toContain(PHONE);
  });

  it("tells another phase and another product apart", async () => {
    for (const name of ["数控主轴部件基地二期项目", "肉牛屠宰分割项目"]) {
      const [first] = await suspects("officer", { name, investorUscc: CODE });
      expect(first).toMatchObject({ id: mine, certainty: null, sibling: true });
      expect(first?.reasons).toContain("同一投资方的另一项目");
    }
  });

  it("tells who cannot see a lead its first reporter, and no word of it", async () => {
    const whole = await suspects("officer", {
      name: "甜叶菊提取基地",
      investorName: "博朗植物提取（长春）有限公司",
    });
    expect(whole[0]).toMatchObject({
      id: secret,
      name: null,
      stage: null,
      investorName: null,
      firstReporter: "招商二科",
    });
    expect(whole[0]?.certainty).not.toBeNull();
    expect(whole[0]?.reasons).toEqual(["投资方名称只是写法不同", "项目名称相同"]);
    const own = await suspects("colleague", {
      name: "甜叶菊提取基地",
      investorName: "博朗植物提取（长春）有限公司",
    });
    expect(own[0]?.reasons[0]).toContain("长春博朗植物提取有限公司");
  });

  it.each([
    [{ name: "甜叶菊", investorName: "博朗" }],
    [{ name: "甜叶菊提取项目", content: "建设水提树脂吸附和结晶干燥车间", intendedFen: 8_000_000_000 }],
    [{ name: "", investorName: "博朗植物" }],
  ])("does not spell out what is hidden, piece by piece: %o", async (lead) => {
    expect((await suspects("officer", lead)).map((s) => s.id)).not.toContain(secret);
    expect((await suspects("officer", lead)).filter((s) => s.name === null)).toEqual([]);
  });
});

describe("the list of pairs", () => {
  let twin = 0;
  beforeAll(async () => {
    twin = await capture("officer", { investorName: "远松精密机械（沈阳）有限公司" });
    await capture("officer", { name: "数控主轴部件基地二期项目" });
    await capture("officer", { name: "甜叶菊提取基地", investorName: "博朗植物提取有限公司" });
    await watched();
  });

  it("is for section heads and directors, and says why", async () => {
    const { pairs } = await scene.as("head").project.duplicates({});
    expect(pairs.map((p) => [p.earlier.id, p.later.id])).toContainEqual([mine, twin]);
    const pair = pairs.find((p) => p.later.id === twin);
    expect(pair).toMatchObject({ dismissed: null, earlier: { firstReporter: "招商一科" } });
    expect(pair?.reasons.join()).toContain("数控主轴部件基地");
    await expect(scene.as("officer").project.duplicates({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("has no second phase in it", async () => {
    const { pairs } = await scene.as("director").project.duplicates({});
    expect(pairs.flatMap((p) => [p.earlier.name, p.later.name])).not.toContain("数控主轴部件基地二期项目");
  });

  it("shows of a side that may not be seen the first reporter only", async () => {
    const { pairs } = await scene.as("head").project.duplicates({});
    const pair = pairs.find((p) => p.earlier.id === secret);
    expect(pair?.earlier).toMatchObject({
      name: null,
      investorName: null,
      amountFen: null,
      firstReporter: "招商二科",
    });
    expect(JSON.stringify(pair)).not.toContain("长春博朗");
    expect(JSON.stringify(await scene.as("director").project.duplicates({}))).toContain("长春博朗");
  });

  it("forgets a pair that somebody says is none, with his reason and an audit entry", async () => {
    const ask = { requestId: requestId(), firstId: twin, secondId: mine, reason: "两条不同的生产线" };
    await expect(scene.as("head").project.dismissDuplicate({ ...ask, reason: " " })).rejects.toThrow(
      "为什么",
    );
    expect(await scene.as("head").project.dismissDuplicate(ask)).toEqual({ dismissed: true });
    expect(await scene.as("head").project.dismissDuplicate({ ...ask, requestId: requestId() })).toEqual({
      dismissed: false,
    });
    await database.$executeRaw(sql`INSERT INTO likeness_stale (project_id) VALUES (${mine})`);
    await watched();
    const open = await scene.as("head").project.duplicates({});
    expect(open.pairs.map((p) => p.later.id)).not.toContain(twin);
    const gone = await scene.as("head").project.duplicates({ show: "dismissed" });
    expect(gone.pairs[0]?.dismissed).toMatchObject({
      by: "招商一科head",
      on: "2026-11-24",
      reason: ask.reason,
    });
    const audit = await database.auditEntry.findMany({ where: { action: "duplicate:dismiss" } });
    expect(audit).toHaveLength(1);
  });

  it("takes the word back, tells the desk, and hears it again", async () => {
    const pair = { requestId: requestId(), firstId: twin, secondId: mine };
    const told = async () => {
      const { sections } = await scene.as("head").desk.mine();
      const section = sections.find((one) => one.id === "duplicates");
      return section === undefined ? [] : [section.total, ...section.lines.map((line) => line.key)];
    };
    const key = `duplicate:${Math.min(mine, twin)}:${Math.max(mine, twin)}`;
    expect(await told()).not.toContain(key);
    await expect(scene.as("colleague").project.restoreDuplicate(pair)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await scene.as("head").project.restoreDuplicate(pair)).toEqual({ restored: true });
    expect(await scene.as("head").project.restoreDuplicate({ ...pair, requestId: requestId() })).toEqual({
      restored: false,
    });
    const { total, pairs } = await scene.as("head").project.duplicates({});
    expect(pairs.map((p) => p.later.id)).toContain(twin);
    expect(await told()).toEqual([total, ...pairs.map((p) => `duplicate:${p.earlier.id}:${p.later.id}`)]);
    const ask = { ...pair, requestId: requestId(), reason: "确认是两条生产线" };
    expect(await scene.as("head").project.dismissDuplicate(ask)).toEqual({ dismissed: true });
    const said = await database.likenessDismissal.findMany({ orderBy: { id: "asc" } });
    expect(said.map((d) => d.withdrawnAt === null)).toEqual([false, true]);
    await expect(database.$executeRaw(sql`UPDATE likeness_dismissal SET reason = '改'`)).rejects.toThrow();
  });

  it("lets nobody speak of a pair that is not his, or is none", async () => {
    const other = { requestId: requestId(), firstId: mine, secondId: secret, reason: "不是一回事" };
    await expect(scene.as("head").project.dismissDuplicate(other)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(scene.as("head").project.dismissDuplicate({ ...other, secondId: mine })).rejects.toThrow();
  });
});

describe("an installation that had projects before", () => {
  it("has their keys filled in by the worker, and they are found then", async () => {
    await database.$executeRaw(sql`UPDATE project SET likeness_keys = '{}', likeness_version = 0`);
    await database.$executeRaw(sql`UPDATE enterprise SET likeness_keys = '{}', likeness_version = 0`);
    expect(await suspects("officer", { investorUscc: CODE })).toEqual([]);
    // As the projects of an old ledger are: the investor is not known as an enterprise.
    await database.$executeRaw(sql`UPDATE project SET investor_id = NULL WHERE id = ${secret}`);
    while (await refillLikeness());
    expect(await watchDuplicates()).toBe(true);
    await watched();
    expect((await suspects("officer", { investorUscc: CODE })).map((s) => s.id)).toContain(mine);
    const { pairs } = await scene.as("director").project.duplicates({});
    expect(pairs.some((p) => p.earlier.id === secret)).toBe(true);
  });
});

describe("an enterprise that was renamed", () => {
  it("keeps its former names, is found by them, and so are its projects", async () => {
    const { investorId } = await database.project.findUniqueOrThrow({ where: { id: mine } });
    const id = investorId ?? 0;
    const director = scene.as("director");
    const change = { id, uscc: CODE, name: "沈阳新程装备集团有限公司", groupName: "大连博睿实业集团" };
    // `director` sends each request twice: the second gets the first answer, not a conflict with it.
    expect(await director.enterprise.edit({ requestId: requestId(), expectedVersion: 1, ...change })).toEqual(
      { id, version: 2 },
    );
    const older = {
      requestId: requestId(),
      id,
      expectedVersion: 2,
      kind: "former",
      name: "沈阳立新仪表厂",
    } as const;
    await director.enterprise.addName(older);
    const card = await director.enterprise.card({ id });
    expect(card.otherNames.map((n) => n.name).sort()).toEqual([
      "沈阳市远松精密机械有限公司",
      "沈阳立新仪表厂",
    ]);
    const found = await director.enterprise.list({ q: "立新仪表" });
    expect(JSON.stringify(found)).toContain("沈阳新程装备集团有限公司");
    const former = await suspects("officer", { investorName: "沈阳立新仪表厂有限公司" });
    expect(former.find((s) => s.id === mine)?.reasons.join()).toContain("曾用名");
    const parent = await suspects("officer", {
      investorName: "大连博睿实业集团有限公司",
      contactPhone: PHONE,
    });
    expect(parent.find((s) => s.id === mine)?.reasons.join()).toContain("同一集团");
  });
});

describe("hundreds asking at once", () => {
  it("are told what each would be told alone", async () => {
    const projects = await database.project.findMany({ select: { id: true } });
    const profiles = [
      ...(
        await profilesOf(
          database,
          projects.map((p) => p.id),
        )
      ).values(),
    ];
    const look = { most: 10, keysOf: strongLikenessKeys };
    const alone = await Promise.all(
      profiles.map(async (profile) => (await alikeProjects(database, [profile], look))[0]),
    );
    const asking = Array.from({ length: 400 }, (_, i) => profiles[i % profiles.length]).filter(
      (p) => p !== undefined,
    );
    const together = await alikeProjects(database, asking, look);
    expect(together).toHaveLength(400);
    expect(together.slice(0, profiles.length)).toEqual(alone);
    expect(alone.some((alike) => (alike?.length ?? 0) > 1)).toBe(true);
  });
});
