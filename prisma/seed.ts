/**
 * Fills an empty database: the starting settings, and the demo district unless CHAINLEAD_DEMO=0.
 * node --conditions=react-server --import tsx prisma/seed.ts [--projects N] [--quiet]
 */
import { parseArgs } from "node:util";
import { dayOf } from "@/server/domain/periods";
import { closeDatabase, database } from "@/server/platform/database";
import { environment } from "@/server/platform/environment";
import { appendAudit } from "@/server/record/audit";
import { storeAffairs } from "@/tests/support/demo/affairs";
import { startingSettings } from "@/tests/support/demo/bureau-figures";
import { DEMO_PEOPLE, person } from "@/tests/support/demo/bureau-people";
import { demoDistrict } from "@/tests/support/demo/district";
import { storeOddities } from "@/tests/support/demo/oddities";
import * as store from "@/tests/support/demo/store";

const { values } = parseArgs({
  options: { projects: { type: "string", default: "300" }, quiet: { type: "boolean", default: false } },
});

function say(line: string): void {
  if (!values.quiet) process.stdout.write(`${line}\n`);
}

async function seedDemo(projects: number): Promise<void> {
  const now = new Date();
  const district = demoDistrict({ today: dayOf(now), projects });
  const openedAt = `${Number(dayOf(now).slice(0, 4)) - 2}-01-01T01:00:00Z`;
  await store.inTransaction(async (db) => {
    await store.storeSettings(db, district);
    await store.storeBureau(db, district, openedAt);
    await store.storeAnchors(db, district.anchors, openedAt);
    say(
      `单位 ${district.units.length} 个、账号 ${district.people.length} 个、产业链 ${district.chains.length} 条`,
    );
    await store.storeFiles(db, district, environment.dataDirectory, person("keyuan").id, openedAt);
    let done = 0;
    for (let told = store.tellNext(district); told.histories.length > 0; told = store.tellNext(district)) {
      await store.storeEnterprises(db, told);
      await store.storeTold(db, told);
      done += told.histories.length;
      say(`项目 ${done}/${projects}`);
    }
    await store.advanceSequences(db);
    say(`公海、异议、流转和批量操作涉及项目 ${await storeAffairs(db, dayOf(now))} 个`);
    say(`数据体检可见的差错涉及项目 ${await storeOddities(db, dayOf(now))} 个`);
    const { agreement, arrival, investment } = district.idsTaken();
    say(`协议 ${agreement} 份、到位资金 ${arrival} 笔、固定资产投资 ${investment} 条`);
    const line = {
      action: "demo:fill",
      subjectKind: "project",
      subjectId: "*",
      subjectLabel: `演示数据：${projects} 个项目`,
    };
    await appendAudit(db, { id: null, name: "系统", address: "" }, now, [line]);
  });
  say(`演示账号 ${DEMO_PEOPLE.map((p) => p.username).join("、")}`);
}

async function seed(): Promise<void> {
  const projects = Number(values.projects);
  if (!Number.isInteger(projects) || projects < 1)
    throw new Error("--projects takes a whole number above zero");
  if ((await database.account.count()) > 0 || (await database.setting.count()) > 0) {
    throw new Error("数据库里已有账号或设置，不再写入 · the database is not empty, nothing was written");
  }
  if (environment.demo) await seedDemo(projects);
  else await store.inTransaction((db) => store.storeSettings(db, { settings: startingSettings() }));
}

try {
  await seed();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
