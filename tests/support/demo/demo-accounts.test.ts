import { expect, it } from "vitest";
import demoAccounts from "@/prisma/demo-accounts.json" with { type: "json" };
import { ROLE_NAME, type Role } from "@/server/domain/permissions";

it("lists the demo accounts with the roles' names on screen", () => {
  expect(demoAccounts.map((a) => a.roleName)).toEqual(demoAccounts.map((a) => ROLE_NAME[a.role as Role]));
});
