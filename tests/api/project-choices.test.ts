/** What the forms of projects offer. */
import { expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { ledgerScene } from "../support/ledger-scene";

it("offers departments to lead a project before every other unit, in their own order", async () => {
  const scene = await ledgerScene();
  await database.unit.create({ data: { name: "区委区政府办", kind: "office", position: 1 } });
  await database.unit.create({ data: { name: "区商务局", kind: "department", position: 8 } });
  await database.unit.create({ data: { name: "区农业农村局", kind: "department", position: 7 } });
  const { departments } = await scene.as("officer").project.choices();
  const names = departments.map((d) => d.name);
  expect(names.slice(0, 2)).toEqual(["区农业农村局", "区商务局"]);
  expect(names).toContain("区委区政府办");
});
