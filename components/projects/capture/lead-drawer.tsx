"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC } from "@/components/shared/trpc";
import { Drawer } from "@/components/ui/drawer";
import { LeadForm } from "./lead-form";

interface LeadDrawerProps {
  open: boolean;
  onClose: () => void;
}

/** 登记线索: the form beside the list; afterwards the new project opens. */
export function LeadDrawer({ open, onClose }: LeadDrawerProps) {
  return (
    <Drawer
      open={open}
      onOpenChange={(wanted) => {
        if (!wanted) onClose();
      }}
      width="xl"
      title="登记线索"
      description="登记时间由系统记录，最早登记的单位为首报。带 * 的必填，其余可以以后补。"
    >
      <CapturedLead onClose={onClose} />
    </Drawer>
  );
}

/** Lives as long as the drawer is open: one opening, one request id, so that a double click registers one lead. */
function CapturedLead({ onClose }: Pick<LeadDrawerProps, "onClose">) {
  const trpc = useTRPC();
  const router = useRouter();
  const cache = useQueryClient();
  const [requestId] = useState(newRequestId);
  const capture = useMutation(
    trpc.project.capture.mutationOptions({
      onSuccess: ({ id }) => {
        void cache.invalidateQueries({ queryKey: trpc.project.pathKey() });
        // In place of the open form, so that Back leads to the list and not into the form again.
        router.replace(`/projects/${id}`);
      },
    }),
  );
  return (
    <LeadForm
      requestId={requestId}
      busy={capture.isPending || capture.isSuccess}
      onSend={(lead) => capture.mutateAsync(lead)}
      onCancel={onClose}
    />
  );
}
