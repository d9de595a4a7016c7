/** Many names tried from one address: the address waits, the bureau behind it does not. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signIn } from "@/server/accounts";
import { ADDRESS_FAILURES, ADDRESS_MINUTES } from "@/server/accounts/address-limit";
import { hashPassword } from "@/server/accounts/passwords";
import { startingRules } from "@/server/domain/rules";
import { database } from "@/server/platform/database";
import { makeActor } from "../support/actors";

const PASSWORD = "Harbin-2026-ice";
const NOW = new Date("2026-11-02T01:00:00Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const DAY = 24 * 60;

let address: string;
let counter = 0;
let stored: string;

const said = (username: string, password: string, now = NOW, from = address) =>
  signIn({ username, password, address: from }, now).then(
    () => "in",
    (error) => error.message as string,
  );

async function colleague(): Promise<string> {
  const { id } = await makeActor("officer");
  const { username } = await database.account.update({ where: { id }, data: { passwordHash: stored } });
  return username;
}

/** One wrong password each on as many names as the limit allows; nobody has them. */
async function tryManyNames(now = NOW): Promise<void> {
  for (let i = 0; i < ADDRESS_FAILURES; i++)
    expect(await said(`guess-${i}`, PASSWORD, now)).toBe("账号或密码不正确");
}

const HELD = /^本机所在网络登录失败次数过多，请 (\d+) 分钟后再试$/;

beforeAll(async () => {
  stored = await hashPassword(PASSWORD);
});
beforeEach(() => {
  address = `10.0.0.${++counter}`;
});

describe("an address from which many names were tried", () => {
  it("is told how long to wait, for a right password too, and comes in again by itself", async () => {
    const username = await colleague();
    await tryManyNames();
    expect(HELD.exec(await said("one-more", PASSWORD, later(5)))?.[1]).toBe(String(ADDRESS_MINUTES - 5));
    expect(await said(username, PASSWORD, later(5))).toMatch(HELD);
    expect(await said(username, PASSWORD, later(ADDRESS_MINUTES + 1))).toBe("in");
  });

  it("does not wait longer for knocking meanwhile", async () => {
    const username = await colleague();
    await tryManyNames();
    for (let minute = 1; minute < ADDRESS_MINUTES; minute++)
      expect(await said("again", PASSWORD, later(minute))).toMatch(HELD);
    expect(await said(username, PASSWORD, later(ADDRESS_MINUTES + 1))).toBe("in");
  });

  it("does not make others wait", async () => {
    const username = await colleague();
    await tryManyNames();
    expect(await said(username, PASSWORD, NOW, "10.0.1.1")).toBe("in");
  });

  it("lets those in who were here of late, unless they fail themselves", async () => {
    const [known, clumsy, longAgo] = [await colleague(), await colleague(), await colleague()];
    for (const username of [known, clumsy]) expect(await said(username, PASSWORD, later(-DAY))).toBe("in");
    expect(await said(longAgo, PASSWORD, later(-40 * DAY))).toBe("in");
    await tryManyNames();
    expect(await said(known, PASSWORD)).toBe("in");
    expect(await said(clumsy, "Wrong-2026-ice")).toBe("账号或密码不正确");
    expect(await said(clumsy, PASSWORD)).toMatch(HELD);
    expect(await said(longAgo, PASSWORD)).toMatch(HELD);
  });

  it("learns no more from a burst of guesses than from one after the other", async () => {
    const answers = await Promise.all(
      Array.from({ length: ADDRESS_FAILURES + 30 }, (_, i) => said(`burst-${i}`, PASSWORD)),
    );
    const judged = answers.filter((answer) => answer === "账号或密码不正确");
    expect(judged.length).toBeLessThanOrEqual(ADDRESS_FAILURES);
    expect(answers.filter((answer) => HELD.test(answer))).toHaveLength(answers.length - judged.length);
  });

  it("stands in the audit log once, not once a knock", async () => {
    await tryManyNames();
    for (let i = 0; i < 3; i++) await said("again", PASSWORD);
    const entries = await database.auditEntry.findMany({
      where: { address, action: { not: "account:sign-in-failed" } },
    });
    expect(entries.map((e) => [e.action, e.outcome])).toEqual([["account:sign-in-held", "refused"]]);
  });
});

it("a whole bureau behind one address comes in, whoever mistypes", async () => {
  for (let person = 0; person < 40; person++) {
    const username = await colleague();
    expect(await said(username, "Wrong-2026-ice")).toBe("账号或密码不正确");
    expect(await said(username, PASSWORD)).toBe("in");
  }
}, 60_000);

it("failures at the lock of one account do not hold the address", async () => {
  const [username, other] = [await colleague(), await colleague()];
  for (let i = 0; i < ADDRESS_FAILURES + startingRules.session.attempts; i++)
    await said(username, "Wrong-2026-ice");
  expect(await said(other, PASSWORD)).toBe("in");
});
