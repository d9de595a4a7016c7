/** 流转: a unit for which a project does not fit passes it on, and the credit is split. Pure: a fold of its own facts. */
import type { Share, TransferFact } from "./attribution-facts";
import { splitShare, WHOLE } from "./attribution-shares";
import { type Deadline, deadlineFrom } from "./deadlines";
import type { Day } from "./periods";
import type { ProjectState } from "./project-state";
import { Refusal, refuseAt } from "./refusals";
import type { Rules } from "./rules";

export const TRANSFER_STEPS = {
  answer: "待接收",
  approval: "待局长审批",
  done: "已流转",
  declined: "未接收",
  refused: "未批准",
  withdrawn: "已撤回",
} as const;
export type TransferStep = keyof typeof TRANSFER_STEPS;

export interface Transfer {
  id: number;
  proposedById: number;
  proposedOn: Day;
  fromUnitId: number;
  toUnitId: number;
  keptBasisPoints: number;
  reason: string;
  step: TransferStep;
  due: Deadline | null;
  /** Who takes it on, once the receiver has said so. */
  ownerId: number | null;
}

export const isOpen = ({ step }: Pick<Transfer, "step">): boolean => step === "answer" || step === "approval";

/** One fact further. Never throws: what happened, happened. */
export function transferAfter(transfer: Transfer | null, fact: TransferFact, on: Day): Transfer {
  if (fact.type === "TransferProposed") {
    const { proposedById, fromUnitId, toUnitId, keptBasisPoints, reason } = fact;
    const given = { proposedById, fromUnitId, toUnitId, keptBasisPoints, reason };
    return { id: fact.transferId, proposedOn: on, ...given, step: "answer", due: fact.answer, ownerId: null };
  }
  if (!transfer) throw new Error(`transfer ${fact.transferId}: its facts do not begin with TransferProposed`);
  switch (fact.type) {
    case "TransferAnswered":
      return fact.accepted
        ? { ...transfer, step: "approval", due: fact.approval, ownerId: fact.ownerId }
        : { ...transfer, step: "declined", due: null };
    case "TransferDecided":
      return { ...transfer, step: fact.approved ? "done" : "refused", due: null };
    case "TransferWithdrawn":
      return { ...transfer, step: "withdrawn", due: null };
  }
}

type Ruled = Pick<Rules, "duties" | "calendar" | "attribution">;
type Moved = Pick<ProjectState, "basics" | "off" | "course">;

export interface Proposal {
  transferId: number;
  toUnitId: number;
  keptBasisPoints: number;
  reason: string;
  proposedById: number;
}

function requireMovable({ basics, off, course }: Moved): number {
  if (off) throw new Refusal("off-line");
  if (course.pooledOn !== null || basics.ownerUnitId === null)
    throw new Refusal("bad-state", { message: "项目无人承办，请先认领或指派承办人" });
  if (basics.sensitivity === "sensitive")
    throw new Refusal("bad-state", { message: "敏感线索不流转，请先调整密级" });
  return basics.ownerUnitId;
}

/** `waits`: the project has an open transfer, or a dispute over it is open. */
export function proposeTransfer(
  state: Moved,
  waits: { transfer: boolean; dispute: boolean },
  { transferId, toUnitId, keptBasisPoints, reason, proposedById }: Proposal,
  rules: Ruled,
  today: Day,
): TransferFact[] {
  const fromUnitId = requireMovable(state);
  if (toUnitId === fromUnitId) throw refuseAt("bad-input", "toUnitId", "接收单位就是现承办单位");
  if (waits.transfer) throw new Refusal("already-pending", { message: "该项目已有未办结的流转" });
  if (waits.dispute) throw new Refusal("bad-state", { message: "首报异议未结，暂不能流转" });
  if (!Number.isInteger(keptBasisPoints) || keptBasisPoints < 0 || keptBasisPoints > WHOLE)
    throw refuseAt("bad-amount", "keptBasisPoints", "份额应在 0 到 100% 之间，最多两位小数");
  if (!reason.trim()) throw refuseAt("needs-reason", "reason", "请写明流转原因");
  return [
    {
      type: "TransferProposed",
      v: 1,
      transferId,
      proposedById,
      fromUnitId,
      toUnitId,
      keptBasisPoints,
      reason: reason.trim(),
      answer: deadlineFrom(today, rules.attribution.answerDays, rules),
    },
  ];
}

function requireStep(transfer: Transfer, step: TransferStep): void {
  if (transfer.step === step) return;
  throw new Refusal("nothing-pending", {
    message: `流转现在的状态是“${TRANSFER_STEPS[transfer.step]}”，不能进行此操作`,
  });
}

export function answerTransfer(
  transfer: Transfer,
  { accepted, ownerId, note }: { accepted: boolean; ownerId: number | null; note: string },
  rules: Ruled,
  today: Day,
): TransferFact[] {
  requireStep(transfer, "answer");
  if (accepted && ownerId === null) throw refuseAt("bad-input", "ownerId", "请选择本单位承办人");
  if (!accepted && !note.trim()) throw refuseAt("needs-reason", "note", "请写明不接收的原因");
  return [
    {
      type: "TransferAnswered",
      v: 1,
      transferId: transfer.id,
      accepted,
      ownerId: accepted ? ownerId : null,
      note: note.trim(),
      approval: accepted ? deadlineFrom(today, rules.attribution.approvalDays, rules) : null,
    },
  ];
}

/** 审批. Approved, the receiver holds the project and the credit is split as proposed. */
export function decideTransfer(
  transfer: Transfer,
  state: Moved,
  inForce: readonly Share[],
  { approved, note }: { approved: boolean; note: string },
): TransferFact[] {
  requireStep(transfer, "approval");
  if (!approved && !note.trim()) throw refuseAt("needs-reason", "note", "请写明不批准的原因");
  if (approved && requireMovable(state) !== transfer.fromUnitId)
    throw new Refusal("conflict", { message: "提出流转后承办单位已经变更，请退回后重新提出" });
  return [
    {
      type: "TransferDecided",
      v: 1,
      transferId: transfer.id,
      approved,
      ownerId: approved ? transfer.ownerId : null,
      ownerUnitId: approved ? transfer.toUnitId : null,
      shares: approved ? splitShare(inForce, transfer) : [],
      note: note.trim(),
    },
  ];
}

export function withdrawTransfer(transfer: Transfer, reason: string): TransferFact[] {
  if (!isOpen(transfer)) throw new Refusal("nothing-pending", { message: "流转已经办结，不能撤回" });
  if (!reason.trim()) throw refuseAt("needs-reason", "reason", "请写明撤回原因");
  return [{ type: "TransferWithdrawn", v: 1, transferId: transfer.id, reason: reason.trim() }];
}
