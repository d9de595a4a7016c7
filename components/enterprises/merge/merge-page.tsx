"use client";
/** 合并企业: both side by side, one choice for whatever differs, and what follows before anything is done. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure } from "@/components/shared/form-problems";
import { formatCount } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Badge, Notice } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import type { EnterpriseMergeScene, MergingSide } from "@/server/contracts/enterprise-merge";
import { MergeChoices } from "./merge-choices";
import { type EnterpriseMergeForm, useEnterpriseMerge } from "./use-enterprise-merge";

const TRAIL = [{ href: "/enterprises", label: "企业" }];

export function EnterpriseMergePage({ keepId, giveId }: { keepId: number; giveId: number }) {
  const trpc = useTRPC();
  const { data, error, refetch, dataUpdatedAt } = useQuery(
    trpc.enterprise.mergeScene.queryOptions(
      { keepId, giveId },
      { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false },
    ),
  );
  if (error && readFailure(error).code === "not-found")
    return (
      <>
        <PageHeader title="合并企业" trail={TRAIL} />
        <EmptyState title="没有找到这两家企业" action={<ButtonLink href="/enterprises">回到企业</ButtonLink>}>
          其中一家已经并入其他企业，或不在您的查看范围内。
        </EmptyState>
      </>
    );
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96 w-full" />;
  return <Open key={dataUpdatedAt} scene={data} onAgain={() => void refetch()} />;
}

function Open({ scene, onAgain }: { scene: EnterpriseMergeScene; onAgain: () => void }) {
  const form = useEnterpriseMerge(scene);
  const { keep, give, obstacles, warnings } = scene;
  return (
    <>
      <PageHeader
        title="合并企业"
        trail={TRAIL}
        note="两条登记是同一家企业时，合并为一条。合并是一项操作，以后可以在操作记录中撤销，两家各回原样。"
        actions={
          <ButtonLink href={`/enterprises/merge?keep=${give.id}&give=${keep.id}`}>
            换过来，保留另一家
          </ButtonLink>
        }
      />
      <div className="flex flex-col gap-3">
        {obstacles.map((words) => (
          <Notice key={words} tone="late">
            现在还不能合并：{words}
          </Notice>
        ))}
        {warnings.map((words) => (
          <Notice key={words} tone="warn">
            {words}
          </Notice>
        ))}
        <div className="grid gap-2 md:grid-cols-2">
          <Side side={keep} word="保留" />
          <Side side={give} word="并入" />
        </div>
        <MergeChoices scene={scene} form={form} />
        <Relinked scene={scene} />
        <Deed scene={scene} form={form} onAgain={onAgain} />
      </div>
    </>
  );
}

const Side = ({ side, word }: { side: MergingSide; word: string }) => (
  <section aria-label={word} className="min-w-0 rounded-md border border-line bg-surface px-3 py-2">
    <div className="flex items-start gap-2">
      <Badge tone={word === "保留" ? "accent" : "neutral"}>{word}</Badge>
      <Link
        href={`/enterprises/${side.id}`}
        target="_blank"
        className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere] hover:underline"
      >
        {side.name}
      </Link>
    </div>
    <p className="text-sm text-muted">
      荣誉 {side.honours} 项 · 链主 {side.anchors} 条
      {side.otherNames.length > 0 ? ` · 曾用名与简称：${side.otherNames.join("、")}` : ""}
    </p>
  </section>
);

/** Projects that change the enterprise they point at. */
function Relinked({ scene }: { scene: EnterpriseMergeScene }) {
  const { projects } = scene;
  if (projects.length === 0) return null;
  return (
    <Section title="改挂到保留企业的项目" note={`${formatCount(projects.length)} 个`} flush>
      <ul aria-label="改挂到保留企业的项目" className="divide-y divide-line">
        {projects.map((project) => (
          <li key={project.id} className="flex flex-wrap gap-x-3 px-3 py-1.5">
            <Link
              href={`/projects/${project.id}`}
              target="_blank"
              className="min-w-0 [overflow-wrap:anywhere] hover:underline"
            >
              {project.name}
            </Link>
            <span className="text-sm text-faint">{project.number}</span>
            {project.investors === null ? null : (
              <span className="basis-full text-sm text-muted">投资方名单：{project.investors}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface DeedProps {
  scene: EnterpriseMergeScene;
  form: EnterpriseMergeForm;
  onAgain: () => void;
}

/** What goes without saying, the reason, and the deed itself. */
function Deed({ scene, form, onAgain }: DeedProps) {
  const [asking, setAsking] = useState(false);
  const { keep, give } = scene;
  const { submission, reason, name } = form;
  const other = name === give.name ? keep.name : give.name;
  return (
    <Section title="合并">
      <div className="flex flex-col gap-3">
        <ul className="list-disc pl-5 text-muted">
          <li>
            合并后名称为“{name}”，“{other}”留作曾用名，按它搜索、登记或导入都找到这家企业。
          </li>
          <li>荣誉、链主和下属企业归到保留的企业；两边都是投资方的项目合为一行，股比相加。</li>
          <li>项目上的名称、金额和来源地按原来登记的保留，各月报表的数字不变。</li>
        </ul>
        <Field label="合并原因" hint="会记入每个项目的历史" className="max-w-xl">
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
          <ButtonLink href={`/enterprises/${keep.id}`}>不合并</ButtonLink>
          <Button
            variant="primary"
            busy={submission.busy}
            disabled={scene.obstacles.length > 0}
            onClick={() => setAsking(true)}
          >
            合并
          </Button>
        </div>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="合并这两家企业？"
        confirmLabel="合并"
        busy={submission.busy}
        onConfirm={() => {
          setAsking(false);
          void form.merge();
        }}
      >
        <p className="break-words">
          “{give.name}”并入“{keep.name}”，{formatCount(scene.projects.length)} 个项目改挂。以后可以撤销。
        </p>
      </ConfirmDialog>
    </Section>
  );
}
