"use client";
import { useEffect, useState } from "react";
import { isDeedKey } from "@/components/shared/use-deed-keys";
import { Dialog } from "@/components/ui/dialog";
import type { OpenCard } from "@/server/contracts/project-card";
import { FollowUpForm } from "./follow-up-form";

/** 登记跟进 over the page; what was said may be pasted as it is. */
export function FollowUpDialog({ card, onClose }: { card: OpenCard; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="登记跟进"
      description="可以直接粘贴微信聊天或会议记录：识别到的内容由您确认后才保存。"
      size="lg"
      sticky
    >
      <FollowUpForm projectId={card.id} today={card.today} card={card} onDone={onClose} onCancel={onClose} />
    </Dialog>
  );
}

/** N on a project's page logs what happened with it, before the page-wide N that begins another lead. */
export function useFollowUpKey(may: boolean): [open: boolean, setOpen: (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!may) return;
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "n" || !isDeedKey(event)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, [may]);
  return [open, setOpen];
}
