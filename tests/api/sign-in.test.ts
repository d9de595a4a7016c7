/** Nobody in who does not belong: passwords, locks, sessions. */
import { beforeEach, describe, expect, it } from "vitest";
import { sessionActor, signIn, signOut } from "@/server/accounts";
import { changePassword } from "@/server/accounts/change-password";
import { createAccount, editAccount, resetPassword, unlockAccount } from "@/server/accounts/manage-accounts";
import { hashPassword } from "@/server/accounts/passwords";
import { startingRules } from "@/server/domain/rules";
import { database } from "@/server/platform/database";
import { makeActor } from "../support/actors";

const PASSWORD = "Harbin-2026-ice";
const NOW = new Date("2026-11-02T02:00:00Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const { attempts, lockMinutes, idleMinutes } = startingRules.session;
const stored = await hashPassword(PASSWORD);

let username: string;
let id: number;
const enter = (password: string, now = NOW) => signIn({ username, password, address: "10.0.0.7" }, now);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "in",
    (error) => error.code as string,
  );

beforeEach(async () => {
  const actor = await makeActor("officer");
  id = actor.id;
  const account = await database.account.update({ where: { id }, data: { passwordHash: stored } });
  username = account.username;
});

describe("signing in", () => {
  it("opens a session for the right password, however the name is cased", async () => {
    const { sessionId } = await signIn(
      { username: ` ${username.toUpperCase()} `, password: PASSWORD, address: "" },
      NOW,
    );
    expect(await sessionActor(sessionId, "", NOW)).toMatchObject({ id, role: "officer" });
  });

  it("says the same of a wrong password, an unknown name and an account that was shut", async () => {
    const said = (promise: Promise<unknown>) =>
      promise.then(
        () => "in",
        (error) => error.message as string,
      );
    const wrong = await said(enter("Wrong-2026-ice"));
    expect(await said(signIn({ username: "nobody-here", password: PASSWORD, address: "" }, NOW))).toBe(wrong);
    await database.account.update({ where: { id }, data: { active: false } });
    expect(await said(enter(PASSWORD))).toBe(wrong);
  });

  it("locks after the allowed failures, for the right password too, and opens again by itself", async () => {
    for (let i = 0; i < attempts; i++) expect(await codeOf(enter("Wrong-2026-ice"))).toBe("not-signed-in");
    expect(await codeOf(enter(PASSWORD))).toBe("locked");
    expect(await codeOf(enter(PASSWORD, later(lockMinutes - 1)))).toBe("locked");
    expect(await codeOf(enter(PASSWORD, later(lockMinutes + 1)))).toBe("in");
  });

  it("judges no more guesses of a burst than it allows", async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(enter("Wrong-2026-ice"))));
    expect(codes.filter((code) => code === "not-signed-in")).toHaveLength(attempts);
    expect(codes.filter((code) => code === "locked")).toHaveLength(20 - attempts);
  });

  it("opens again by itself also when attempts were counted and never judged", async () => {
    await database.account.update({ where: { id }, data: { failedAttempts: attempts } });
    expect(await codeOf(enter(PASSWORD))).toBe("locked");
    expect(await codeOf(enter(PASSWORD, later(lockMinutes + 1)))).toBe("in");
  });

  it("takes a name with characters that nobody types as a wrong one", async () => {
    const strange = signIn({ username: "no\u0000body", password: PASSWORD, address: "" }, NOW);
    expect(await codeOf(strange)).toBe("not-signed-in");
  });

  it("forgets failures after a success", async () => {
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < attempts - 1; i++) await codeOf(enter("Wrong-2026-ice"));
      expect(await codeOf(enter(PASSWORD))).toBe("in");
    }
  });

  it("is audited, also when it fails", async () => {
    await codeOf(enter("Wrong-2026-ice"));
    await enter(PASSWORD);
    const entries = await database.auditEntry.findMany({ where: { actorId: id }, orderBy: { id: "asc" } });
    expect(entries.map((e) => [e.action, e.outcome])).toEqual([
      ["account:sign-in-failed", "refused"],
      ["account:sign-in", "ok"],
    ]);
  });
});

describe("a session", () => {
  it("ends after idling, at signing out, and with the account", async () => {
    const { sessionId } = await enter(PASSWORD);
    expect(await sessionActor(sessionId, "", later(idleMinutes - 1))).not.toBeNull();
    expect(await sessionActor(sessionId, "", later(2 * idleMinutes))).toBeNull();
    const other = await enter(PASSWORD);
    await signOut(other.sessionId, NOW);
    expect(await sessionActor(other.sessionId, "", NOW)).toBeNull();
    const third = await enter(PASSWORD);
    const administrator = { actor: await makeActor("account-admin"), now: NOW };
    await editAccount(administrator, {
      accountId: id,
      displayName: "林书瑶",
      post: "",
      role: "officer",
      unitId: null,
      active: false,
    });
    expect(await sessionActor(third.sessionId, "", NOW)).toBeNull();
  });

  it("of another browser ends when the password changes, one's own stays", async () => {
    const [mine, other] = [await enter(PASSWORD), await enter(PASSWORD)];
    const actor = await sessionActor(mine.sessionId, "", NOW);
    if (!actor) throw new Error("not signed in");
    const next = "Qiqihar-2026-snow";
    await expect(changePassword({ actor, now: NOW }, { present: "Wrong-2026-ice", next })).rejects.toThrow(
      "原密码不正确",
    );
    await expect(changePassword({ actor, now: NOW }, { present: PASSWORD, next: "short" })).rejects.toThrow(
      "至少10位",
    );
    await expect(changePassword({ actor, now: NOW }, { present: PASSWORD, next: PASSWORD })).rejects.toThrow(
      "最近",
    );
    await changePassword({ actor, now: NOW }, { present: PASSWORD, next });
    expect(await sessionActor(mine.sessionId, "", NOW)).not.toBeNull();
    expect(await sessionActor(other.sessionId, "", NOW)).toBeNull();
    expect([await codeOf(enter(PASSWORD)), await codeOf(enter(next))]).toEqual(["not-signed-in", "in"]);
  });
});

describe("the present password", () => {
  it("is not for guessing at where it is changed: the same count, the same lock, the same trace", async () => {
    const { sessionId } = await enter(PASSWORD);
    const actor = await sessionActor(sessionId, "", NOW);
    if (!actor) throw new Error("not signed in");
    const guess = (present: string) =>
      codeOf(changePassword({ actor, now: NOW }, { present, next: "Qiqihar-2026-snow" }));
    for (let i = 0; i < attempts; i++) expect(await guess("Wrong-2026-ice")).toBe("bad-input");
    expect(await guess(PASSWORD)).toBe("locked");
    const refused = { actorId: id, action: "account:change-password", outcome: "refused" };
    expect(await database.auditEntry.count({ where: refused })).toBe(attempts);
  });

  it("of before a reset is remembered", async () => {
    const administrator = { actor: await makeActor("account-admin"), now: NOW };
    await resetPassword(administrator, { accountId: id, password: "Another-2026-one" });
    const { sessionId } = await enter("Another-2026-one");
    const actor = await sessionActor(sessionId, "", NOW);
    if (!actor) throw new Error("not signed in");
    const back = changePassword({ actor, now: NOW }, { present: "Another-2026-one", next: PASSWORD });
    await expect(back).rejects.toThrow("最近");
  });
});

describe("the account administrator", () => {
  it("makes an account that must choose its own password, resets and unlocks it", async () => {
    const administrator = { actor: await makeActor("account-admin"), now: NOW };
    const { id: unitId } = await database.unit.create({ data: { name: "招商九科", kind: "section" } });
    const made = await createAccount(administrator, {
      requestId: crypto.randomUUID(),
      username: "new.officer",
      displayName: "周明",
      post: "",
      role: "officer",
      unitId,
      password: PASSWORD,
    });
    const session = await signIn({ username: "new.officer", password: PASSWORD, address: "" }, NOW);
    expect(await sessionActor(session.sessionId, "", NOW)).toMatchObject({ mustChangePassword: true });
    await resetPassword(administrator, { accountId: made.id, password: "Another-2026-one" });
    expect(await sessionActor(session.sessionId, "", NOW)).toBeNull();
    for (let i = 0; i < attempts; i++) await codeOf(enter("Wrong-2026-ice"));
    await unlockAccount(administrator, { accountId: id });
    expect(await codeOf(enter(PASSWORD))).toBe("in");
  });
});
