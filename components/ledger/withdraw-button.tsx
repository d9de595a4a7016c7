"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { readFailure } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useRequestId } from "@/components/shared/use-request-id";
import { Button } from "@/components/ui/button";
import type { Ledger } from "@/server/domain/project-facts";
import type { AnyLine } from "./ledger-types";

interface WithdrawButtonProps {
  ledger: Ledger;
  /** The ticked lines, or the one at hand. */
  lines: readonly AnyLine[];
  onDone: () => void;
}

/** 撤回报审: one's own rows back to drafts, as long as the reviewer has not decided. */
export function WithdrawButton({ ledger, lines, onDone }: WithdrawButtonProps) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const requestId = useRequestId();
  const [asking, setAsking] = useState(false);
  const withdraw = useMutation(
    trpc.ledger.withdraw.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        onDone();
        await refresh();
      },
      // Somebody was quicker: the list shows what he decided.
      onError: refresh,
    }),
  );
  const entries = lines
    .filter((line) => line.mayWithdraw)
    .map(({ id, version }) => ({ ledger, id, version }));
  if (entries.length === 0 && !asking) return null;
  const count = entries.length > 1 ? ` ${entries.length} 条` : "";
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        撤回报审{count}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          withdraw.reset();
        }}
        title={`撤回报审${count}`}
        confirmLabel="撤回"
        busy={withdraw.isPending}
        error={withdraw.error ? readFailure(withdraw.error).message : null}
        onConfirm={() => withdraw.mutate({ requestId: requestId(["withdraw", entries]), entries })}
      >
        撤回后成为草稿，审核人不再看到；改好可以再次报审。
      </ConfirmDialog>
    </>
  );
}
