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

describe("two people of two units, round after round, each with his own connection", () => {
  it("exactly one is first; the other is told of it with the answer, and nobody waits for ever", async () => {
    const ROUNDS = 25;
    for (let round = 0; round < ROUNDS; round++) {
      // Known investors and new ones, so that both ways to the lock are taken.
      const lead = { investorName: `鞍山争先${round % 2 ? "冶金" : `第${round}`}有限公司` };
      const now = () => new Date();
      const name = `特种钢轧制线${round}期`;
      const both = (["officer", "colleague"] as const).map((person) =>
        scene.as(person, now()).project.capture({
          requestId: requestId(),
          name,
          intendedFen: 8_000_000_000,
          content: `年产特种钢板带${round}万吨`,
          ...lead,
        }),
      );
      const answers = await Promise.all(both);
      const ids = answers.map((a) => a.id);
      const toldOfOther = answers.map((a, i) => a.suspects.some((s) => s.id === ids[1 - i]));
      expect(toldOfOther.filter(Boolean), `round ${round}`).toHaveLength(1);
      const loser = toldOfOther.indexOf(true);
      const [lost, won] = await Promise.all(
        [ids[loser], ids[1 - loser]].map((id) => database.project.findUniqueOrThrow({ where: { id } })),
      );
      expect(+(lost?.firstReportedAt ?? 0), `round ${round}`).toBeGreaterThan(+(won?.firstReportedAt ?? 0));
      const told = answers[loser]?.suspects.find((s) => s.id === won?.id);
      expect(told).toMatchObject({
        firstReporter: loser === 0 ? "招商二科" : "招商一科",
        name: null,
        investorName: null,
      });
    }
  });

  it("also when one asks for a lead while a colleague edits the investor of another", async () => {
    const first = await capture("officer", "轧辊项目", { investorName: "本溪轧辊有限公司" });
    for (let round = 0; round < 10; round++) {
      const editing = scene.as("officer").project.setInvestors({
        requestId: requestId(),
        projectId: first.id,
        expectedVersion: (await database.project.findUniqueOrThrow({ where: { id: first.id } })).version,
        investors: [
          { enterpriseId: null, name: `本溪新股东${round}有限公司`, shareBasisPoints: 5000 },
          { enterpriseId: null, name: "本溪轧辊有限公司", shareBasisPoints: 5000 },
        ],
      });
      const registering = capture("colleague", `轧辊二期${round}`, {
        investorName: `本溪新股东${round}有限公司`,
      });
      await Promise.all([editing, registering]);
    }
    expect(await database.enterprise.count({ where: { name: { startsWith: "本溪新股东" } } })).toBe(10);
  });
});
