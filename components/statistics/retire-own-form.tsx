"use client";
import { useTRPCClient } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import type { OwnForm } from "@/server/contracts/own-form";
import { FORM_URL } from "./form-url";
import { RetireDialog } from "./retire-dialog";

export function RetireOwnForm({ form, onClose }: { form: OwnForm; onClose: () => void }) {
  const client = useTRPCClient();
  const [, setUrl] = useUrlState(FORM_URL);
  return (
    <RetireDialog
      {...form}
      words="停用后不能再用它出表；已导出的文件和操作日志不受影响。需要时可重新上传。"
      retire={(input) => client.form.retire.mutate(input)}
      onRetired={() => setUrl({ own: null, view: null })}
      onClose={onClose}
    />
  );
}
