import Link from "next/link";
import { formatDay } from "@/components/shared/format";
import { Badge } from "@/components/ui/badge";
import type { DisputeRow } from "@/server/contracts/attribution";
import { percent } from "@/server/domain/attribution-shares";
import { DueWords } from "./due-words";
import { DisputeBadge } from "./step-badge";

/** A dispute in a list: about what, between whom, where it stands. Without a name where it may not be seen. */
export function DisputeLine({ dispute, named = true }: { dispute: DisputeRow; named?: boolean }) {
  const subject = dispute.project ?? dispute.ownProject;
  const title = subject?.name ?? `${dispute.respondentUnit}首报的项目`;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 px-3 py-2.5">
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`/attribution/disputes/${dispute.id}`}
            className="min-w-0 font-medium break-words hover:underline"
          >
            {named ? title : "首报异议"}
          </Link>
          <DisputeBadge step={dispute.step} />
          {dispute.mine ? <Badge tone="warn">待我办</Badge> : null}
        </p>
        <p className="mt-0.5 text-sm text-muted">
          {dispute.challengerUnit} 对 {dispute.respondentUnit} 的首报 · {formatDay(dispute.raisedOn)} 提出
        </p>
        {named && dispute.shares.length > 0 ? (
          <p className="mt-0.5 text-sm">
            {dispute.shares.map((s) => `${s.unit} ${percent(s.basisPoints)}`).join("、")}
          </p>
        ) : null}
      </div>
      <p className="text-sm">
        <DueWords dueOn={dispute.dueOn} mine={dispute.mine} />
      </p>
    </li>
  );
}
