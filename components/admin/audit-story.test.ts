import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { type AuditEntry, auditLines, auditSubject } from "./audit-story";
import { auditActionWord } from "./audit-words";

const entry = (over: Partial<AuditEntry>): AuditEntry => ({
  action: "unit:edit",
  subjectKind: "unit",
  subjectId: "3",
  subjectLabel: "",
  before: null,
  after: null,
  names: {},
  ...over,
});
const told = (over: Partial<AuditEntry>) =>
  auditLines(entry(over)).map(({ label, before, after }) =>
    before === null ? `${label} ${after}` : `${label} ${before} → ${after}`,
  );

describe("the content of an audit entry", () => {
  it("tells a changed account old → new, with the unit's name", () => {
    const before = { role: "officer", unitId: 3, active: true };
    const after = { role: "section-head", unitId: 4, active: false };
    const names = { "unit:3": "招商一科", "unit:4": "招商二科" };
    expect(told({ action: "account:edit", subjectKind: "account", before, after, names })).toEqual([
      "角色 招商科员 → 科长",
      "单位 招商一科 → 招商二科",
      "在用 是 → 否",
    ]);
  });

  it("leaves out what stayed the same, and what only tells two clicks apart", () => {
    expect(told({ before: { name: "甲", position: 1 }, after: { name: "乙", position: 1 } })).toEqual([
      "名称 甲 → 乙",
    ]);
    expect(told({ action: "statistics:export", after: { requestId: "x", month: 202610 } })).toEqual([
      "统计月 2026年10月",
    ]);
  });

  it("tells which two projects were found not to be one", () => {
    expect(
      told({ action: "duplicate:dismiss", subjectKind: "project", after: { other: "2026-0008" } }),
    ).toEqual(["与项目 2026-0008"]);
    expect(auditActionWord("duplicate:dismiss")).toBe("认定不是同一项目");
  });

  it("tells targets and rates with their place, amounts in 万元", () => {
    expect(
      told({
        action: "target:set",
        before: {
          "2026/year/annual/chain/7/signedFen": null,
          "2026/second-half/strive/district/0/signedCount": 3,
        },
        after: {
          "2026/year/annual/chain/7/signedFen": 1_200_000_000,
          "2026/second-half/strive/district/0/signedCount": null,
        },
        names: { "chain:7": "重型数控机床" },
      }),
    ).toEqual(["重型数控机床 签约金额年度目标 — → 1,200 万元", "全区 签约项目下半年力争 3 个 → —"]);
    expect(
      told({
        action: "target:set",
        before: { "2026/m07/annual/district/0/startCount": 3 },
        after: { "2026/m07/annual/district/0/startCount": 5, reason: "区委会议纪要第9号" },
      }),
    ).toEqual(["全区 新开工项目7月计划 3 个 → 5 个", "调整依据 区委会议纪要第9号"]);
    expect(
      told({
        action: "rate:set",
        before: { "USD/202610": null },
        after: { "USD/202610": { rate: "7.1", source: "外汇交易中心" } },
      }),
    ).toEqual(["美元 2026年10月 — → 7.1（外汇交易中心）"]);
  });

  it("names what was done to a project, and the fields", () => {
    const facts = [
      { type: "BasicsEdited", fields: ["name", "ownerId"] },
      { type: "EntryDrafted" },
      { type: "EntryDrafted" },
    ];
    expect(told({ action: "project:edit", after: { version: 4, facts } })).toEqual([
      "修改资料 项目名称、承办人",
      "填报台账 2 条",
    ]);
  });

  it("tells an export's filter as its conditions", () => {
    const filter = { chainIds: [0, 7], stages: ["contract"], minFen: 10_000_000_000, signedNotStarted: true };
    expect(
      told({ action: "project:export", after: { filter }, names: { "chain:7": "重型数控机床" } }),
    ).toEqual([
      "产业链 其他、重型数控机床",
      "阶段 正式签约",
      "计划总投资不低于 10,000 万元",
      "已签约未开工 是",
    ]);
  });

  it("tells an unknown entry in label and value pairs too", () => {
    const odd = entry({
      action: "moon:land",
      subjectKind: "moon",
      subjectId: "9",
      after: { crater: "第谷", crew: [1, 2], deep: { landed: true } },
    });
    expect(auditActionWord(odd.action)).toBe("其他操作（moon:land）");
    expect(auditSubject(odd)).toBe("其他对象 编号 9");
    expect(auditLines(odd).map(({ label, after }) => `${label} ${after}`)).toEqual([
      "其他内容（crater） 第谷",
      "其他内容（crew） 1、2",
      "其他内容（deep） 其他内容（landed） 是",
    ]);
  });
});

describe("the subject of an audit entry", () => {
  it("is the chain, whatever was written down beside it", () => {
    const names = { "chain:7": "重型数控机床" };
    expect(auditSubject(entry({ subjectKind: "chain", subjectId: "7", subjectLabel: "leader", names }))).toBe(
      "产业链 重型数控机床",
    );
  });

  it("is a person with the account, or what a stranger typed", () => {
    const person = entry({
      subjectKind: "account",
      subjectId: "5",
      subjectLabel: "keyuan",
      names: { "account:5": "林书瑶" },
    });
    expect(auditSubject(person)).toBe("林书瑶（keyuan）");
    expect(auditSubject(entry({ subjectKind: "account", subjectId: "nobody" }))).toBe("账号 nobody");
  });
});

describe("the words of actions", () => {
  it("cover every action that the code appends", () => {
    const found = execFileSync(
      "git",
      [
        "grep",
        "-hoE",
        '(action: |action: id === null \\? |lineFor\\(|note\\(|line\\(|line\\(id === null \\? |recordedAs: )"[a-z-]+:[a-z-]+"',
        "--",
        "server/accounts",
        "server/organisation",
        "server/enterprises",
        "server/evidence",
        "server/exports",
        "server/imports",
        "server/ledger",
        "server/projects",
        "server/cli",
        "prisma/seed.ts",
      ],
      { encoding: "utf8" },
    );
    const actions = [...new Set([...found.matchAll(/"([a-z-]+:[a-z-]+)"/g)].map(([, a = ""]) => a))];
    expect(actions.length).toBeGreaterThan(25);
    expect(actions.filter((a) => auditActionWord(a).startsWith("其他操作"))).toEqual([]);
  });
});
