"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

interface SubmitDialogProps {
  title: string;
  description: string;
  /** The verb: 移交, 裁定. Never 确定. */
  confirm: string;
  size?: "sm" | "md";
  /** Something was typed: a click beside it does not close. */
  sticky?: boolean;
  busy: boolean;
  disabled?: boolean;
  /** What belongs to no field. */
  general?: string | null;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A short form that is sent or left: its fields, what speaks against it as a whole, and the two buttons. */
export function SubmitDialog(props: SubmitDialogProps) {
  const { title, description, confirm, size = "md", sticky = false, busy, disabled = false } = props;
  const { general = null, onSubmit, onClose, children } = props;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={description}
      size={size}
      sticky={sticky}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={busy} disabled={disabled} onClick={onSubmit}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {children}
        {general ? (
          <p role="alert" className="text-late">
            {general}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
