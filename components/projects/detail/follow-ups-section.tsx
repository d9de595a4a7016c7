"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SkeletonLines } from "@/components/ui/skeleton";
import { FOLLOW_UP_KIND_NAME, type FollowUpEntry, type OpenCard } from "@/server/contracts/project-card";
import { FollowUpDialog, useFollowUpKey } from "./follow-up-dialog";

const SHOWN_AT_ONCE = 6;

function useFollowUps(id: number) {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.project.followUps.infiniteQueryOptions(
      { id, limit: SHOWN_AT_ONCE },
      {
        initialCursor: 0,
        getNextPageParam: (last, all) => {
          const read = all.reduce((n, page) => n + page.entries.length, 0);
          return read < last.total ? read : null;
        },
      },
    ),
  );
}

/** 跟进: the latest first, a new one entered on top. */
export function FollowUpsSection({ card }: { card: OpenCard }) {
  const [writing, setWriting] = useFollowUpKey(card.rights.followUp);
  const asked = useFollowUps(card.id);
  const pages = asked.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.entries);
  const log = card.rights.followUp ? (
    <Button size="sm" title="N" onClick={() => setWriting(true)}>
      登记跟进
    </Button>
  ) : null;
  return (
    <Section title="跟进" note={pages[0] ? `${pages[0].total} 次` : null} actions={log} flush>
      {writing ? <FollowUpDialog card={card} onClose={() => setWriting(false)} /> : null}
      {asked.error ? <FailureState error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.isPending ? <SkeletonLines lines={4} className="p-3" /> : null}
      {asked.data && entries.length === 0 ? (
        <EmptyState title="还没有跟进记录" className="py-6!">
          每次拜访、接待、会谈和电话都记在这里；多日没有记录，项目会亮黄灯。
        </EmptyState>
      ) : null}
      <ul>
        {entries.map((entry) => (
          <FollowUpItem key={entry.id} entry={entry} />
        ))}
      </ul>
      {asked.hasNextPage ? (
        <Button
          variant="ghost"
          size="sm"
          className="m-1"
          busy={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          更早的跟进
        </Button>
      ) : null}
    </Section>
  );
}

function FollowUpItem({ entry }: { entry: FollowUpEntry }) {
  return (
    <li className="border-t border-line px-3 py-2 first:border-t-0">
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
        <span className="text-ink">{entry.occurredOn}</span>
        <Badge>{FOLLOW_UP_KIND_NAME[entry.kind]}</Badge>
        <span>{entry.author ?? "系统"}</span>
        {entry.people ? <span className="text-faint">参加：{entry.people}</span> : null}
      </p>
      <p className="mt-0.5 break-words whitespace-pre-line">{entry.summary}</p>
      {entry.nextStep ? (
        <p className="mt-0.5 text-sm text-muted">
          下一步：{entry.nextStep}
          {entry.nextOn ? `（${entry.nextOn} 前）` : ""}
        </p>
      ) : null}
    </li>
  );
}
