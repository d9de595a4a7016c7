/** 曾用名 and 简称 of an enterprise: added, given their days, taken away when entered by mistake. */
import "server-only";
import type { z } from "zod";
import type * as contract from "@/server/contracts/enterprise";
import { enterpriseKey } from "@/server/domain/identity";
import { type OtherName, requireDays, requireFitting } from "@/server/domain/other-names";
import { Refusal } from "@/server/domain/refusals";
import { type Database, sql } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import { renewKeys, writeEnterprise } from "./write-enterprise";

type NewName = OtherName & { enterpriseId: number } & Pick<WriteContext, "actor" | "now">;

const dayOrNull = (day: string | null): Date | null => (day === null ? null : new Date(day));

export async function insertName(
  db: Database,
  { enterpriseId, kind, name, validFrom, validTo, actor, now }: NewName,
): Promise<number> {
  const { id } = await db.enterpriseName.create({
    data: {
      enterpriseId,
      kind,
      name,
      nameKey: enterpriseKey(name),
      validFrom: dayOrNull(validFrom),
      validTo: dayOrNull(validTo),
      recordedAt: now,
      recordedById: actor.id,
    },
  });
  return id;
}

export async function removeNames(db: Database, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.$executeRaw(
    sql`UPDATE enterprise_name SET removed_at = ${now} WHERE id = ANY(${[...ids]}::int[]) AND removed_at IS NULL`,
  );
}

/** The enterprise has changed with its names: whoever looks at an older state of it is told. */
async function touched(db: Database, id: number): Promise<{ id: number; version: number }> {
  const { version } = await db.enterprise.update({
    where: { id },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  await renewKeys(db, [id]);
  return { id, version };
}

export function addName(
  context: WriteContext,
  input: z.output<typeof contract.addName>,
): Promise<{ id: number; version: number }> {
  const { id, expectedVersion, kind, name, validFrom, validTo } = input;
  const subject = { id, action: "enterprise:add-name", expectedVersion, requestId: input.requestId };
  return writeEnterprise(context, subject, async ({ db, today, enterprise }) => {
    const given = { kind, name, validFrom, validTo };
    const others = enterprise.others.map((other) => other.name);
    requireFitting(given, { present: enterprise.name, others, today });
    await insertName(db, { enterpriseId: id, ...given, ...context });
    return touched(db, id);
  });
}

/** Its kind and its days; a name itself is taken away and added anew. */
export function editName(
  context: WriteContext,
  input: z.output<typeof contract.editName>,
): Promise<{ id: number; version: number }> {
  const { id, expectedVersion, nameId, kind, validFrom, validTo } = input;
  const subject = { id, action: "enterprise:edit-name", expectedVersion, requestId: input.requestId };
  return writeEnterprise(context, subject, async ({ db, today, enterprise }) => {
    const name = enterprise.others.find((other) => other.id === nameId)?.name;
    if (name === undefined) throw new Refusal("not-found");
    requireDays({ kind, name, validFrom, validTo }, today);
    await db.enterpriseName.update({
      where: { id: nameId },
      data: { kind, validFrom: dayOrNull(validFrom), validTo: dayOrNull(validTo) },
    });
    return touched(db, id);
  });
}

export function removeName(
  context: WriteContext,
  input: z.output<typeof contract.removeName>,
): Promise<{ id: number; version: number }> {
  const { id, expectedVersion, nameId } = input;
  const subject = { id, action: "enterprise:remove-name", expectedVersion, requestId: input.requestId };
  return writeEnterprise(context, subject, async ({ db, enterprise }) => {
    if (!enterprise.others.some((other) => other.id === nameId)) throw new Refusal("not-found");
    await removeNames(db, [nameId], context.now);
    return touched(db, id);
  });
}
