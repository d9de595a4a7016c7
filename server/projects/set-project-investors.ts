/** 投资方与股比: several investors of one project. What the list is next to the main investor says `domain/investors.ts`. */
import "server-only";
import type { z } from "zod";
import type { setInvestors as input } from "@/server/contracts/project";
import { setInvestors } from "@/server/domain/investors";
import type { Actor } from "@/server/domain/permissions";
import { refuseAt } from "@/server/domain/refusals";
import { acceptUscc, enterprisesFor, findOrCreateEnterprise } from "@/server/enterprises";
import { type Database, rowsOf, sql } from "@/server/platform/database";
import type { WriteContext } from "@/server/record/record";
import { type ChangedProject, changeProject } from "./change-project";

type Given = z.output<typeof input>["investors"][number];

/** Ids given by the form that the person may name: those of this project, and those that the enterprise list shows him. */
async function nameable(
  db: Database,
  actor: Actor,
  projectId: number,
  given: readonly Given[],
): Promise<Set<number>> {
  const ids = given.flatMap((one) => one.enterpriseId ?? []);
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT e.id FROM enterprise e WHERE e.id = ANY(${ids}) AND (${enterprisesFor(actor)}
      OR EXISTS (SELECT 1 FROM project p WHERE p.id = ${projectId} AND p.investor_id = e.id)
      OR EXISTS (SELECT 1 FROM project_investor i WHERE i.project_id = ${projectId} AND i.enterprise_id = e.id))`,
  );
  return new Set(rows.map((row) => row.id));
}

/** The enterprise of one row: the one picked, or found or made by code and name. */
async function enterpriseOf(db: Database, one: Given, index: number, known: Set<number>): Promise<number> {
  if (one.enterpriseId !== null) {
    if (known.has(one.enterpriseId)) return one.enterpriseId;
    throw refuseAt("not-found", `investors.${index}.name`, "没有找到该企业，请重新选择");
  }
  const { name, usccReason } = one;
  const uscc = acceptUscc(one.uscc, usccReason, `investors.${index}.uscc`) ?? "";
  return findOrCreateEnterprise(db, { name, uscc, usccReason, province: "", city: "", kind: "" });
}

export function setProjectInvestors(
  context: WriteContext,
  { requestId, projectId, expectedVersion, investors }: z.output<typeof input>,
): Promise<ChangedProject> {
  return changeProject(context, {
    action: "project:edit",
    requestId,
    projectId,
    expectedVersion,
    async decide(state, { db }) {
      const known = await nameable(db, context.actor, projectId, investors);
      const shares = [];
      for (const [index, one] of investors.entries()) {
        const enterpriseId = await enterpriseOf(db, one, index, known);
        shares.push({ enterpriseId, shareBasisPoints: one.shareBasisPoints });
      }
      return setInvestors(state, shares).map((fact) => ({ fact }));
    },
  });
}
