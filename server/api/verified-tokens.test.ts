/** Cookies decrypted once, and what must never be taken for one. */
import { encode } from "next-auth/jwt";
import { expect, it } from "vitest";
import { sessionIdIn } from "./verified-tokens";

const SECRET = "a secret of the test";
const now = new Date();
const later = new Date(now.getTime() + 61_000);

it("reads the session id again and again, and only until the token expires", async () => {
  const cookie = await encode({ token: { sid: "s1" }, secret: SECRET, maxAge: 60 });
  expect(await sessionIdIn(cookie, SECRET, now)).toBe("s1");
  expect(await sessionIdIn(cookie, SECRET, now)).toBe("s1");
  // Past its own expiry a remembered token is decrypted anew; next-auth allows it a few seconds of skew by the clock.
  expect(await sessionIdIn(cookie, "another secret", later)).toBeNull();
});

it("takes nothing that was made with another secret, carries no session, or is no token at all", async () => {
  const foreign = await encode({ token: { sid: "s2" }, secret: "another secret", maxAge: 60 });
  const empty = await encode({ token: { sub: "7" }, secret: SECRET, maxAge: 60 });
  for (const cookie of [foreign, empty, "", "x.y.z", `${foreign}a`])
    expect(await sessionIdIn(cookie, SECRET, now)).toBeNull();
});
