"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type RefObject, useCallback, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC } from "@/components/shared/trpc";
import { useUnsavedGuard } from "@/components/shared/use-unsaved-guard";
import { Drawer } from "@/components/ui/drawer";
import { LeadForm } from "./lead-form";

interface LeadDrawerProps {
  open: boolean;
  onClose: () => void;
}

/** 登记线索: the form beside the list; afterwards the new project opens. */
export function LeadDrawer({ open, onClose }: LeadDrawerProps) {
  // A ref and no state: Esc right after the first letter comes before another drawing of the drawer.
  const unsaved = useRef(false);
  const [asking, setAsking] = useState(false);
  const close = () => {
    if (unsaved.current) setAsking(true);
    else onClose();
  };
  return (
    <Drawer
      open={open}
      onOpenChange={(wanted) => {
        if (!wanted) close();
      }}
      width="xl"
      title="登记线索"
      description="登记时间由系统记录，最早登记的单位为首报。带 * 的必填，其余可以以后补。"
    >
      <CapturedLead onClose={close} unsaved={unsaved} />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="已填写的内容还没有登记，确定关闭吗？"
        confirmLabel="放弃并关闭"
        danger
        onConfirm={() => {
          setAsking(false);
          onClose();
        }}
      >
        关闭后，填写的内容不会保留。
      </ConfirmDialog>
    </Drawer>
  );
}

interface CapturedLeadProps {
  onClose: () => void;
  /** Whether something would be lost by closing now. */
  unsaved: RefObject<boolean>;
}

/** Lives as long as the drawer is open: one opening, one request id, so that a double click registers one lead. */
function CapturedLead({ onClose, unsaved }: CapturedLeadProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const cache = useQueryClient();
  const [requestId] = useState(newRequestId);
  const capture = useMutation(
    trpc.project.capture.mutationOptions({
      onSuccess: ({ id, suspects }) => {
        unsaved.current = false;
        void cache.invalidateQueries({ queryKey: trpc.project.pathKey() });
        // The answer tells of what came before; what comes a moment later is asked for by the page.
        if (suspects.length > 0) cache.setQueryData(trpc.project.twins.queryKey({ id }), suspects);
        // In place of the open form, so that Back leads to the list and not into the form again.
        router.replace(`/projects/${id}`);
      },
    }),
  );
  const [filled, setFilled] = useState(false);
  useUnsavedGuard(filled && !capture.isSuccess, "已填写的内容还没有登记，确定离开吗？");
  const noticeDirty = useCallback(
    (dirty: boolean) => {
      unsaved.current = dirty;
      setFilled(dirty);
    },
    [unsaved],
  );
  return (
    <LeadForm
      requestId={requestId}
      busy={capture.isPending || capture.isSuccess}
      onSend={(lead) => capture.mutateAsync(lead)}
      onCancel={onClose}
      onDirty={noticeDirty}
    />
  );
}
