"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and whether it can be taken back. */
  children?: ReactNode;
  /** The verb: 退回, 作废, 关账. Never 确定. */
  confirmLabel: string;
  danger?: boolean;
  busy?: boolean;
  /** Given: a reason is asked for under this label and handed to onConfirm. */
  reasonLabel?: string;
  reasonHint?: string;
  error?: string | null;
  onConfirm: (reason: string) => void;
}

/** Asks once more before something weighty; with `reasonLabel` it takes the reason too. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, confirmLabel, danger, busy, reasonLabel, error, onConfirm } =
    props;
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (open) return;
    setReason("");
    setMissing(false);
  }, [open]);

  const confirm = () => {
    const lacksReason = reasonLabel !== undefined && reason.trim() === "";
    setMissing(lacksReason);
    if (!lacksReason) onConfirm(reason.trim());
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      size="sm"
      sticky={reason !== ""}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>取消</Button>
          <Button variant={danger ? "danger" : "primary"} busy={busy ?? false} onClick={confirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {children ? <div>{children}</div> : null}
        {reasonLabel === undefined ? null : (
          <Field
            label={reasonLabel}
            hint={props.reasonHint}
            required
            error={missing ? `请填写${reasonLabel}` : null}
          >
            <Textarea value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
        {error ? (
          <p role="alert" className="text-late">
            {error}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
