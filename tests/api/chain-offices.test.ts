/** 产业链 in 管理: who holds which office. */
import { beforeAll, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { actorNamed, makeBureau } from "@/tests/support/factories";

beforeAll(() => makeBureau("2026-11-24"));

it("names the person in an office of persons, and the unit only where a unit leads", async () => {
  const now = new Date("2026-11-24T02:00:00Z");
  const chains = await createCaller({ actor: actorNamed("juzhang"), now }).admin.chains();
  const held = (role: string) => chains[0]?.appointments.find((a) => a.role === role)?.name;
  expect(held("leader")).toBe("沈铁军");
  expect(held("lead-department")).toBe("区工信局");
});
