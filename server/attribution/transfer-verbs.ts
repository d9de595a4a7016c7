/** 提出流转, 接收, 审批, 撤回: a project that its unit passes on to another, with its part of the credit. */
import "server-only";
import type { z } from "zod";
import type * as contract from "@/server/contracts/attribution";
import type { TransferFact } from "@/server/domain/attribution-facts";
import { OPEN_STEPS, standOn } from "@/server/domain/dispute-state";
import { type Actor, can, scopeOf } from "@/server/domain/permissions";
import type { ProjectState } from "@/server/domain/project-state";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import * as domain from "@/server/domain/transfer";
import { type Database, database, reserveIds, rowsOf, sql } from "@/server/platform/database";
import { mayOn, requireOn, requireOwner } from "@/server/projects";
import { type Attribution, loadAttribution } from "@/server/record/load-attribution";
import { record, type WriteContext, type WriteScene } from "@/server/record/record";
import { projectOf } from "./find-dispute";

export interface ChangedTransfer {
  id: number;
  version: number;
}

/** A unit where nobody can answer would never take anything on. */
async function requireReceiver(db: Database, unitId: number): Promise<void> {
  const found = await rowsOf(
    db,
    sql`SELECT 1 FROM unit u WHERE u.id = ${unitId} AND u.active AND EXISTS (SELECT 1 FROM account a
      WHERE a.unit_id = u.id AND a.active AND a.role IN ('section-head', 'lead-department', 'street'))`,
  );
  if (found.length === 0) throw refuseAt("bad-input", "toUnitId", "请选择有负责人在岗的接收单位");
}

export async function proposeTransfer(
  context: WriteContext,
  ask: z.output<typeof contract.proposeTransfer>,
): Promise<ChangedTransfer> {
  const { actor } = context;
  const { projectId, toUnitId } = ask;
  let transferId = 0;
  return record(
    { ...context, requestId: ask.requestId },
    {
      action: "transfer:propose",
      projectIds: [projectId],
      expectedVersion: ask.expectedVersion,
      async decide({ db, rules, today, projects }) {
        const state = requireOn(actor, "transfer:propose", projects.get(projectId));
        // The unit that reported it may propose nothing of what another unit holds by now.
        if (scopeOf(actor, "transfer:propose") !== "all" && state.basics.ownerUnitId !== actor.unitId)
          throw new Refusal("not-permitted", { message: "只有现承办单位的科长或局领导可以提出流转" });
        await requireReceiver(db, toUnitId);
        const { disputes, transfers } = await loadAttribution(db, projectId);
        const waits = {
          transfer: [...transfers.values()].some(domain.isOpen),
          dispute: [...disputes.values()].some((d) => OPEN_STEPS.includes(standOn(d, today).step)),
        };
        [transferId = 0] = await reserveIds(db, "transfer", 1);
        const proposal = { ...ask, transferId, proposedById: actor.id };
        const facts = domain.proposeTransfer(state, waits, proposal, rules, today);
        return [{ id: projectId, facts: facts.map((fact) => ({ fact })) }];
      },
      answer: ([state]) => ({ id: transferId, version: state?.version ?? 0 }),
    },
  );
}

export interface TransferRights {
  answer: boolean;
  decide: boolean;
  withdraw: boolean;
}

/** What a person may do about a transfer as it stands. */
export function transferRights(
  actor: Actor,
  transfer: Pick<domain.Transfer, "step" | "toUnitId" | "fromUnitId" | "proposedById">,
): TransferRights {
  const receives = can(actor, "transfer:answer") && actor.unitId === transfer.toUnitId;
  const gives =
    scopeOf(actor, "transfer:propose") === "all" ||
    (can(actor, "transfer:propose") && actor.unitId === transfer.fromUnitId);
  return {
    answer: receives && transfer.step === "answer",
    decide: can(actor, "transfer:decide") && transfer.step === "approval",
    withdraw: gives && domain.isOpen(transfer),
  };
}

interface Deed {
  requestId: string;
  transferId: number;
  expectedVersion: number;
}

interface Found {
  transfer: domain.Transfer;
  state: ProjectState;
  attribution: Attribution;
}

interface Change {
  recordedAs: string;
  may: (found: Found) => boolean;
  decide: (found: Found, scene: WriteScene) => TransferFact[] | Promise<TransferFact[]>;
}

async function changeTransfer(context: WriteContext, deed: Deed, change: Change): Promise<ChangedTransfer> {
  const { actor } = context;
  const projectId = await projectOf(database, "transfer", deed.transferId);
  return record(
    { ...context, requestId: deed.requestId },
    {
      action: change.recordedAs,
      projectIds: [projectId],
      async decide(scene) {
        const state = scene.projects.get(projectId);
        const attribution = await loadAttribution(scene.db, projectId);
        const transfer = attribution.transfers.get(deed.transferId);
        if (!state || !transfer || state.off?.state === "withdrawn") throw new Refusal("not-found");
        const scope = scopeOf(actor, "attribution:read");
        const ofUnits = actor.unitId === transfer.fromUnitId || actor.unitId === transfer.toUnitId;
        if (scope !== "all" && !(scope === "unit" && ofUnits)) throw new Refusal("not-found");
        if (!change.may({ transfer, state, attribution })) throw new Refusal("not-permitted");
        const last = attribution.steps.findLast(
          ({ fact }) => "transferId" in fact && fact.transferId === deed.transferId,
        );
        if (last?.version !== deed.expectedVersion)
          throw new Refusal("conflict", { message: "流转刚被他人处理，请看过最新进展再操作" });
        const facts = await change.decide({ transfer, state, attribution }, scene);
        return [{ id: projectId, facts: facts.map((fact) => ({ fact })) }];
      },
      answer: ([state]) => ({ id: deed.transferId, version: state?.version ?? 0 }),
    },
  );
}

export function answerTransfer(
  context: WriteContext,
  { accepted, ownerId, note, ...deed }: z.output<typeof contract.answerTransfer>,
): Promise<ChangedTransfer> {
  const { actor } = context;
  return changeTransfer(context, deed, {
    recordedAs: "transfer:answer",
    may: ({ transfer }) => can(actor, "transfer:answer") && actor.unitId === transfer.toUnitId,
    async decide({ transfer }, { db, rules, today }) {
      if (accepted && ownerId !== null) {
        const owner = await requireOwner(db, ownerId);
        if (owner.unitId !== transfer.toUnitId)
          throw refuseAt("bad-input", "ownerId", "请选择本单位的承办人");
      }
      return domain.answerTransfer(transfer, { accepted, ownerId, note }, rules, today);
    },
  });
}

export function decideTransfer(
  context: WriteContext,
  { approved, note, ...deed }: z.output<typeof contract.decideTransfer>,
): Promise<ChangedTransfer> {
  const { actor } = context;
  return changeTransfer(context, deed, {
    recordedAs: "transfer:decide",
    may: ({ state }) => mayOn(actor, "transfer:decide", state),
    async decide({ transfer, state, attribution }, { db }) {
      // The person chosen may have left in the meantime.
      if (approved && transfer.ownerId !== null) await requireOwner(db, transfer.ownerId);
      return domain.decideTransfer(transfer, state, attribution.shares, { approved, note });
    },
  });
}

export function withdrawTransfer(
  context: WriteContext,
  { reason, ...deed }: z.output<typeof contract.withdrawTransfer>,
): Promise<ChangedTransfer> {
  const { actor } = context;
  return changeTransfer(context, deed, {
    recordedAs: "transfer:withdraw",
    may: ({ transfer }) => {
      const scope = scopeOf(actor, "transfer:propose");
      return scope === "all" || (scope !== "none" && actor.unitId === transfer.fromUnitId);
    },
    decide: ({ transfer }) => domain.withdrawTransfer(transfer, reason),
  });
}
