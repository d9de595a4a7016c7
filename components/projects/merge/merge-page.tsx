"use client";
/** 合并项目: both side by side, one choice for whatever differs, and the totals before anything is done. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure } from "@/components/shared/form-problems";
import { formatDay } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { StagePill } from "@/components/shared/stage-pill";
import { useTRPC } from "@/components/shared/trpc";
import { Badge, Notice } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import type { MergeProject, MergeScene } from "@/server/contracts/merge";
import { MILESTONE_NAME, OFF_STATE_NAME, rankOf } from "@/server/domain/milestones";
import { dayOf } from "@/server/domain/periods";
import { MergeFields } from "./merge-fields";
import { MergeMilestones, MergeRows } from "./merge-rows";
import { MergeTotals } from "./merge-totals";
import { type MergeForm, useMerge } from "./use-merge";

const TRAIL = [
  { href: "/projects", label: "项目" },
  { href: "/projects/duplicates", label: "疑似重复" },
];

export function MergePage({ keepId, giveId }: { keepId: number; giveId: number }) {
  const trpc = useTRPC();
  const { data, error, refetch, dataUpdatedAt } = useQuery(
    trpc.project.mergeScene.queryOptions(
      { keepId, giveId },
      { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false },
    ),
  );
  if (error && readFailure(error).code === "not-found")
    return (
      <>
        <PageHeader title="合并项目" trail={TRAIL} />
        <EmptyState
          title="没有找到这两个项目"
          action={<ButtonLink href="/projects/duplicates">回到疑似重复</ButtonLink>}
        >
          其中一个已经合并、已经撤销，或不在您的查看范围内。
        </EmptyState>
      </>
    );
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96 w-full" />;
  return <Open key={dataUpdatedAt} scene={data} onAgain={() => void refetch()} />;
}

function Open({ scene, onAgain }: { scene: MergeScene; onAgain: () => void }) {
  const form = useMerge(scene);
  const { keep, give, obstacles } = scene;
  return (
    <>
      <PageHeader
        title="合并项目"
        trail={TRAIL}
        note="两条登记是同一项目时，合并为一条。合并是一项操作，以后可以在操作记录中撤销，两个项目各回原样。"
        actions={
          <ButtonLink href={`/projects/merge?keep=${give.id}&give=${keep.id}`}>换过来，保留另一个</ButtonLink>
        }
      />
      <div className="flex flex-col gap-3">
        {obstacles.length > 0 ? (
          <Notice tone="warn">
            <p className="font-medium">现在还不能合并：</p>
            <ul className="list-disc pl-5">
              {obstacles.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
        <div className="grid gap-2 md:grid-cols-2">
          <Side project={keep} word="保留" first={!scene.earlier} />
          <Side project={give} word="并入" first={scene.earlier} />
        </div>
        <MergeFields scene={scene} form={form} />
        <MergeMilestones scene={scene} form={form} />
        <MergeRows scene={scene} form={form} />
        <MergeTotals scene={scene} after={form.after} />
        <Deed scene={scene} form={form} onAgain={onAgain} />
      </div>
    </>
  );
}

function Side({ project, word, first }: { project: MergeProject; word: string; first: boolean }) {
  return (
    <section aria-label={word} className="min-w-0 rounded-md border border-line bg-surface px-3 py-2">
      <div className="flex items-start gap-2">
        <Badge tone={word === "保留" ? "accent" : "neutral"}>{word}</Badge>
        <Link
          href={`/projects/${project.id}`}
          target="_blank"
          className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere] hover:underline"
        >
          {project.name}
        </Link>
        {project.off ? (
          <StagePill label={OFF_STATE_NAME[project.off]} step={0} off size="sm" />
        ) : (
          <StagePill label={MILESTONE_NAME[project.stage]} step={rankOf(project.stage)} size="sm" />
        )}
      </div>
      <p className="text-sm text-muted">
        {project.number} · {first ? "首报" : "后报"} {project.firstReporter || "未记"}{" "}
        {formatDay(dayOf(new Date(project.firstReportedAt)))}
      </p>
      <p className="text-sm text-muted">
        跟进 {project.followUps} 条 · 材料 {project.papers} 份
      </p>
    </section>
  );
}

/** What goes without saying, the reason, and the deed itself. */
function Deed({ scene, form, onAgain }: { scene: MergeScene; form: MergeForm; onAgain: () => void }) {
  const [asking, setAsking] = useState(false);
  const { keep, give } = scene;
  const { submission, reason } = form;
  const lacksReason = scene.closed && reason.trim() === "";
  return (
    <Section title="合并">
      <div className="flex flex-col gap-3">
        <ul className="list-disc pl-5 text-muted">
          <li>
            首报单位
            {scene.earlier
              ? `改记为${give.firstReporter || "另一项目的首报单位"}（登记在先）`
              : `仍为${keep.firstReporter || "原单位"}`}
            ；项目编号仍为 {keep.number}，搜索 {give.number} 也会找到它。
          </li>
          <li>
            跟进 {give.followUps} 条、材料 {give.papers} 份归到保留的项目；“{give.name}”的历史仍可查阅。
          </li>
        </ul>
        <Field
          label="合并原因"
          required={scene.closed}
          hint={scene.closed ? "涉及已关账月份的数字，须说明原因" : "会记入两个项目的历史"}
          error={submission.problemAt("reason")}
          className="max-w-xl"
        >
          <TextField
            value={reason}
            maxLength={500}
            onChange={(event) => form.setReason(event.target.value)}
          />
        </Field>
        {submission.general ? (
          <Notice tone="late">
            {submission.general}{" "}
            <Button size="sm" onClick={onAgain}>
              重新核对
            </Button>
          </Notice>
        ) : null}
        <div className="flex justify-end gap-2">
          <ButtonLink href="/projects/duplicates">不合并</ButtonLink>
          <Button
            variant="primary"
            busy={submission.busy}
            disabled={scene.obstacles.length > 0 || lacksReason}
            onClick={() => setAsking(true)}
          >
            合并
          </Button>
        </div>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="合并这两个项目？"
        confirmLabel="合并"
        busy={submission.busy}
        onConfirm={() => {
          setAsking(false);
          void form.merge();
        }}
      >
        <p className="break-words">
          “{give.name}”并入“{keep.name}”。台账和合计按上面所列，以后可以撤销。
        </p>
      </ConfirmDialog>
    </Section>
  );
}
