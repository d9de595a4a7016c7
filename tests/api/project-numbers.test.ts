/** 项目编号 beyond the hundred-thousandth project. */
import { expect, it } from "vitest";
import { database } from "@/server/platform/database";
import { projectNumbers } from "@/server/projects";
import { asOwner } from "../support/database";

it("gives every project a number of its own, also when five digits no longer hold it", async () => {
  await asOwner("SELECT setval('project_number_seq', 99998)");
  const numbers = await projectNumbers(database, "2026-11-25", 14);
  expect(numbers.slice(0, 3)).toEqual(["2026-99999", "2026-100000", "2026-100001"]);
  expect(new Set(numbers).size).toBe(14);
});
