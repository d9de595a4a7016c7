"use client";

import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { Button } from "./button";

interface UndoOffer {
  id: number;
  message: string;
  undo: () => void;
}

type OfferUndo = (message: string, undo: () => void) => void;

const UndoContext = createContext<OfferUndo>(() => undefined);

const OFFER_MS = 8000;

/** Holds the offers of 撤销. A toast exists for nothing else: a change shows itself where it happened. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const [offers, setOffers] = useState<UndoOffer[]>([]);
  const offer = useCallback<OfferUndo>((message, undo) => {
    setOffers((open) => [...open.slice(-2), { id: Date.now() + Math.random(), message, undo }]);
  }, []);
  const drop = (id: number) => setOffers((open) => open.filter((one) => one.id !== id));
  return (
    <UndoContext value={offer}>
      <Radix.Provider duration={OFFER_MS} label="提示" swipeDirection="right">
        {children}
        {offers.map((one) => (
          <Radix.Root
            key={one.id}
            onOpenChange={(open) => {
              if (!open) drop(one.id);
            }}
            className="flex animate-rise-in items-center gap-3 rounded-md border border-line-strong bg-surface py-2 pr-2 pl-3 shadow-lift"
          >
            <Radix.Description className="flex-1">{one.message}</Radix.Description>
            <Radix.Action asChild altText="撤销刚才的操作">
              <Button size="sm" onClick={one.undo}>
                撤销
              </Button>
            </Radix.Action>
            <Radix.Close aria-label="关闭提示" className="rounded-sm p-1 text-muted hover:bg-sunken">
              <X aria-hidden className="size-4" />
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport
          label="提示（{hotkey}）"
          className="fixed right-4 bottom-4 z-50 flex w-[min(360px,calc(100vw-32px))] flex-col gap-2 outline-none"
        />
      </Radix.Provider>
    </UndoContext>
  );
}

/** offerUndo("已移到 正式签约", () => …). */
export const useOfferUndo = (): OfferUndo => use(UndoContext);
