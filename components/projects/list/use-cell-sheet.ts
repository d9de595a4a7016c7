"use client";
/** 表内修改: what was changed and not saved, taking it back, saving all of it in one request, and what the server said. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { asksReason, readFailure } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useRequestId } from "@/components/shared/use-request-id";
import {
  type Drafts,
  draftPlaces,
  NO_DRAFTS,
  type SentCell,
  sentCells,
  type TextChange,
  withAnswer,
  withMine,
  withTexts,
  withTheirs,
} from "./sheet-drafts";
import type { SheetContext } from "./sheet-readers";

const UNDO_DEPTH = 100;

interface Kept {
  drafts: Drafts;
  /** What stood before each change, the latest last. */
  past: readonly Drafts[];
}
const NOTHING: Kept = { drafts: NO_DRAFTS, past: [] };

const changed =
  (change: (drafts: Drafts) => Drafts) =>
  ({ drafts, past }: Kept): Kept => ({
    drafts: change(drafts),
    past: [...past.slice(1 - UNDO_DEPTH), drafts],
  });

const contentOf = (sent: readonly SentCell[], reason: string) => ({
  cells: sent.map(({ columnId: _, ...cell }) => cell),
  reason,
});

export interface SavedCells {
  cells: number;
  projects: number;
  operationId: number | null;
}

/** Stands above the table, so that another filter or order does not lose what is not saved. */
export function useCellSheet() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const requestId = useRequestId();
  const [kept, setKept] = useState(NOTHING);
  const [reason, setReason] = useState("");
  const [saved, setSaved] = useState<SavedCells | null>(null);
  const save = useMutation(trpc.project.editCells.mutationOptions());
  const latest = useRef(kept.drafts);
  useEffect(() => {
    latest.current = kept.drafts;
  });
  const places = draftPlaces(kept.drafts);
  const failure = save.error ? readFailure(save.error) : null;
  const blocked = places.some(({ cell }) => cell.problem !== null || cell.clash !== null);

  const change = (make: (drafts: Drafts) => Drafts) => {
    setKept(changed(make));
    setSaved(null);
  };
  const clear = () => {
    setKept(NOTHING);
    setReason("");
    save.reset();
  };
  const send = async () => {
    if (places.length === 0 || blocked || save.isPending) return;
    const sent = sentCells(kept.drafts);
    const content = contentOf(sent, reason);
    try {
      const { changed: projects, operationId } = await save.mutateAsync({
        requestId: requestId(content),
        ...content,
      });
      await refresh();
      clear();
      setSaved({ cells: places.length, projects, operationId });
    } catch (error) {
      const { problems, conflicts } = readFailure(error);
      setKept((now) => ({ ...now, drafts: withAnswer(now.drafts, sent, { problems, conflicts }) }));
      // What others did stands behind the cells that wait for a decision.
      if (conflicts.length > 0) await refresh();
    }
  };
  return {
    drafts: kept.drafts,
    /** At this moment: what goes on after a pause must not build on what was drawn before it. */
    latest,
    places,
    blocked,
    put: (changes: readonly TextChange[], context: SheetContext) => {
      if (changes.length > 0) change((drafts) => withTexts(drafts, changes, context));
    },
    undo: () => setKept((now) => ({ drafts: now.past.at(-1) ?? now.drafts, past: now.past.slice(0, -1) })),
    takeMine: (id: number, columnId: string) => change((drafts) => withMine(drafts, id, columnId)),
    takeTheirs: (id: number, columnId: string) => change((drafts) => withTheirs(drafts, id, columnId)),
    send,
    saving: save.isPending,
    saved,
    discard: () => {
      clear();
      setSaved(null);
    },
    reason,
    setReason,
    /** What is typed as the reason stays on the screen until it is saved. */
    needsReason: asksReason(failure) || reason !== "",
    failure,
  };
}
export type CellSheet = ReturnType<typeof useCellSheet>;
