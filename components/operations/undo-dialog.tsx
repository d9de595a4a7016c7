"use client";
/** 撤销 or 恢复: what goes back, what stays and why; and whatever was changed since is asked about one by one. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PlainValue } from "@/components/shared/change-text";
import { CountLines } from "@/components/shared/count-lines";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure, sortProblems } from "@/components/shared/form-problems";
import { formatInstant } from "@/components/shared/format";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { ValueChoice } from "@/components/shared/value-choice";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { SkeletonLines } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import type { OperationCard, Overlap, UndoPlan } from "@/server/contracts/operation";
import { undoKindOf } from "@/server/domain/operations";

type Take = "now" | "before";
type Takes = Record<string, Take>;
const keyOf = (o: Overlap) => `${o.enterpriseId ?? ""}/${o.projectId}/${o.field}/${o.version}`;

interface UndoDialogProps {
  operation: OperationCard;
  onClose: () => void;
}

function useUndo(operation: OperationCard, onClose: () => void) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefresh();
  const [takes, setTakes] = useState<Takes>({});
  const [reason, setReason] = useState("");
  const [requestId, setRequestId] = useState(newRequestId);
  // Others may be at work on the same projects: the plan is asked anew whenever this opens.
  const plan = useQuery(trpc.operation.plan.queryOptions({ id: operation.id }, { staleTime: 0, gcTime: 0 }));
  const commit = useMutation(
    trpc.operation.undo.mutationOptions({
      onSuccess: async ({ operationId }) => {
        await refresh();
        onClose();
        if (operationId !== null) router.push(`/operations/${operationId}`);
      },
      onError: () => setRequestId(newRequestId()),
    }),
  );
  const overlaps = plan.data?.overlaps ?? [];
  return {
    plan,
    takes,
    setTakes,
    reason,
    setReason,
    commit,
    failure: commit.error ? readFailure(commit.error) : null,
    open: overlaps.filter((o) => takes[keyOf(o)] === undefined).length,
    again: async () => {
      commit.reset();
      await plan.refetch();
    },
    save: () =>
      commit.mutate({
        requestId,
        id: operation.id,
        reason,
        decisions: overlaps.flatMap((overlap) => {
          const { projectId, enterpriseId, field, version } = overlap;
          const take = takes[keyOf(overlap)];
          return take ? [{ projectId, enterpriseId, field, version, take }] : [];
        }),
      }),
  };
}

export function UndoDialog({ operation, onClose }: UndoDialogProps) {
  const form = useUndo(operation, onClose);
  const { plan, failure, open } = form;
  const verb = undoKindOf(operation.kind) === "redo" ? "恢复" : "撤销";
  const stale = failure !== null && failure.code !== "needs-reason";
  const found = plan.data;
  const takesBack = Object.values(form.takes).includes("before") || (found?.back.fields ?? 0) > 0;
  const { atField, aboveButtons } = sortProblems(failure?.problems ?? [], ["reason"]);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${verb}“${operation.name}”`}
      description="之后没有人改过的内容回到原来的样子；改过的逐项由您决定，其他内容一概不动。一次完成，要么全部生效，要么都不改。"
      size="lg"
      sticky={Object.keys(form.takes).length > 0}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          {stale ? (
            <Button variant="primary" busy={plan.isFetching} onClick={() => void form.again()}>
              重新核对
            </Button>
          ) : (
            <Button
              variant="primary"
              busy={form.commit.isPending}
              disabled={!found || open > 0 || !takesBack}
              onClick={form.save}
            >
              {open > 0 ? `还有 ${open} 处未定` : verb}
            </Button>
          )}
        </>
      }
    >
      {plan.error ? <FailureState error={plan.error} onRetry={() => void plan.refetch()} /> : null}
      {!found && !plan.error ? <SkeletonLines lines={4} /> : null}
      {found ? (
        <div className="flex flex-col gap-3">
          <Counted found={found} verb={verb} />
          {found.overlaps.length > 0 ? (
            <Overlaps overlaps={found.overlaps} takes={form.takes} onTake={form.setTakes} />
          ) : null}
          <Field
            label={`${verb}原因`}
            required={found.closed}
            hint={
              found.closed
                ? "涉及已关账月份的分项数字，会在开放月份形成调整，须说明原因"
                : "会记入每个项目的历史"
            }
            error={atField.reason}
          >
            <TextField value={form.reason} onChange={(event) => form.setReason(event.target.value)} />
          </Field>
          {aboveButtons.length > 0 ? <Notice tone="late">{aboveButtons.join("；")}</Notice> : null}
        </div>
      ) : null}
    </Dialog>
  );
}

const Counted = ({ found, verb }: { found: UndoPlan; verb: string }) => (
  <CountLines
    unit="处"
    lines={[
      {
        label: `将${verb}`,
        count: found.back.fields,
        note: found.back.fields > 0 ? `${found.back.projects} 个项目，之后无人改动` : "",
      },
      ...(found.overlaps.length > 0
        ? [{ label: "需要决定", count: found.overlaps.length, note: "之后被改动过" }]
        : []),
      ...(found.already > 0 ? [{ label: "已是原样", count: found.already, note: "不必改动" }] : []),
    ]}
    kept={found.kept}
  />
);

interface OverlapsProps {
  overlaps: readonly Overlap[];
  takes: Takes;
  onTake: (takes: Takes) => void;
}

const STEP = 50;

function Overlaps({ overlaps, takes, onTake }: OverlapsProps) {
  const [shown, setShown] = useState(STEP);
  const all = (take: Take) => onTake(Object.fromEntries(overlaps.map((o) => [keyOf(o), take])));
  return (
    <section aria-label="之后被改动过的内容" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">之后被改动过，请逐项决定</h3>
        {overlaps.length > 1 ? (
          <span className="ml-auto flex gap-1">
            <Button size="sm" variant="ghost" onClick={() => all("now")}>
              都保留现在的
            </Button>
            <Button size="sm" variant="ghost" onClick={() => all("before")}>
              都回到原来的
            </Button>
          </span>
        ) : null}
      </div>
      {overlaps.slice(0, shown).map((overlap) => (
        <OverlapField
          key={keyOf(overlap)}
          overlap={overlap}
          take={takes[keyOf(overlap)]}
          onTake={(take) => onTake({ ...takes, [keyOf(overlap)]: take })}
        />
      ))}
      {overlaps.length > shown ? (
        <Button size="sm" variant="ghost" onClick={() => setShown(shown + 4 * STEP)}>
          还有 {overlaps.length - shown} 处
        </Button>
      ) : null}
    </section>
  );
}

interface OverlapFieldProps {
  overlap: Overlap;
  take: Take | undefined;
  onTake: (take: Take) => void;
}

function OverlapField({ overlap, take, onTake }: OverlapFieldProps) {
  const { name, label, type, before, after, now, by, at } = overlap;
  const choices = [
    { value: "now", title: `保留现在的（${by}，${formatInstant(new Date(at))}）`, shown: now },
    { value: "before", title: "回到原来的", shown: before },
  ] as const;
  return (
    <ValueChoice
      legend={
        <span className="text-muted">
          <span className="font-medium text-ink">{name}</span> · {label}，此次操作改为{" "}
          <PlainValue type={type} value={after} />
        </span>
      }
      type={type}
      choices={choices}
      taken={take ?? null}
      onTake={onTake}
    />
  );
}
