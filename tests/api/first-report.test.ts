/** 首报: who registers the same investor in the same second. */
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { database, rowsOf, sql } from "@/server/platform/database";
import { type LedgerScene, ledgerScene, type Person, requestId } from "../support/ledger-scene";

const USCC = "91350200MA2YJ1XR9G";
let scene: LedgerScene;

const capture = (person: Person, name: string, lead: object) =>
  scene.as(person).project.capture({
    requestId: requestId(),
    name,
    investorName: "沈阳远松精密机械有限公司",
    intendedFen: 8_000_000_000,
    ...lead,
  });

beforeAll(async () => {
  scene = await ledgerScene();
});

describe.each([
  ["by name", { investorName: "大连同秒装备有限公司" }],
  ["by credit code", { investorName: "沈阳同秒机床有限公司", investorUscc: USCC }],
])("several people in the same second, %s", (_, lead) => {
  it("all have their lead, one is the first, and the investor is one enterprise", async () => {
    const people = ["officer", "head", "director", "officer"] as const;
    const made = await Promise.all(people.map((person, i) => capture(person, `同秒项目${i}`, lead)));
    const projects = await database.project.findMany({ where: { id: { in: made.map((m) => m.id) } } });
    expect(projects).toHaveLength(people.length);
    expect(new Set(projects.map((p) => p.investorId)).size).toBe(1);
    expect(await database.enterprise.count({ where: { name: lead.investorName } })).toBe(1);
    const suspects = await scene.as("officer").project.suspects(lead);
    expect(suspects.projects.map((p) => p.id).sort()).toEqual(projects.map((p) => p.id).sort());
  });
});

/** Takes the lock under which new investors are made, so that all who register are in the middle of it together. */
async function heldUp(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("BEGIN; SELECT pg_advisory_xact_lock(20261127)");
  return () => client.end();
}

async function everybodyWaits(people: number): Promise<void> {
  const waiting = () =>
    rowsOf<{ n: number }>(
      database,
      sql`SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
  await expect.poll(async () => (await waiting())[0]?.n, { timeout: 10_000 }).toBe(people);
}

describe("two people who register at the very same moment", () => {
  it("one is the first, and whoever looks again is told of the other", async () => {
    const lead = { investorName: "抚顺同刻铸造有限公司" };
    const release = await heldUp();
    const both = [
      capture("officer", "精密铸钢件项目", lead),
      capture("colleague", "精密铸钢件基地项目", lead),
    ];
    await everybodyWaits(both.length);
    await release();
    const made = await Promise.all(both);
    const ids = made.map((m) => m.id);
    const pair = await database.project.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
    const earlier = (a: (typeof pair)[number], b: (typeof pair)[number]) =>
      a.firstReportedAt < b.firstReportedAt || (+a.firstReportedAt === +b.firstReportedAt && a.id < b.id);
    expect(pair.filter((p) => pair.every((o) => o === p || earlier(p, o)))).toHaveLength(1);
    expect(new Set(pair.map((p) => p.investorId)).size).toBe(1);
    for (const [person, other] of [
      ["officer", ids[1]],
      ["colleague", ids[0]],
    ] as const) {
      const own = person === "officer" ? ids[0] : ids[1];
      const suspect = (await scene.as(person).project.twins({ id: own ?? 0 })).find((p) => p.id === other);
      expect(suspect?.certainty, person).not.toBeNull();
      expect(suspect?.firstReporter, person).toBe(person === "officer" ? "招商二科" : "招商一科");
    }
  });
});
