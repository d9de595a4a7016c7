/** An empty bureau gets its first administrator once. */
import { expect, it } from "vitest";
import { consoleActor } from "@/server/accounts";
import { createFirstAdministrator } from "@/server/accounts/create-first-administrator";
import { loginScene } from "@/server/api/login-scene";
import { database } from "@/server/platform/database";
import { rulesInForce } from "@/server/record/load-rules";

const first = (username: string, password = "Harbin-2026-ice") =>
  createFirstAdministrator(
    { now: new Date() },
    {
      username,
      displayName: "郑系统",
      password,
      districtName: "锦屏区",
      homeProvince: "辽宁省",
      homeCity: "沈阳市",
    },
  ).then(
    () => "in",
    (error) => error.code as string,
  );

it("makes one administrator, whoever asks at the same time, and none where people are", async () => {
  await consoleActor();
  expect(await loginScene()).toMatchObject({ empty: true });
  expect(await first("first.one", "weak")).toBe("bad-input");
  expect((await Promise.all([first("first.one"), first("first.two")])).sort()).toEqual([
    "in",
    "not-permitted",
  ]);
  expect(await loginScene()).toMatchObject({ empty: false, district: "锦屏区" });
  expect(await first("late.comer")).toBe("not-permitted");
  const people = await database.account.findMany({ where: { active: true } });
  expect(people.map((p) => p.role)).toEqual(["account-admin"]);
  // Old months lie in the same district: the first name holds from the beginning.
  expect((await rulesInForce(database, "2019-05-01")).district).toMatchObject({
    name: "锦屏区",
    homeProvince: "辽宁省",
  });
});
