"use client";
import { useMutation } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { readFailure } from "./form-problems";
import { newRequestId } from "./request-id";
import { useTRPC } from "./trpc";
import { useRefresh } from "./use-refresh";

/** Takes a paper off again; the server says why when something rests on it already. */
export function RemovePaper({ linkId, name }: { linkId: number; name: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [requestId] = useState(newRequestId);
  const remove = useMutation(trpc.project.removeEvidence.mutationOptions({ onSuccess: refresh }));
  return (
    <>
      <IconButton
        size="sm"
        label={`移除 ${name}`}
        icon={<X aria-hidden className="size-4" />}
        disabled={remove.isPending}
        onClick={() => remove.mutate({ requestId, linkId })}
      />
      {remove.error ? (
        <span role="alert" className="text-sm whitespace-normal text-late">
          {readFailure(remove.error).message}
        </span>
      ) : null}
    </>
  );
}
