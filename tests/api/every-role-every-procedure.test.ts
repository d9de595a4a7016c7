/** One generated table: every role × every procedure. */
import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { appRouter, createCaller } from "@/server/api/root";
import { type Action, can, ROLE_NAME, ROLES, type Role } from "@/server/domain/permissions";
import { makeActor } from "@/tests/support/actors";

interface AnyProcedure {
  _def: { type: "query" | "mutation" | "subscription"; meta?: { action?: Action | "open" } };
}
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);

/** Something no procedure accepts, so that a permitted call stops at its input and writes nothing. */
const NONSENSE = Symbol("no input") as unknown;

async function codeOf(actor: SessionActor | null, path: string): Promise<string> {
  const caller = createCaller({ actor, now: new Date("2026-10-31T02:00:00Z") });
  const [noun = "", verb = ""] = path.split(".");
  try {
    await (caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[noun]?.[
      verb
    ]?.(NONSENSE);
    return "OK";
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

const actors = new Map<Role, SessionActor>();
beforeAll(async () => {
  for (const role of ROLES) actors.set(role, await makeActor(role));
});

describe("the router", () => {
  it("has procedures, and each names its action", () => {
    expect(procedures.length).toBeGreaterThan(40);
    expect(procedures.filter(([, p]) => !p._def.meta?.action).map(([path]) => path)).toEqual([]);
  });

  it("opens nothing to strangers but the first run", async () => {
    const open = procedures.filter(([, p]) => p._def.meta?.action === "open").map(([path]) => path);
    expect(open).toEqual(["self.firstRun"]);
    for (const [path, procedure] of procedures) {
      if (procedure._def.meta?.action !== "open") expect(await codeOf(null, path), path).toBe("UNAUTHORIZED");
    }
  });
});

describe.each(ROLES.map((role) => [ROLE_NAME[role], role] as const))("%s", (_, role) => {
  it("is let in exactly where the table says so", async () => {
    const actor = actors.get(role);
    if (!actor) throw new Error(role);
    for (const [path, procedure] of procedures) {
      const action = procedure._def.meta?.action;
      if (!action || action === "open") continue;
      const code = await codeOf(actor, path);
      if (can(actor, action))
        expect(["FORBIDDEN", "UNAUTHORIZED", "INTERNAL_SERVER_ERROR"], `${path}: ${code}`).not.toContain(
          code,
        );
      else expect(code, path).toBe("FORBIDDEN");
    }
  });

  it("must change a first password before anything else", async () => {
    const actor = actors.get(role);
    if (!actor) throw new Error(role);
    const first = { ...actor, mustChangePassword: true };
    for (const [path, procedure] of procedures) {
      const action = procedure._def.meta?.action;
      if (action === "open" || action === "self:manage") continue;
      expect(await codeOf(first, path), path).toBe("FORBIDDEN");
    }
  });
});
