"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ChangeList } from "@/components/shared/change-text";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { OpenCard, PendingMilestone } from "@/server/contracts/project-card";
import { MILESTONE_NAME } from "@/server/domain/milestones";
import { GatePapers } from "./gate-rows";
import { APPROVER } from "./gate-words";

/** Milestones that wait for a second pair of eyes, with what their approval would change. */
export function PendingReviews({ card }: { card: OpenCard }) {
  return (
    <>
      {card.pending.map((pending) => (
        <PendingReview key={`${pending.kind}-${pending.occurredOn}`} card={card} pending={pending} />
      ))}
    </>
  );
}

interface ReviewProps {
  card: OpenCard;
  pending: PendingMilestone;
  /** It was approved or sent back; everything on screen has been asked again. */
  onDone?: (() => void) | undefined;
}

function useReview({ card, pending, onDone }: ReviewProps) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const review = useSubmission([]);
  const [requestId, setRequestId] = useState(newRequestId);
  const [asking, setAsking] = useState<"return" | "withdraw" | null>(null);
  const input = { requestId, projectId: card.id, expectedVersion: card.version, milestone: pending.kind };
  const decide = async (work: () => Promise<unknown>) => {
    const done = await review.send(work);
    setRequestId(newRequestId());
    if (done) setAsking(null);
    await refresh();
    if (done) onDone?.();
  };
  return {
    asking,
    setAsking,
    busy: review.busy,
    problem: review.general,
    approve: () => void decide(() => client.project.approveMilestone.mutate(input)),
    sendBack: (reason: string) =>
      void decide(() => client.project.returnMilestone.mutate({ ...input, reason })),
    withdraw: () => void decide(() => client.project.withdrawMilestone.mutate(input)),
  };
}

/** What was attached for the gate, to be opened before it is approved. */
function PapersToApprove({ card, pending }: Pick<ReviewProps, "card" | "pending">) {
  const trpc = useTRPC();
  const gate = useQuery(trpc.project.gate.queryOptions({ id: card.id, milestone: pending.kind })).data;
  if (!gate || gate.papers.length === 0) return null;
  return (
    <div className="mt-2">
      <p className="text-sm text-muted">报审材料（{gate.papers.length}）</p>
      <GatePapers papers={gate.papers} />
    </div>
  );
}

export function PendingReview(props: ReviewProps) {
  const { card, pending } = props;
  const review = useReview(props);
  const name = MILESTONE_NAME[pending.kind];
  const changes = [...pending.details, ...pending.changes];
  return (
    <section
      aria-label={`${name}待审核`}
      className="rounded-md border border-accent-line bg-accent-soft px-3 py-2"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 flex-[1_1_16rem]">
          <Badge tone="accent">待审核</Badge> <b className="font-semibold">{name}</b> {pending.occurredOn}
          <span className="text-muted">
            {" "}
            · {pending.submittedBy ?? "系统"} 报审 ·{" "}
            {pending.own && pending.mayApprove ? "本人报送的内容须由他人审核" : APPROVER[pending.approval]}
          </span>
        </p>
        {pending.mayWithdraw ? (
          <Button size="sm" onClick={() => review.setAsking("withdraw")}>
            撤回
          </Button>
        ) : null}
        {pending.mayApprove && !pending.own ? (
          <>
            <Button size="sm" onClick={() => review.setAsking("return")}>
              退回
            </Button>
            <Button size="sm" variant="primary" busy={review.busy} onClick={review.approve}>
              通过
            </Button>
          </>
        ) : null}
      </div>
      {changes.length > 0 ? (
        <details className="mt-1" open={pending.mayApprove && !pending.own}>
          <summary className="cursor-pointer text-sm text-muted">
            通过后生效的内容（{changes.length}）
          </summary>
          <div className="mt-1">
            <ChangeList changes={changes} />
          </div>
        </details>
      ) : null}
      {pending.mayApprove && !pending.own ? <PapersToApprove card={card} pending={pending} /> : null}
      {review.problem && review.asking === null ? (
        <p role="alert" className="mt-1 text-late">
          {review.problem}
        </p>
      ) : null}
      <ConfirmDialog
        open={review.asking === "return"}
        onOpenChange={(open) => review.setAsking(open ? "return" : null)}
        title={`退回 ${name}`}
        confirmLabel="退回"
        reasonLabel="退回原因"
        busy={review.busy}
        error={review.problem}
        onConfirm={review.sendBack}
      >
        退回后由承办人补充修改，可以再次报审。
      </ConfirmDialog>
      <ConfirmDialog
        open={review.asking === "withdraw"}
        onOpenChange={(open) => review.setAsking(open ? "withdraw" : null)}
        title={`撤回 ${name} 的报审`}
        confirmLabel="撤回"
        busy={review.busy}
        error={review.problem}
        onConfirm={review.withdraw}
      >
        撤回后审核人不再看到；填过的内容保留，改好可以再次报审。
      </ConfirmDialog>
    </section>
  );
}
