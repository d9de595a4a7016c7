/** `npm run record:check`: a row that no longer says what the facts say is found, and made anew. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "@/server/cli/record-check";
import type { Fact } from "@/server/domain/project-facts";
import { database } from "@/server/platform/database";
import { refillPasts } from "@/server/record/past-of-project";
import { record } from "@/server/record/record";
import { asOwner } from "../support/database";
import { demoDistrict } from "../support/demo/district";
import * as store from "../support/demo/store";
import { actorNamed, makeBureau } from "../support/factories";

let out = "";
let notes = "";
let rich = 0;

const lines = () =>
  out
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split("\t"));
const projectOf = (id: number) => database.project.findUniqueOrThrow({ where: { id } });

/** What only the owner can do to frozen rows. */
const behindTriggers = async (table: string, statement: string) => {
  await asOwner(
    `ALTER TABLE ${table} DISABLE TRIGGER USER; ${statement}; ALTER TABLE ${table} ENABLE TRIGGER USER`,
  );
};

beforeAll(async () => {
  await makeBureau("2026-10-31");
  const district = demoDistrict({ today: "2026-10-31", projects: 60 });
  await store.inTransaction(async (db) => {
    const told = store.tellNext(district, 60);
    await store.storeEnterprises(db, told);
    await store.storeTold(db, told);
    await store.advanceSequences(db);
  });
  const [row] = await database.arrival.groupBy({
    by: ["projectId"],
    where: { status: "approved" },
    orderBy: { _count: { id: "desc" } },
    take: 1,
  });
  rich = row?.projectId ?? 0;
});
beforeEach(() => {
  out = "";
  notes = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text: unknown, done: unknown) => {
    out += text;
    (done as () => void)();
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    notes += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("the check of the record", () => {
  it("has nothing to say of tables that are what the facts made them", async () => {
    expect(await run([])).toBe(0);
    expect(out).toBe("");
    expect(notes).toContain("核对 60 个项目：不一致 0 处");
  });

  it("finds a present row that was changed, and makes it anew with --mend", async () => {
    const before = await projectOf(rich);
    await asOwner(
      `UPDATE project SET arrived_fen = arrived_fen + 1, stage = 'lead', search_tokens = '{}', chain_id = NULL, version = version - 1 WHERE id = ${rich}`,
    );
    expect(await run([])).toBe(1);
    expect(lines().map(([state, number, id, field]) => [state, number, id, field])).toEqual(
      ["version", "chain_id", "arrived_fen", "stage", "search_tokens"].map((field) => [
        "不一致",
        before.number,
        String(rich),
        field,
      ]),
    );
    expect(
      lines()
        .find((l) => l[3] === "arrived_fen")
        ?.slice(4),
    ).toEqual([`表 ${Number(before.arrivedFen) + 1}`, `史实 ${before.arrivedFen}`]);
    expect((await projectOf(rich)).stage).toBe("lead");

    await database.monthSumState.create({ data: { basis: "x", statMonth: 202610 } });
    out = "";
    expect(await run(["--mend"])).toBe(0);
    expect(new Set(lines().map(([state]) => state))).toEqual(new Set(["已改正"]));
    expect(await projectOf(rich)).toEqual(before);
    expect(await database.monthSumState.count()).toBe(0);
    const entries = await database.auditEntry.findMany({ where: { action: "project:mend" } });
    expect(entries.map((e) => [e.subjectId, e.after])).toEqual([
      [String(rich), { fields: ["version", "chain_id", "arrived_fen", "stage", "search_tokens"] }],
    ]);

    out = "";
    expect(await run([])).toBe(0);
    expect(out).toBe("");
  });

  it("names an approved ledger row that was changed, and leaves it to people", async () => {
    const change = (by: number) =>
      behindTriggers(
        "arrival",
        `UPDATE arrival SET amount_fen = amount_fen + ${by}, outside_fen = outside_fen + ${by}
          WHERE id = (SELECT min(id) FROM arrival WHERE project_id = ${rich} AND status = 'approved')`,
      );
    const before = await projectOf(rich);
    await change(700);
    expect(await run(["--mend"])).toBe(1);
    expect(lines()).toEqual([
      [
        "不一致",
        before.number,
        String(rich),
        "arrival",
        `表 ${Number(before.arrivedFen) + 700}`,
        `史实 ${before.arrivedFen}`,
      ],
    ]);
    await change(-700);
    expect(await run([])).toBe(0);
  });

  it("does not take what is left of a history for the whole", async () => {
    const before = await projectOf(rich);
    const last = `project_id = ${rich} AND version = ${before.version}`;
    await asOwner(`CREATE TABLE kept AS SELECT * FROM project_fact WHERE ${last}`);
    await behindTriggers("project_fact", `DELETE FROM project_fact WHERE ${last}`);
    expect(await run(["--mend"])).toBe(1);
    expect(lines().map((l) => l.slice(3))).toEqual([
      ["project_fact", `表 ${before.version}`, `史实 ${before.version - 1}`],
    ]);
    expect(await projectOf(rich)).toEqual(before);
    await asOwner("INSERT INTO project_fact SELECT * FROM kept; DROP TABLE kept");
    expect(await run([])).toBe(0);
  });

  it("finds a past that was changed and makes it anew; a past that is still to be made is made", async () => {
    const pastOfRich = () =>
      database.projectPast.findMany({ where: { projectId: rich }, orderBy: { knownTo: "asc" } });
    const before = await pastOfRich();
    expect(before.length).toBeGreaterThan(2);
    await asOwner(
      `UPDATE project_past SET planned_total_fen = 7 WHERE project_id = ${rich} AND known_to = (SELECT max(known_to) FROM project_past WHERE project_id = ${rich})`,
    );
    expect(await run([])).toBe(1);
    expect(lines().map((l) => l[3])).toEqual(["project_past"]);
    expect(await run(["--mend"])).toBe(0);
    expect(await pastOfRich()).toEqual(before);

    await asOwner("DELETE FROM project_past; UPDATE project SET known_since = NULL");
    while (await refillPasts());
    expect(await pastOfRich()).toEqual(before);
    out = "";
    expect(await run([])).toBe(0);
    expect(out).toBe("");
  });

  it("names each row of a dispute, a transfer and the shares that says otherwise than the facts", async () => {
    const [units, person] = [
      await database.unit.findMany({ take: 2, orderBy: { id: "asc" } }),
      await database.account.findFirstOrThrow({ orderBy: { id: "asc" } }),
    ];
    const [from = 0, to = 0] = units.map((unit) => unit.id);
    const due = { dueOn: "2026-11-06", headOn: "2026-11-09", directorOn: "2026-11-11" };
    const shares = [
      { unitId: from, basisPoints: 4000 },
      { unitId: to, basisPoints: 6000 },
    ];
    const facts: Fact[] = [
      {
        ...{ type: "DisputeRaised", v: 1, disputeId: 901, ownProjectId: null, challengerId: person.id },
        ...{ challengerUnitId: to, respondentUnitId: from, statement: "在先", evidence: due, mediation: due },
      },
      { type: "DisputeRuled", v: 1, disputeId: 901, shares, reason: "共同引进", appeal: due },
      {
        ...{ type: "TransferProposed", v: 1, transferId: 902, proposedById: person.id, fromUnitId: from },
        ...{ toUnitId: to, keptBasisPoints: 3000, reason: "落在二科联系的园区", answer: due },
      },
    ];
    const actor = actorNamed("juzhang");
    await record(
      { actor, now: new Date("2026-10-30T02:00:00Z") },
      {
        ...{ action: "test", projectIds: [rich], answer: () => null },
        decide: () => [{ id: rich, facts: facts.map((fact) => ({ fact })) }],
      },
    );
    expect(await run([])).toBe(0);
    const ruled = (await projectOf(rich)).version - 1;

    await asOwner("UPDATE dispute SET step = 'closed', due_on = NULL WHERE id = 901");
    await asOwner("UPDATE transfer SET kept_basis_points = 5000 WHERE id = 902");
    const swap = `UPDATE attribution_share SET basis_points = 10000 - basis_points WHERE project_id = ${rich}`;
    await behindTriggers("attribution_share", swap);
    expect(await run(["--mend"])).toBe(1);
    expect(lines().map((l) => [l[0], ...l.slice(3)])).toEqual([
      ["不一致", "dispute.901.step", '表 "closed"', '史实 "ruled"'],
      ["不一致", "dispute.901.due_on", "表 空", '史实 "2026-11-06"'],
      ["不一致", "transfer.902.kept_basis_points", "表 5000", "史实 3000"],
      ["不一致", `attribution_share.${ruled}.${from}.basis_points`, "表 6000", "史实 4000"],
      ["不一致", `attribution_share.${ruled}.${to}.basis_points`, "表 4000", "史实 6000"],
    ]);

    await asOwner("DELETE FROM transfer WHERE id = 902");
    await behindTriggers("attribution_share", swap);
    out = "";
    expect(await run([])).toBe(1);
    expect(lines().map((l) => l[3])).toEqual(["dispute.901.step", "dispute.901.due_on", "transfer.902"]);
  });

  it("says how it is used when it is asked for something else", async () => {
    expect(await run(["--repair"])).toBe(64);
    expect(notes).toContain("用法：npm run record:check");
  });
});
