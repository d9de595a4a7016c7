/** 首报: who registers the same investor in the same second. */
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { type LedgerScene, ledgerScene, requestId } from "../support/ledger-scene";

const USCC = "91350200MA2YJ1XR9G";
let scene: LedgerScene;

const capture = (person: "officer" | "head" | "director", name: string, lead: object) =>
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
