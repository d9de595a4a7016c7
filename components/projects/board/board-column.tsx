"use client";

import { useDroppable } from "@dnd-kit/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { ChevronsLeftRight, ChevronsRightLeft } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { formatAmountShort, formatCount } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { ProjectFilter } from "@/server/contracts/project";
import {
  BOARD_PAGE,
  type BoardCard,
  type BoardColumnId,
  type BoardHead,
} from "@/server/contracts/project-list";
import { isMilestone, type Milestone, standName } from "@/server/domain/milestones";
import { ProjectCard } from "./board-card";
import { mayDrop } from "./may-drop";
import type { BoardKeys } from "./use-board-keys";

interface BoardColumnProps {
  column: BoardColumnId;
  head: BoardHead | undefined;
  filter: ProjectFilter;
  /** The card under way, wherever it came from. */
  dragged: BoardCard | null;
  mayAdvance: boolean;
  onPeek: (id: number) => void;
  onAdvance: (card: BoardCard, milestone: Milestone) => void;
  keys: BoardKeys;
  /** The column over which a card hangs that was picked up by keyboard. */
  hovered: Milestone | null;
}

/** True from the moment the column first came into view: before that it asks for nothing. */
function useSeen(ref: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !ref.current) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true), {
      rootMargin: "200px",
    });
    watch.observe(ref.current);
    return () => watch.disconnect();
  }, [seen, ref]);
  return seen;
}

/** One stage. Off-ramps begin folded. */
export function BoardColumn(props: BoardColumnProps) {
  const mayFold = !isMilestone(props.column);
  const [folded, setFolded] = useState(mayFold);
  return folded ? (
    <FoldedColumn column={props.column} head={props.head} onUnfold={() => setFolded(false)} />
  ) : (
    <OpenColumn {...props} onFold={mayFold ? () => setFolded(true) : undefined} />
  );
}

/** The head with count and amount, and the cards twenty at a time. */
function OpenColumn({
  column,
  head,
  dragged,
  hovered,
  onFold,
  ...cards
}: BoardColumnProps & { onFold: (() => void) | undefined }) {
  const place = useRef<HTMLElement>(null);
  const seen = useSeen(place);
  const welcome = dragged !== null && mayDrop(dragged, column);
  const { setNodeRef, isOver } = useDroppable({ id: column, disabled: dragged !== null && !welcome });
  return (
    <section
      ref={(node) => {
        place.current = node;
        setNodeRef(node);
      }}
      aria-label={standName(column)}
      data-column={column}
      className={clsx(
        "flex w-60 shrink-0 flex-col rounded-md border bg-sunken",
        welcome ? "border-dashed border-accent" : "border-line",
        welcome && (isOver || hovered === column) && "bg-accent-soft",
        dragged !== null && !welcome && "opacity-60",
      )}
    >
      <div className="flex min-h-9 items-center gap-1.5 px-2.5 py-1">
        <h2 className="font-semibold">{standName(column)}</h2>
        <HeadWords head={head} />
        {onFold ? <FoldButton folded={false} name={standName(column)} onClick={onFold} /> : null}
      </div>
      <Cards
        {...cards}
        column={column}
        liftedId={hovered === null ? null : (dragged?.id ?? null)}
        enabled={seen && head?.count !== 0}
        count={head?.count}
      />
    </section>
  );
}

const HeadWords = ({ head }: { head: BoardHead | undefined }) =>
  head ? (
    <span className="min-w-0 flex-1 truncate text-sm text-muted tabular-nums">
      {formatCount(head.count)}
      {head.amountFen ? ` · ${formatAmountShort(head.amountFen)}` : ""}
    </span>
  ) : (
    <Skeleton className="h-3.5 w-16" />
  );

function FoldButton({ folded, name, onClick }: { folded: boolean; name: string; onClick: () => void }) {
  const Icon = folded ? ChevronsLeftRight : ChevronsRightLeft;
  return (
    <button
      type="button"
      aria-expanded={!folded}
      aria-label={folded ? `展开${name}` : `收起${name}`}
      onClick={onClick}
      className="ml-auto inline-flex size-6 items-center justify-center rounded-sm text-faint hover:bg-line hover:text-ink"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}

const FoldedColumn = ({
  column,
  head,
  onUnfold,
}: Pick<BoardColumnProps, "column" | "head"> & { onUnfold: () => void }) => (
  <section
    aria-label={standName(column)}
    className="flex w-10 shrink-0 flex-col items-center gap-2 rounded-md border border-dashed border-line-strong bg-surface py-2"
  >
    <FoldButton folded name={standName(column)} onClick={onUnfold} />
    <span className="text-sm text-muted [writing-mode:vertical-rl]">
      {standName(column)} {head ? formatCount(head.count) : ""}
    </span>
  </section>
);

interface CardsProps
  extends Pick<BoardColumnProps, "column" | "filter" | "mayAdvance" | "onPeek" | "onAdvance" | "keys"> {
  liftedId: number | null;
  enabled: boolean;
  /** Undefined until the heads are there. */
  count: number | undefined;
}

function Cards({ column, filter, enabled, count, liftedId, ...deeds }: CardsProps) {
  const trpc = useTRPC();
  const { data, error, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    trpc.project.boardColumn.infiniteQueryOptions(
      { filter, column },
      {
        enabled,
        staleTime: 30_000,
        initialCursor: 0,
        getNextPageParam: (last, pages) =>
          last.length === BOARD_PAGE ? pages.length * BOARD_PAGE : undefined,
      },
    ),
  );
  const cards = data?.pages.flat() ?? [];
  const left = (count ?? 0) - cards.length;
  return (
    <div className="thin-scroll flex min-h-24 flex-1 flex-col gap-2 overflow-y-auto px-2 pb-2">
      {error ? (
        <Button size="sm" onClick={() => void refetch()}>
          没有读到，重试
        </Button>
      ) : null}
      {enabled && !data && !error
        ? [1, 2, 3].map((card) => <Skeleton key={card} className="h-24 shrink-0 rounded-md" />)
        : null}
      {count === 0 ? <p className="py-3 text-center text-sm text-faint">没有项目</p> : null}
      {cards.map((card) => (
        <ProjectCard key={card.id} card={card} lifted={card.id === liftedId} {...deeds} />
      ))}
      {data && left > 0 ? (
        <Button size="sm" variant="ghost" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          还有 {formatCount(left)} 个
        </Button>
      ) : null}
    </div>
  );
}
