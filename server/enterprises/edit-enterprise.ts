/** Changes to what an enterprise is, and its honours. A name that is given up stays findable as a former one (曾用名). */
import "server-only";
import type { z } from "zod";
import type * as contract from "@/server/contracts/enterprise";
import { enterpriseKey } from "@/server/domain/identity";
import { isSameName, leftByRename } from "@/server/domain/other-names";
import { originOf } from "@/server/domain/places";
import { refuseAt } from "@/server/domain/refusals";
import type { WriteContext } from "@/server/record/record";
import { acceptUscc } from "./find-or-create-enterprise";
import { andBelow, requireParent } from "./group-of";
import { insertName, removeNames } from "./other-names";
import { type EnterpriseScene, renewKeys, writeEnterprise } from "./write-enterprise";

/** The old name becomes a former one; one that is borne again is no former one any more. */
async function rename(
  { db, today, enterprise }: EnterpriseScene,
  { actor, now }: WriteContext,
  {
    name,
    nameWasSlip,
    renamedOn,
  }: Pick<z.output<typeof contract.editEnterprise>, "name" | "nameWasSlip" | "renamedOn">,
): Promise<void> {
  if (renamedOn !== null && renamedOn > today)
    throw refuseAt("future-day", "renamedOn", "更名日期不能晚于今天");
  const again = enterprise.others.filter((other) => isSameName(other.name, name));
  await removeNames(
    db,
    again.map((other) => other.id),
    now,
  );
  const left = leftByRename(enterprise.name, name, { slip: nameWasSlip, renamedOn });
  const known = enterprise.others.some((o) => !again.includes(o) && isSameName(o.name, enterprise.name));
  if (left && !known) await insertName(db, { enterpriseId: enterprise.id, ...left, actor, now });
}

export function editEnterprise(
  context: WriteContext,
  input: z.output<typeof contract.editEnterprise>,
): Promise<{ id: number; version: number }> {
  const { id, expectedVersion, name, province, city, kind, groupName, parentId, profile, usccReason } = input;
  const uscc = acceptUscc(input.uscc, usccReason, "uscc");
  return writeEnterprise(
    context,
    { id, action: "enterprise:edit", expectedVersion, requestId: input.requestId },
    async (scene) => {
      const { db } = scene;
      if (parentId !== undefined) await requireParent(db, context.actor, id, parentId);
      await rename(scene, context, input);
      await db.enterprise.update({
        where: { id },
        data: {
          name,
          nameKey: enterpriseKey(name),
          uscc,
          usccReason: usccReason || null,
          province,
          city,
          kind,
          groupName,
          ...(parentId === undefined ? {} : { parentId }),
          profile,
          origin: province ? originOf(province) : "mainland",
          version: { increment: 1 },
        },
      });
      await renewKeys(db, await andBelow(db, id));
      return { id, version: expectedVersion + 1 };
    },
  );
}

export function addHonour(
  context: WriteContext,
  { requestId, id, title, awardedOn, expiresOn }: z.output<typeof contract.addHonour>,
): Promise<{ id: number }> {
  if (expiresOn !== null && expiresOn <= awardedOn)
    throw refuseAt("bad-day", "expiresOn", "有效期应晚于获得日期");
  return writeEnterprise(
    context,
    { id, action: "enterprise:honour", label: title, requestId },
    async ({ db }) => {
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
    },
  );
}
