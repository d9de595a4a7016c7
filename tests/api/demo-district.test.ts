/** The demo district in a real database: what the tables say is what the facts say. */
import { beforeAll, describe, expect, it } from "vitest";
import { MILESTONES } from "@/server/domain/milestones";
import { fold, type ProjectState } from "@/server/domain/project-state";
import { database, rowOf, sql } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { storeAffairs } from "../support/demo/affairs";
import { demoDistrict } from "../support/demo/district";
import * as store from "../support/demo/store";
import { actorNamed, actorOf, makeBureau, makeProject } from "../support/factories";

const PROJECTS = 90;
const told: ProjectState[] = [];

beforeAll(async () => {
  const district = demoDistrict({ today: "2026-10-31", projects: PROJECTS });
  await makeBureau("2026-10-31");
  await store.inTransaction(async (db) => {
    for (
      let next = store.tellNext(district, 40);
      next.histories.length > 0;
      next = store.tellNext(district, 40)
    ) {
      await store.storeEnterprises(db, next);
      const stored = await store.storeTold(db, next);
      told.push(...next.histories.map((h, i) => fold(stored[i]?.id ?? 0, h.facts)));
    }
    await store.advanceSequences(db);
  });
});

describe("the stored district", () => {
  it("loads every project as the fold of its facts", async () => {
    const loaded = await loadProjects(
      database,
      told.map((s) => s.id),
      { lock: false },
    );
    expect(loaded.size).toBe(PROJECTS);
    for (const state of told) {
      const { milestones, ...rest } = loaded.get(state.id) as ProjectState;
      const { milestones: expected, ...expectedRest } = state;
      expect({ ...rest, memberIds: [...rest.memberIds].sort() }).toEqual({
        ...expectedRest,
        memberIds: [...state.memberIds].sort(),
      });
      for (const kind of MILESTONES) {
        expect(milestones[kind]?.status).toBe(expected[kind]?.status);
        expect(milestones[kind]?.occurredOn).toBe(expected[kind]?.occurredOn);
      }
    }
  });

  it("sums the ledgers to what the projects carry", async () => {
    const sums = await rowOf<{ arrived: number; invested: number; contract: number; framework: number }>(
      database,
      sql`SELECT (SELECT sum(amount_fen) FROM arrival WHERE status = 'approved')::bigint AS arrived,
        (SELECT sum(total_fen) FROM investment WHERE status = 'approved' AND basis = 'official')::bigint AS invested,
        (SELECT sum(amount_fen) FROM agreement WHERE status = 'approved' AND kind <> 'framework')::bigint AS contract,
        (SELECT sum(amount_fen) FROM agreement WHERE status = 'approved' AND kind = 'framework')::bigint AS framework`,
    );
    const total = (of: (s: ProjectState) => number | null) => told.reduce((sum, s) => sum + (of(s) ?? 0), 0);
    expect(sums).toEqual({
      arrived: total((s) => s.arrivedFen),
      invested: total((s) => s.investedFen),
      contract: total((s) => s.contractFen),
      framework: total((s) => s.frameworkFen),
    });
  });

  it("keeps who drafted apart from who approved", async () => {
    const { n } = await rowOf<{ n: number }>(
      database,
      sql`SELECT count(*)::int AS n FROM arrival WHERE status = 'approved' AND (recorded_by_id = approved_by_id OR recorded_at >= approved_at)`,
    );
    expect(n).toBe(0);
  });
});

describe("the affairs of the district", () => {
  it("are disputes, a transfer, leads in the pool and an operation, and leave the tables as the facts say", async () => {
    await store.inTransaction((db) => storeAffairs(db, "2026-10-31"));
    const steps = await database.dispute.findMany({ orderBy: { raisedOn: "asc" } });
    expect(steps.map((d) => [d.step, d.challengerClosed, d.respondentClosed])).toEqual([
      ["ruled", true, true],
      ["evidence", true, false],
    ]);
    expect(await database.transfer.findMany()).toMatchObject([{ step: "answer", keptBasisPoints: 3000 }]);
    expect(await database.project.count({ where: { pooledOn: { not: null } } })).toBe(3);
    expect(await database.operation.count({ where: { kind: "bulk-edit" } })).toBe(1);
    const late = await database.projectFact.count({
      where: { recordedAt: { gte: new Date("2026-10-30T16:00:00Z") } },
    });
    expect(late).toBe(0);
    const { checkRecord } = await import("@/server/record/check-record");
    const found = [];
    for await (const difference of checkRecord({ now: new Date("2026-10-31T02:00:00Z"), mending: false }))
      found.push(difference);
    expect(found).toEqual([]);
  });
});

describe("a project made for a test", () => {
  it.each(MILESTONES)("stands at %s", async (stage) => {
    const { id } = await makeProject({ stage });
    const loaded = await loadProjects(database, [id], { lock: false });
    expect(loaded.get(id)?.stage).toBe(stage);
  });
});

describe("the people of the bureau", () => {
  it("have the chains that the session would give them", async () => {
    expect(actorOf("chain-leader").chainIds).toEqual([1]);
    expect(actorOf("task-force").chainIds).toEqual([1]);
    expect(actorNamed("anmingzhe").chainIds).toEqual([]);
    const { id } = actorOf("chain-leader");
    const rows = await database.chainAppointment.findMany({ where: { accountId: id, role: "leader" } });
    expect(rows.map((r) => r.chainId)).toEqual([1]);
  });
});
