"use client";

import { useDraggable } from "@dnd-kit/core";
import clsx from "clsx";
import { EllipsisVertical } from "lucide-react";
import type { ReactNode } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatAmountShort, formatDays } from "@/components/shared/format";
import { Badge } from "@/components/ui/badge";
import { Menu } from "@/components/ui/menu";
import type { BoardCard } from "@/server/contracts/project-list";
import { MILESTONE_NAME, MILESTONES, type Milestone } from "@/server/domain/milestones";
import { placeOf } from "../list/project-columns";
import { ProjectLight } from "../list/project-marks";
import { mayDrop } from "./may-drop";
import type { BoardKeys } from "./use-board-keys";

interface CardFaceProps {
  card: BoardCard;
  /** The name as a button, when the card can be opened. */
  name?: ReactNode;
  menu?: ReactNode;
}

/** What a card says: name, origin, amount, days in stage, light, owner. */
export const CardFace = ({ card, name = card.name, menu }: CardFaceProps) => (
  <article className="flex flex-col gap-1 rounded-md border border-line bg-surface px-2.5 py-2">
    <div className="flex items-start gap-1">
      <div className="min-w-0 flex-1 font-medium">{name}</div>
      {menu}
    </div>
    <div className="flex min-w-0 items-center gap-2 text-sm text-muted">
      <ChainDot index={card.chainHue} name={card.chainName ?? "其他"} />
      <span className="ml-auto shrink-0 tabular-nums">{formatAmountShort(card.amountFen)}</span>
    </div>
    <div className="flex min-w-0 items-center gap-2 text-sm text-muted">
      <span className="truncate" title={placeOf(card) || card.investorName}>
        {placeOf(card) || card.investorName}
      </span>
      <span className="ml-auto shrink-0">{card.ownerName}</span>
    </div>
    <div className="flex items-center gap-2 text-sm text-muted">
      <ProjectLight {...card} />
      {card.pending ? <Badge tone="warn">{MILESTONE_NAME[card.pending]}待审</Badge> : null}
      <span className="ml-auto shrink-0">{formatDays(card.daysInStage)}</span>
    </div>
  </article>
);

interface ProjectCardProps {
  card: BoardCard;
  mayAdvance: boolean;
  onPeek: (id: number) => void;
  onAdvance: (card: BoardCard, milestone: Milestone) => void;
  keys: BoardKeys;
  /** It hangs over a column, picked up by keyboard. */
  lifted: boolean;
}

export const KEYS_HELP_ID = "board-keys";

/** A card on the board: the pointer drags it; the keyboard lifts it by its name or uses its menu. */
export function ProjectCard({ card, mayAdvance, onPeek, onAdvance, keys, lifted }: ProjectCardProps) {
  const movable = mayAdvance && card.offState === null;
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: card.id,
    data: { card },
    disabled: !movable,
  });
  return (
    <div
      ref={setNodeRef}
      {...listeners}
      data-card={card.id}
      className={clsx(
        "shrink-0 rounded-md",
        movable && "cursor-grab",
        isDragging && "opacity-40",
        lifted && "outline-2 outline-offset-1 outline-accent outline-dashed",
      )}
    >
      <CardFace
        card={card}
        name={
          <button
            type="button"
            data-card-name
            aria-describedby={KEYS_HELP_ID}
            onClick={() => onPeek(card.id)}
            onKeyDown={(event) => keys.press(event, card, movable)}
            // A button answers Space when it is let go.
            onKeyUp={(event) => event.key === " " && event.preventDefault()}
            onBlur={keys.putBack}
            title={card.name}
            className="line-clamp-2 rounded-xs text-left hover:text-accent hover:underline"
          >
            {card.name}
          </button>
        }
        menu={<CardMenu card={card} movable={movable} onPeek={onPeek} onAdvance={onAdvance} />}
      />
    </div>
  );
}

function CardMenu({
  card,
  movable,
  onPeek,
  onAdvance,
}: Pick<ProjectCardProps, "card" | "onPeek" | "onAdvance"> & { movable: boolean }) {
  const later = movable ? MILESTONES.filter((milestone) => mayDrop(card, milestone)) : [];
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${card.name}的操作`}
          className="-mr-1.5 inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-sunken hover:text-ink"
        >
          <EllipsisVertical aria-hidden className="size-4" />
        </button>
      }
      groups={[
        [
          { id: "peek", label: "在侧栏里看", onSelect: () => onPeek(card.id) },
          { id: "open", label: "打开项目", href: `/projects/${card.id}` },
        ],
        later.map((milestone) => ({
          id: milestone,
          label: `推进到 ${MILESTONE_NAME[milestone]}`,
          onSelect: () => onAdvance(card, milestone),
        })),
      ]}
    />
  );
}
