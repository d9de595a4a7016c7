/** 设置: what may not be set, and who sets what. */
import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { startingRules } from "@/server/domain/rules";
import { database } from "@/server/platform/database";
import { makeActor } from "../support/actors";

const from = "2026-11-02";
type Caller = ReturnType<typeof createCaller>["admin"];
let director: Caller;
let security: Caller;
const callerOf = async (role: Parameters<typeof makeActor>[0]) =>
  createCaller({ actor: await makeActor(role), now: new Date("2026-11-02T02:00:00Z") }).admin;

beforeAll(async () => {
  [director, security] = [await callerOf("director"), await callerOf("security-admin")];
});

describe("the rules of login", () => {
  const { session } = startingRules;

  it("are the security administrator's, all others the director's", async () => {
    const login = { key: "session", value: { ...session, idleMinutes: 20 }, from } as const;
    await expect(director.setRule(login)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await security.setRule(login);
    expect((await security.rules()).rules.session.idleMinutes).toBe(20);
    const tiers = { key: "tiers", value: startingRules.tiers, from } as const;
    await expect(security.setRule(tiers)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await director.setRule(tiers);
    const reader = await callerOf("officer");
    for (const rule of [login, tiers])
      await expect(reader.setRule(rule)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it.each([
    ["attempts that no column counts", { attempts: 2 ** 31 }],
    ["attempts that never lock", { attempts: 1000 }],
    ["a lock beyond the calendar", { lockMinutes: Number.MAX_SAFE_INTEGER }],
    ["a session that never idles out", { idleMinutes: 100_000 }],
  ])("refuse %s: nobody could sign in, or everybody stay", async (_, change) => {
    const before = await database.setting.count();
    const rule = { key: "session", value: { ...session, ...change }, from } as const;
    await expect(security.setRule(rule)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await database.setting.count()).toBe(before);
  });
});

describe("the other rules", () => {
  const { thresholds, clocks } = startingRules;
  it.each([
    ["tiers that fall", "tiers", [5, 4, 3]],
    ["a clock beyond the calendar", "clocks", { ...clocks, silence: { warnDays: 2 ** 40, lateDays: 1 } }],
    ["a threshold that no sum can hold", "thresholds", { ...thresholds, arrivalMinPlanFen: 2 ** 52 }],
    ["files without a limit", "evidence", { maxBytes: 2 ** 50 }],
  ] as const)("refuse %s", async (_, key, value) => {
    await expect(director.setRule({ key, value, from })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
