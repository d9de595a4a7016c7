"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ChangeList } from "@/components/shared/change-text";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { HistoryEntry } from "@/server/contracts/project-card";
import { dayOf } from "@/server/domain/periods";

const SHOWN_AT_ONCE = 12;

/** 历史: who did what, when, before → after. Nothing in it can be changed. */
export function HistorySection({ card }: { card: { id: number; version: number } }) {
  const trpc = useTRPC();
  const asked = useInfiniteQuery(
    trpc.project.history.infiniteQueryOptions(
      { id: card.id, limit: SHOWN_AT_ONCE },
      { getNextPageParam: (last) => last.next, initialCursor: 0 },
    ),
  );
  const entries = asked.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Section title="历史" note={`${card.version} 条，只增不改`} flush>
      {asked.error ? <FailureState error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.isPending ? <SkeletonLines lines={6} className="p-3" /> : null}
      <ol>
        {entries.map((entry) => (
          <HistoryItem key={entry.version} entry={entry} />
        ))}
      </ol>
      {asked.hasNextPage ? (
        <Button
          variant="ghost"
          size="sm"
          className="m-1"
          busy={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          更早的历史
        </Button>
      ) : null}
    </Section>
  );
}

function HistoryItem({ entry }: { entry: HistoryEntry }) {
  const at = new Date(entry.at);
  const late = dayOf(at) !== entry.occurredOn;
  return (
    <li className="grid grid-cols-1 gap-x-3 border-t border-line px-3 py-2 first:border-t-0 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
      <p className="text-sm text-muted">
        {formatInstant(at)}
        <span className="text-faint sm:block">
          <span className="sm:hidden"> · </span>
          {entry.who}
        </span>
      </p>
      <div className="min-w-0">
        <p>
          <span className="font-medium">{entry.title}</span>
          {late ? <span className="ml-2 text-sm text-faint">发生于 {entry.occurredOn}</span> : null}
        </p>
        {entry.text ? (
          <p className="break-words whitespace-pre-line">
            {entry.evidenceLinkId ? (
              <a
                href={`/api/evidence/${entry.evidenceLinkId}`}
                className="text-accent underline decoration-accent-line underline-offset-4"
              >
                {entry.text}
              </a>
            ) : (
              entry.text
            )}
          </p>
        ) : null}
        <ChangeList changes={entry.changes} />
        {entry.reason ? <p className="text-muted">原因：{entry.reason}</p> : null}
      </div>
    </li>
  );
}
