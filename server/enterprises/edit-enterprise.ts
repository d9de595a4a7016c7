/** Changes to what an enterprise is, and its honours. A name that is given up stays findable as a former one (曾用名). */
import "server-only";
import type { z } from "zod";
import type * as contract from "@/server/contracts/enterprise";
import {
  ENTERPRISE_FIELDS,
  type EnterpriseField,
  type EnterpriseLine,
} from "@/server/domain/enterprise-merging";
import { sameValue } from "@/server/domain/operations";
import { isSameName, leftByRename } from "@/server/domain/other-names";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import type { WriteContext } from "@/server/record/record";
import { type HeldValues, valuesOf, writeLines } from "./enterprise-things";
import { acceptUscc } from "./find-or-create-enterprise";
import { requireParent } from "./group-of";
import { insertName, removeNames } from "./other-names";
import { type EnterpriseScene, writeEnterprise } from "./write-enterprise";

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

type Edit = z.output<typeof contract.editEnterprise>;

/** Every thing that the form changes, with what stood there. */
function linesOf(before: HeldValues, edit: Edit, uscc: string | null): EnterpriseLine[] {
  const { id, name, province, city, kind, groupName, parentId, profile, usccReason } = edit;
  const after: Record<EnterpriseField, unknown> = {
    name,
    code: { uscc, usccReason: usccReason || null },
    place: { province, city },
    kind,
    groupName,
    parent: parentId === undefined ? before.parent : parentId,
    profile,
  };
  return ENTERPRISE_FIELDS.filter((field) => !sameValue(before[field], after[field])).map((field) => ({
    enterpriseId: id,
    field,
    before: before[field],
    after: after[field],
  }));
}

export function editEnterprise(context: WriteContext, input: Edit): Promise<{ id: number; version: number }> {
  const { id, expectedVersion, requestId, parentId } = input;
  const uscc = acceptUscc(input.uscc, input.usccReason, "uscc");
  const subject = { id, action: "enterprise:edit", expectedVersion, requestId };
  return writeEnterprise(context, subject, async (scene) => {
    const { db } = scene;
    if (parentId !== undefined) await requireParent(db, context.actor, id, parentId);
    const before = (await valuesOf(db, [id])).get(id);
    if (!before) throw new Refusal("not-found");
    await rename(scene, context, input);
    const lines = linesOf(before, input, uscc);
    await writeLines(db, context, lines, null);
    return { id, version: before.version + (lines.length > 0 ? 1 : 0) };
  });
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
        where: { enterpriseId: id, title, awardedOn: new Date(awardedOn), removedAt: null },
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
