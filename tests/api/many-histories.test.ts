/** More new projects in one write than are stored at a time, with one among them that is there already. */
import { beforeAll, expect, it } from "vitest";
import { fold } from "@/server/domain/project-state";
import { startingRules } from "@/server/domain/rules";
import { database, rowsOf, sql } from "@/server/platform/database";
import { loadProjects } from "@/server/record/load-project";
import { type ProjectHistory, storeHistories } from "@/server/record/store-histories";
import { demoDistrict } from "../support/demo/district";
import * as store from "../support/demo/store";
import { makeBureau } from "../support/factories";

const NEW = 1100;
const AMONG = 700;
const told: ProjectHistory[] = [];
let known: ProjectHistory & { id: number };

beforeAll(async () => {
  const district = demoDistrict({ today: "2026-10-31", projects: NEW + 1, detail: "brief" });
  await makeBureau("2026-10-31");
  await store.inTransaction(async (db) => {
    const first = store.tellNext(district, 1);
    await store.storeEnterprises(db, first);
    const [state] = await store.storeTold(db, first);
    const rest = store.tellNext(district, NEW);
    await store.storeEnterprises(db, rest);
    told.push(...rest.histories);
    known = { id: state?.id ?? 0, facts: first.histories[0]?.facts ?? [] };
  });
}, 120_000);

it("answers the states in the order in which they were given, each the fold of its facts", async () => {
  const last = known.facts.at(-1);
  if (!last) throw new Error("no facts");
  const note = {
    ...last,
    fact: {
      type: "FollowUpLogged" as const,
      v: 2 as const,
      kind: "call" as const,
      on: "2026-10-31",
      summary: "电话回访",
      people: "",
      nextStep: "",
      nextOn: null,
    },
  };
  const histories = [...told.slice(0, AMONG), { id: known.id, facts: [note] }, ...told.slice(AMONG)];
  const states = await store.inTransaction(async (db) => {
    const present = await loadProjects(db, [known.id], { lock: true });
    return storeHistories(db, startingRules, present, histories);
  });
  expect(states).toHaveLength(NEW + 1);
  expect(new Set(states.map((s) => s.id)).size).toBe(NEW + 1);
  expect(states[AMONG]).toEqual(fold(known.id, [...known.facts, note]));
  for (const [place, history] of histories.entries())
    if (place !== AMONG) expect(states[place]).toEqual(fold(states[place]?.id ?? 0, history.facts));
  const facts = await rowsOf<{ id: number; n: number }>(
    database,
    sql`SELECT project_id AS id, count(*)::int AS n FROM project_fact GROUP BY 1`,
  );
  const counted = new Map(facts.map(({ id, n }) => [id, n]));
  expect(states.map((s) => counted.get(s.id))).toEqual(
    histories.map((h, place) => (place === AMONG ? known.facts.length + 1 : h.facts.length)),
  );
});
