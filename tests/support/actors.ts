/** People to act with, made straight in the table: an account needs no history. */
import type { SessionActor } from "@/server/accounts";
import { ROLE_NAME, type Role } from "@/server/domain/permissions";
import { database } from "@/server/platform/database";

/** An account of this role in this unit, as a session would present it. */
export async function makeActor(role: Role, over: Partial<SessionActor> = {}): Promise<SessionActor> {
  const count = await database.account.count();
  const name = over.name ?? `${ROLE_NAME[role]}${count + 1}`;
  const account = await database.account.create({
    data: {
      username: `u${count + 1}-${role}`,
      displayName: name,
      role,
      unitId: over.unitId ?? null,
      passwordHash: "none",
      mustChangePassword: false,
    },
  });
  return {
    id: account.id,
    name,
    role,
    unitId: null,
    chainIds: [],
    address: "127.0.0.1",
    sessionId: `session-${account.id}`,
    post: "",
    unitName: null,
    mustChangePassword: false,
    ...over,
  };
}
