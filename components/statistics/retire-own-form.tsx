"use client";
/** Takes a form out of use, after one question. */
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useRequestId } from "@/components/shared/use-request-id";
import { useSubmission } from "@/components/shared/use-submission";
import { useUrlState } from "@/components/shared/use-url-state";
import type { OwnForm } from "@/server/contracts/own-form";
import { FORM_URL } from "./form-url";

export function RetireOwnForm({ form, onClose }: { form: OwnForm; onClose: () => void }) {
  const client = useTRPCClient();
  const [, setUrl] = useUrlState(FORM_URL);
  const refresh = useRefresh();
  const requestOf = useRequestId();
  const sending = useSubmission([]);
  const retire = async () => {
    const content = { id: form.id, expectedVersion: form.version };
    const done = await sending.send(() =>
      client.form.retire.mutate({ requestId: requestOf(content), ...content }),
    );
    if (!done) return;
    setUrl({ own: null, view: null });
    onClose();
    await refresh();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`停用“${form.name}”`}
      confirmLabel="停用"
      danger
      busy={sending.busy}
      error={sending.general}
      onConfirm={() => void retire()}
    >
      停用后不能再用它出表；已导出的文件和操作日志不受影响。需要时可重新上传。
    </ConfirmDialog>
  );
}
