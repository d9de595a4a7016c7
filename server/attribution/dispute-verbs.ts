/** 举证, 调解, 确认, 裁定, 复议, 撤回: what is done in a dispute after it was raised. Each is a fact of the contested project. */
import "server-only";
import type { z } from "zod";
import type * as contract from "@/server/contracts/attribution";
import type { DisputeFact, Side } from "@/server/domain/attribution-facts";
import * as domain from "@/server/domain/first-report-dispute";
import type { Action } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { database, rowOf, sql } from "@/server/platform/database";
import { record, type WriteContext, type WriteScene } from "@/server/record/record";
import { type FoundDispute, findDispute, projectOf } from "./find-dispute";
import type { ChangedDispute } from "./raise-dispute";

interface Deed {
  requestId: string;
  disputeId: number;
  expectedVersion: number;
}

interface Change {
  recordedAs: string;
  may: (found: FoundDispute) => boolean;
  decide: (found: FoundDispute, scene: WriteScene) => DisputeFact[] | Promise<DisputeFact[]>;
}

async function changeDispute(context: WriteContext, deed: Deed, change: Change): Promise<ChangedDispute> {
  const projectId = await projectOf(database, "dispute", deed.disputeId);
  return record(
    { ...context, requestId: deed.requestId },
    {
      action: change.recordedAs,
      projectIds: [projectId],
      async decide(scene) {
        const found = await findDispute(
          scene.db,
          context.actor,
          deed.disputeId,
          scene.projects.get(projectId),
        );
        if (!change.may(found)) throw new Refusal("not-permitted");
        if (found.version !== deed.expectedVersion)
          throw new Refusal("conflict", { message: "异议刚被他人处理，请看过最新进展再操作" });
        const facts = await change.decide(found, scene);
        return [{ id: projectId, facts: facts.map((fact) => ({ fact })) }];
      },
      answer: ([state]) => ({ id: deed.disputeId, version: state?.version ?? 0 }),
    },
  );
}

const sideOf = ({ standing }: FoundDispute): Side => {
  if (standing.side === null) throw new Refusal("not-permitted");
  return standing.side;
};
const challenges = ({ standing }: FoundDispute): boolean => standing.side === "challenger";

export const proofOf = (side: Side) => (side === "challenger" ? "challenge-proof" : "response-proof");

export function closeEvidence(
  context: WriteContext,
  { note, ...deed }: z.output<typeof contract.closeEvidence>,
): Promise<ChangedDispute> {
  return changeDispute(context, deed, {
    recordedAs: "dispute:evidence",
    may: ({ standing }) => standing.side !== null,
    async decide(found, { db, rules, today }) {
      const side = sideOf(found);
      const { papers } = await rowOf<{ papers: number }>(
        db,
        sql`SELECT count(*)::int AS papers FROM evidence_paper WHERE subject_kind = 'dispute'
          AND subject_id = ${deed.disputeId} AND requirement = ${proofOf(side)}`,
      );
      return domain.closeEvidence(found.dispute, side, note, papers, rules, today);
    },
  });
}

export function mediateDispute(
  context: WriteContext,
  { agreed, shares, note, ...deed }: z.output<typeof contract.mediateDispute>,
): Promise<ChangedDispute> {
  return changeDispute(context, deed, {
    recordedAs: "dispute:mediate",
    may: ({ standing }) => standing.mediates,
    decide: ({ dispute }, { rules, today }) =>
      domain.mediate(dispute, { agreed, shares, note }, rules, today),
  });
}

export function consentToDispute(
  context: WriteContext,
  { agreed, note, ...deed }: z.output<typeof contract.consentToDispute>,
): Promise<ChangedDispute> {
  return changeDispute(context, deed, {
    recordedAs: "dispute:consent",
    may: challenges,
    decide: ({ dispute }, { rules, today }) => domain.consentTo(dispute, agreed, note, rules, today),
  });
}

export function ruleDispute(
  context: WriteContext,
  { shares, reason, ...deed }: z.output<typeof contract.ruleDispute>,
): Promise<ChangedDispute> {
  return changeDispute(context, deed, {
    recordedAs: "dispute:rule" satisfies Action,
    may: ({ standing }) => standing.rules,
    decide: ({ dispute }, { rules, today }) => domain.rule(dispute, shares, reason, rules, today),
  });
}

export function appealDispute(
  context: WriteContext,
  { reason, ...deed }: z.output<typeof contract.appealDispute>,
): Promise<ChangedDispute> {
  return changeDispute(context, deed, {
    recordedAs: "dispute:appeal",
    may: ({ standing }) => standing.side !== null,
    decide: (found, { rules, today }) => domain.appeal(found.dispute, sideOf(found), reason, rules, today),
  });
}

export function withdrawDispute(
  context: WriteContext,
  { reason, ...deed }: z.output<typeof contract.withdrawDispute>,
): Promise<ChangedDispute> {
  return changeDispute(context, deed, {
    recordedAs: "dispute:withdraw",
    may: challenges,
    decide: ({ dispute }, { today }) => domain.withdrawDispute(dispute, reason, today),
  });
}
