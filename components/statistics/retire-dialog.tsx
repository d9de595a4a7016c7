"use client";
/** Takes a form or a template out of use, after one question. */
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { useRefresh } from "@/components/shared/use-refresh";
import { useRequestId } from "@/components/shared/use-request-id";
import { useSubmission } from "@/components/shared/use-submission";

interface RetireDialogProps {
  id: number;
  name: string;
  version: number;
  /** What stays although it is retired. */
  words: string;
  retire: (input: { requestId: string; id: number; expectedVersion: number }) => Promise<unknown>;
  /** It is out of use: the page shows another one. */
  onRetired: () => void;
  onClose: () => void;
}

export function RetireDialog({ id, name, version, words, retire, onRetired, onClose }: RetireDialogProps) {
  const refresh = useRefresh();
  const requestOf = useRequestId();
  const sending = useSubmission([]);
  const confirm = async () => {
    const content = { id, expectedVersion: version };
    const done = await sending.send(() => retire({ requestId: requestOf(content), ...content }));
    if (!done) return;
    onRetired();
    onClose();
    await refresh();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`停用“${name}”`}
      confirmLabel="停用"
      danger
      busy={sending.busy}
      error={sending.general}
      onConfirm={() => void confirm()}
    >
      {words}
    </ConfirmDialog>
  );
}
