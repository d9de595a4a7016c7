"use client";
import { type KeyboardEvent, useCallback, useRef, useState } from "react";
import type { BoardCard } from "@/server/contracts/project-list";
import { MILESTONE_NAME, MILESTONES, type Milestone } from "@/server/domain/milestones";
import { mayDrop } from "./may-drop";

/** A card picked up by keyboard, and the column it hangs over. */
interface Lifted {
  card: BoardCard;
  column: Milestone;
}

const placesFor = (card: BoardCard): Milestone[] => MILESTONES.filter((m) => mayDrop(card, m));

/** The name of a card is where it takes the focus. */
export const focusCard = (id: number): void =>
  document.querySelector<HTMLElement>(`[data-card="${id}"] [data-card-name]`)?.focus();

/** The card one step away on the screen: above and below in its column, at the same height beside it. */
function neighbourOf(from: HTMLElement, key: string): HTMLElement | undefined {
  const columns = [...document.querySelectorAll<HTMLElement>("[data-column]")].map((column) => [
    ...column.querySelectorAll<HTMLElement>("[data-card-name]"),
  ]);
  const at = columns.findIndex((names) => names.includes(from));
  const row = columns[at]?.indexOf(from) ?? 0;
  if (key === "ArrowUp" || key === "ArrowDown") return columns[at]?.[row + (key === "ArrowUp" ? -1 : 1)];
  const beside = key === "ArrowLeft" ? columns.slice(0, at).reverse() : columns.slice(at + 1);
  const names = beside.find((one) => one.length > 0);
  return names?.[Math.min(row, names.length - 1)];
}

/**
 * Every drag by keyboard. On the name of a card the arrows walk over the board and Space picks the card up; then ← →
 * choose the stage, Space or Enter puts it down there, which opens the gate, and Esc puts it back.
 */
export function useBoardKeys(onDrop: (card: BoardCard, milestone: Milestone) => void) {
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const [words, setWords] = useState("");
  // The handler stays the same while a card hangs, so that no card is drawn again for it.
  const now = useRef<Lifted | null>(null);
  const hang = useCallback((next: Lifted | null, said: string) => {
    now.current = next;
    setLifted(next);
    setWords(said);
    if (next)
      document
        .querySelector(`[data-column="${next.column}"]`)
        ?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, []);
  const pressLifted = useCallback(
    (event: KeyboardEvent, { card, column }: Lifted) => {
      const places = placesFor(card);
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (step !== 0) {
        const next = places[places.indexOf(column) + step];
        if (next) hang({ card, column: next }, MILESTONE_NAME[next]);
      } else if (event.key === " " || event.key === "Enter") {
        hang(null, `放到${MILESTONE_NAME[column]}`);
        onDrop(card, column);
      } else if (event.key === "Escape" || event.key === "Tab") {
        hang(null, "已放回原处");
      }
      if (event.key !== "Tab") event.preventDefault();
    },
    [hang, onDrop],
  );
  const press = useCallback(
    (event: KeyboardEvent<HTMLElement>, card: BoardCard, movable: boolean) => {
      if (now.current) return pressLifted(event, now.current);
      if (event.key === " ") {
        event.preventDefault();
        const [first] = movable ? placesFor(card) : [];
        if (first === undefined) return setWords("这张卡片不能推进");
        const said = `已拿起${card.name}，左右方向键选择阶段，空格放下，Esc 放回。${MILESTONE_NAME[first]}`;
        return hang({ card, column: first }, said);
      }
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      neighbourOf(event.currentTarget, event.key)?.focus();
    },
    [hang, pressLifted],
  );
  const putBack = useCallback(() => {
    if (now.current) hang(null, "已放回原处");
  }, [hang]);
  return { lifted, words, press, putBack };
}

export type BoardKeys = Pick<ReturnType<typeof useBoardKeys>, "press" | "putBack">;
