"use client";
/** 提出异议: from a suspicion, whether one sees the other project or not. Afterwards the way to the dispute stands here. */
import { useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import { Button, ButtonLink } from "@/components/ui/button";
import type { SuspectProject } from "@/server/contracts/project-list";

/** What the challenge rests on: a registered project, or the lead as it is typed. */
export type Ground =
  | { ownProjectId: number }
  | {
      lead: {
        name: string;
        investorName: string;
        investorUscc: string;
        contactPhone: string;
        content: string;
        originProvince: string;
        originCity: string;
        intendedFen: number | null;
      };
    };

export function RaiseDispute({ suspect, ground }: { suspect: SuspectProject; ground: Ground }) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  const [raisedId, setRaisedId] = useState<number | null>(null);
  const [requestId] = useState(newRequestId);
  const sending = useSubmission(["statement"]);
  if (!suspect.disputable) return null;
  const raise = async (statement: string) => {
    let id: number | null = null;
    const ask = { requestId, projectId: suspect.id, statement, ...ground };
    const done = await sending.send(async () => {
      id = (await client.attribution.raise.mutate(ask)).id;
    });
    if (!done) return;
    setRaisedId(id);
    setAsking(false);
    await refresh();
  };
  const against = suspect.firstReporter ?? "对方单位";
  if (raisedId !== null)
    return (
      <ButtonLink size="sm" href={`/attribution/disputes/${raisedId}`} target="_blank">
        已提出异议，去举证
      </ButtonLink>
    );
  return (
    <>
      <Button size="sm" aria-label={`对${against}的首报提出异议`} onClick={() => setAsking(true)}>
        提出异议
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`对${against}的首报提出异议`}
        confirmLabel="提出异议"
        reasonLabel="异议理由"
        reasonHint="写明首次接触的时间、方式和参加人，提出后双方按期限举证"
        busy={sending.busy}
        error={sending.problemAt("statement") ?? sending.general}
        onConfirm={(statement) => void raise(statement)}
      >
        对方能看到您的单位和异议理由，看不到您的项目；您也只知道对方单位。先由科长调解，调解不成由局长裁定。
      </ConfirmDialog>
    </>
  );
}
