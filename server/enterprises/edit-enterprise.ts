/**
 * Changes to an enterprise. A changed name stays findable as a former name (曾用名). The audit log has the enterprise by its
 * id alone: who negotiates with the bureau is no business of its reader.
 */
import "server-only";
import type { z } from "zod";
import type * as contract from "@/server/contracts/enterprise";
import { enterpriseKey } from "@/server/domain/identity";
import type { Actor } from "@/server/domain/permissions";
import { originOf } from "@/server/domain/places";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { type Database, database, Prisma, rowsOf, sql } from "@/server/platform/database";
import { enterpriseLikeness } from "@/server/platform/likeness-tools";
import { searchTextOf } from "@/server/platform/search-text";
import { appendAudit } from "@/server/record/audit";
import { once } from "@/server/record/receipts";
import type { WriteContext } from "@/server/record/record";
import { markStale } from "@/server/record/refill-likeness";
import { acceptUscc } from "./find-or-create-enterprise";
import { enterprisesFor } from "./list-enterprises";

async function written<T>(
  context: WriteContext,
  subject: { id: number; action: string; label: string },
  work: (db: Database) => Promise<T>,
): Promise<T> {
  try {
    return await database.$transaction(async (tx) => {
      const db = tx as unknown as Database;
      return await once(db, context, subject.action, async () => {
        const answer = await work(db);
        const line = {
          action: subject.action,
          subjectKind: "enterprise",
          subjectId: String(subject.id),
          subjectLabel: subject.label,
        };
        await appendAudit(db, context.actor, context.now, [line]);
        return answer;
      });
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw refuseAt("duplicate", "uscc", "该信用代码已登记在另一企业名下");
    }
    throw error;
  }
}

/** An honour opens an enterprise to everybody: only who knows of it may give it one, or change it. */
async function requireKnown(db: Database, actor: Actor, id: number): Promise<void> {
  const known = await rowsOf(
    db,
    sql`SELECT 1 FROM enterprise e WHERE e.id = ${id} AND ${enterprisesFor(actor)}`,
  );
  if (known.length === 0) throw new Refusal("not-found");
}

/** The former names as edited; a name that is given up is added to them, and the present one is never among them. */
function namesBefore(
  present: string,
  edited: readonly string[] | undefined,
  before: { name: string; formerNames: readonly string[] },
): string[] {
  const kept = [...(edited ?? before.formerNames), ...(before.name === present ? [] : [before.name])];
  return [...new Set(kept)].filter((name) => name !== present);
}

export function editEnterprise(
  context: WriteContext,
  input: z.output<typeof contract.editEnterprise>,
): Promise<{ id: number; version: number }> {
  const { requestId, id, expectedVersion, usccReason, ...given } = input;
  const uscc = acceptUscc(input.uscc, usccReason, "uscc");
  return written({ ...context, requestId }, { id, action: "enterprise:edit", label: "" }, async (db) => {
    await requireKnown(db, context.actor, id);
    const before = await db.enterprise.findUniqueOrThrow({ where: { id } });
    const formerNames = namesBefore(given.name, given.formerNames, before);
    const search = searchTextOf([given.name, ...formerNames, uscc]);
    const changed = await db.enterprise.updateMany({
      where: { id, version: expectedVersion },
      data: {
        ...given,
        uscc,
        usccReason: usccReason || null,
        nameKey: enterpriseKey(given.name),
        origin: given.province ? originOf(given.province) : "mainland",
        formerNames,
        ...search,
        ...enterpriseLikeness({ ...given, uscc, formerNames }),
        version: { increment: 1 },
      },
    });
    if (changed.count === 0) throw new Refusal("conflict");
    await markStale(db, id);
    return { id, version: expectedVersion + 1 };
  });
}

export function addHonour(
  context: WriteContext,
  input: z.output<typeof contract.addHonour>,
): Promise<{ id: number }> {
  const { id, title, awardedOn, expiresOn } = input;
  if (expiresOn !== null && expiresOn <= awardedOn)
    throw refuseAt("bad-day", "expiresOn", "有效期应晚于获得日期");
  return written(context, { id, action: "enterprise:honour", label: title }, async (db) => {
    await requireKnown(db, context.actor, id);
    const known = await db.enterpriseHonour.findFirst({
      where: { enterpriseId: id, title, awardedOn: new Date(awardedOn) },
    });
    if (known) return { id: known.id };
    const made = await db.enterpriseHonour.create({
      data: {
        enterpriseId: id,
        title,
        awardedOn: new Date(awardedOn),
        expiresOn: expiresOn === null ? null : new Date(expiresOn),
      },
    });
    return { id: made.id };
  });
}
