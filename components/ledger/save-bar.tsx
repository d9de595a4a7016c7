"use client";
/** Under a sheet: what happened, what to look at, and 保存草稿 and 报审, each one request. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { useUnsavedGuard } from "@/components/shared/use-unsaved-guard";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { PaperGap } from "@/server/contracts/ledger";
import { PaperGaps } from "./paper-gaps";
import type { Slots } from "./use-slots";

interface SaveBarProps {
  busy: boolean;
  changedCount: number;
  sendableCount: number;
  /** Something is not yet fit to be sent. */
  blocked?: boolean;
  notice: string | null;
  failure: string | null;
  warnings: readonly string[];
  /** Vouchers that went for review without a paper of their own. */
  gaps?: readonly PaperGap[];
  onSave: (submit: boolean) => void;
  children?: ReactNode;
}

export function SaveBar(props: SaveBarProps) {
  const {
    busy,
    changedCount,
    sendableCount,
    blocked = false,
    notice,
    failure,
    warnings,
    gaps = [],
    onSave,
  } = props;
  useUnsavedGuard(changedCount > 0);
  return (
    <div className="flex flex-col gap-2">
      {failure ? <Notice tone="late">{failure}</Notice> : null}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}，请核对；不影响报审。
        </Notice>
      ))}
      <PaperGaps gaps={gaps} />
      <div className="flex flex-wrap items-center gap-2">
        <Button busy={busy} disabled={changedCount === 0 || blocked} onClick={() => onSave(false)}>
          保存草稿
        </Button>
        <Button
          variant="primary"
          busy={busy}
          disabled={sendableCount === 0 || blocked}
          onClick={() => onSave(true)}
        >
          报审{sendableCount > 0 ? ` ${sendableCount} 条` : ""}
        </Button>
        <span aria-live="polite" className="text-sm text-muted">
          {notice ?? (changedCount > 0 ? `${changedCount} 条未保存` : "")}
        </span>
        {props.children}
        <span className="ml-auto hidden text-xs text-faint sm:inline">
          <Kbd>Ctrl</Kbd> <Kbd>S</Kbd> 保存草稿 · <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> 报审
        </span>
      </div>
    </div>
  );
}

/** Ctrl-S and Ctrl-Enter inside a sheet. */
export function useSheetKeys(save: (submit: boolean) => void) {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  return (event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    const submit = event.key === "Enter";
    if (!submit && event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    // The cell at hand keeps its text until it is left: leave it, save what stands there, come back.
    const cell = document.activeElement as HTMLElement | null;
    cell?.blur();
    requestAnimationFrame(() => {
      latest.current(submit);
      cell?.focus();
    });
  };
}

interface ReasonPromptProps {
  open: boolean;
  /** The rows are reported and not only kept as drafts. */
  submits: boolean;
  problems: readonly string[];
  busy: boolean;
  onReason: (reason: string) => void;
  onCancel: () => void;
}

/** Asks why something unusual is right; the reason goes to the reviewer with the rows. */
export function ReasonPrompt({ open, submits, problems, busy, onReason, onCancel }: ReasonPromptProps) {
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onCancel()}
      title="请说明原因"
      confirmLabel={submits ? "说明并报审" : "说明并保存"}
      reasonLabel="原因"
      reasonHint="审核人会看到"
      busy={busy}
      onConfirm={onReason}
    >
      <ul className="list-disc pl-5">
        {[...new Set(problems)].map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}

export const SlotReason = ({ slots }: { slots: Slots }) => (
  <ReasonPrompt
    open={slots.asking !== null}
    submits={slots.asking?.submit ?? false}
    problems={slots.problems.map((p) => p.message)}
    busy={slots.busy}
    onReason={(reason) => void slots.giveReason(reason)}
    onCancel={slots.cancelReason}
  />
);
