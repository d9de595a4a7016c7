"use client";

import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { useTRPC } from "@/components/shared/trpc";
import { useCan } from "@/components/shared/viewer";
import type { ProjectFilter } from "@/server/contracts/project";
import { BOARD_COLUMNS, type BoardCard, type BoardColumnId } from "@/server/contracts/project-list";
import { isMilestone, type Milestone } from "@/server/domain/milestones";
import { GateDialog } from "../detail/gate-dialog";
import { CardFace, KEYS_HELP_ID } from "./board-card";
import { BoardColumn } from "./board-column";
import { mayDrop } from "./may-drop";
import { focusCard, useBoardKeys } from "./use-board-keys";

interface ProjectBoardProps {
  filter: ProjectFilter;
  onPeek: (id: number) => void;
}

interface Advance {
  projectId: number;
  milestone: Milestone;
}

const KEYS_HELP = "方向键在卡片间移动；空格拿起卡片，左右方向键选择阶段，再按空格放下，Esc 放回。";
const DRAG_INSTRUCTIONS = { draggable: KEYS_HELP };
const DRAG_WORDS = {
  onDragStart: () => "已拿起卡片",
  onDragOver: () => undefined,
  onDragEnd: () => "已放下卡片",
  onDragCancel: () => "已放回原处",
};

/** The board face: a column a stage. A card dropped on a later column opens that milestone's gate. */
export function ProjectBoard({ filter, onPeek }: ProjectBoardProps) {
  const trpc = useTRPC();
  const mayAdvance = useCan("milestone:submit");
  const heads = useQuery(trpc.project.columns.queryOptions({ filter }, { staleTime: 30_000 }));
  const [dragged, setDragged] = useState<BoardCard | null>(null);
  const [advance, setAdvance] = useState<Advance | null>(null);
  const sensors = useSensors(useSensor(MouseSensor, { activationConstraint: { distance: 6 } }));
  const onAdvance = useCallback(
    (card: BoardCard, milestone: Milestone) => setAdvance({ projectId: card.id, milestone }),
    [],
  );
  const keys = useBoardKeys(onAdvance);
  const carried = dragged ?? keys.lifted?.card ?? null;
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const card = active.data.current?.card as BoardCard | undefined;
    const column = over?.id as BoardColumnId | undefined;
    if (card && column && isMilestone(column) && mayDrop(card, column)) onAdvance(card, column);
  };
  if (heads.error) return <FailureState error={heads.error} onRetry={() => void heads.refetch()} />;
  return (
    <DndContext
      id="board"
      sensors={sensors}
      accessibility={{ announcements: DRAG_WORDS, screenReaderInstructions: DRAG_INSTRUCTIONS }}
      onDragStart={({ active }: DragStartEvent) =>
        setDragged((active.data.current?.card as BoardCard | undefined) ?? null)
      }
      onDragEnd={drop}
      onDragCancel={() => setDragged(null)}
    >
      <section
        aria-label="看板"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls sideways must be reachable by keyboard.
        tabIndex={0}
        className="thin-scroll -mx-3 flex min-h-0 flex-1 gap-2 overflow-x-auto px-3 pb-2 sm:-mx-4 sm:px-4"
      >
        {BOARD_COLUMNS.map((column) => (
          <BoardColumn
            key={column}
            column={column}
            head={heads.data?.find((one) => one.column === column)}
            filter={filter}
            dragged={carried}
            hovered={keys.lifted?.column ?? null}
            keys={keys}
            mayAdvance={mayAdvance}
            onPeek={onPeek}
            onAdvance={onAdvance}
          />
        ))}
      </section>
      <p id={KEYS_HELP_ID} className="hidden">
        {KEYS_HELP}
      </p>
      <p role="status" className="sr-only">
        {keys.words}
      </p>
      <DragOverlay dropAnimation={null}>
        {dragged ? (
          <div className="rotate-1 shadow-lift">
            <CardFace card={dragged} />
          </div>
        ) : null}
      </DragOverlay>
      {advance ? <AdvanceGate {...advance} onClose={() => setAdvance(null)} /> : null}
    </DndContext>
  );
}

const AdvanceGate = ({ projectId, milestone, onClose }: Advance & { onClose: () => void }) => (
  <GateDialog
    projectId={projectId}
    milestone={milestone}
    open
    // The card may stand in another column by now: the focus follows it.
    onDone={() => requestAnimationFrame(() => focusCard(projectId))}
    onOpenChange={(open) => {
      if (!open) onClose();
    }}
  />
);
