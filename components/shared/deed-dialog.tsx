"use client";
import type { ReactNode } from "react";
import { ConfirmDialog } from "./confirm-dialog";
import { useDeed } from "./use-deed";

interface DeedDialogProps {
  title: string;
  confirm: string;
  /** Given: words are asked for under this label. */
  reason?: string | undefined;
  danger?: boolean | undefined;
  perform: (words: string, requestId: string) => Promise<unknown>;
  onDone?: () => void;
  onClose: () => void;
  /** What follows from it. */
  children: ReactNode;
}

/** What is done to one thing with no more than a few words. */
export function DeedDialog(props: DeedDialogProps) {
  const { title, confirm, reason, danger = false, perform, onDone, onClose, children } = props;
  const deed = useDeed(["note", "reason"]);
  const done = () => {
    onClose();
    onDone?.();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={title}
      confirmLabel={confirm}
      {...(reason ? { reasonLabel: reason } : {})}
      danger={danger}
      busy={deed.busy}
      error={deed.problemAt("note") ?? deed.problemAt("reason") ?? deed.general}
      onConfirm={(words) => void deed.send(words, (requestId) => perform(words, requestId), done)}
    >
      {children}
    </ConfirmDialog>
  );
}
