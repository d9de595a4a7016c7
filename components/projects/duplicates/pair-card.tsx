import Link from "next/link";
import { CertaintyBadge } from "@/components/shared/certainty-badge";
import { formatDay, NONE } from "@/components/shared/format";
import { StagePill } from "@/components/shared/stage-pill";
import { Amount } from "@/components/shared/unit-switch";
import { useCan } from "@/components/shared/viewer";
import { Button, ButtonLink } from "@/components/ui/button";
import type { DuplicatePair, PairSide } from "@/server/contracts/duplicates";
import { MILESTONE_NAME, OFF_STATE_NAME, rankOf } from "@/server/domain/milestones";

/** Two projects side by side, the one that was reported first on the left, and why they are taken for one. */
export function PairCard({
  pair,
  onDismiss,
  onRestore,
}: {
  pair: DuplicatePair;
  onDismiss?: (() => void) | undefined;
  onRestore?: (() => void) | undefined;
}) {
  const mayMerge = useCan("project:merge");
  const { dismissed } = pair;
  return (
    <li className="flex flex-col gap-2 px-3 py-3">
      <div className="flex flex-wrap items-start gap-x-2 gap-y-1">
        <CertaintyBadge certainty={pair.certainty} />
        <p className="order-last min-w-0 basis-full break-words text-muted sm:order-none sm:flex-1 sm:basis-0">
          {pair.reasons.join("；")}
        </p>
        {mayMerge && !dismissed && pair.earlier.name !== null && pair.later.name !== null ? (
          <ButtonLink
            size="sm"
            className="ml-auto"
            aria-label={`合并${pair.earlier.name}与${pair.later.name}`}
            href={`/projects/merge?keep=${pair.earlier.id}&give=${pair.later.id}`}
          >
            合并
          </ButtonLink>
        ) : (
          <span className="ml-auto" />
        )}
        {onDismiss ? (
          <Button
            size="sm"
            aria-label={`${pair.earlier.name ?? "他人登记的项目"}与${pair.later.name ?? "他人登记的项目"}不是同一项目`}
            onClick={onDismiss}
          >
            不是同一项目
          </Button>
        ) : null}
      </div>
      <div className="grid gap-2 md:grid-cols-2">
        <Side side={pair.earlier} first />
        <Side side={pair.later} />
      </div>
      {dismissed ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <p className="min-w-0 flex-1 break-words">
            {dismissed.by} {formatDay(dismissed.on)} 认定不是同一项目：{dismissed.reason}
          </p>
          {onRestore ? (
            <Button
              size="sm"
              aria-label={`撤回对${pair.earlier.name ?? "他人登记的项目"}与${pair.later.name ?? "他人登记的项目"}的认定`}
              onClick={onRestore}
            >
              撤回认定
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

const reported = (side: PairSide) => `${side.firstReporter ?? "未记"} ${formatDay(side.firstReportedOn)}`;

function Side({ side, first = false }: { side: PairSide; first?: boolean }) {
  const word = first ? "首报" : "后报";
  if (side.name === null)
    return (
      <div className="rounded-md border border-line bg-sunken px-3 py-2">
        <p>他人登记的项目</p>
        <p className="text-sm text-muted">
          {word} {reported(side)} · 内容不在您的查看范围内
        </p>
      </div>
    );
  return (
    <div className="min-w-0 rounded-md border border-line px-3 py-2">
      <div className="flex items-start gap-2">
        <Link
          href={`/projects/${side.id}`}
          className="min-w-0 flex-1 break-words font-medium hover:underline"
        >
          {side.name}
        </Link>
        {side.offState ? (
          <StagePill label={OFF_STATE_NAME[side.offState]} step={0} off size="sm" />
        ) : side.stage ? (
          <StagePill label={MILESTONE_NAME[side.stage]} step={rankOf(side.stage)} size="sm" />
        ) : null}
      </div>
      <p className="break-words text-sm">
        {side.investorName || NONE} · <Amount fen={side.amountFen} withUnit trim />
      </p>
      <p className="text-sm text-muted">
        {word} {reported(side)} · {side.number}
        {side.ownerName ? ` · 承办 ${side.ownerName}` : ""}
      </p>
    </div>
  );
}
