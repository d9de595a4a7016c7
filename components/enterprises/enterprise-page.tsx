"use client";
/** One enterprise: its card, honours, chains and the projects one may see. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure } from "@/components/shared/form-problems";
import { NONE } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { useCan } from "@/components/shared/viewer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { dayOf } from "@/server/domain/periods";
import { EnterpriseDialog } from "./enterprise-dialog";
import type { EnterpriseCard } from "./enterprise-types";
import { GroupSection } from "./group-section";
import { HonourDialog } from "./honour-dialog";
import { MergeDialog } from "./merge-dialog";
import { MergedNotice } from "./merged-notice";
import { NamesSection } from "./names-section";
import { ProjectLines } from "./project-lines";

export function EnterprisePage({ id }: { id: number }) {
  const trpc = useTRPC();
  const edits = useCan("enterprise:edit");
  const merges = useCan("project:merge");
  const [dialog, setDialog] = useState<"edit" | "honour" | "merge" | null>(null);
  const { data, error, refetch } = useQuery(trpc.enterprise.card.queryOptions({ id }));
  if (error && readFailure(error).code === "not-found")
    return <MergedNotice id={id} error={error} onRetry={() => void refetch()} />;
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96 w-full" />;
  const parent = data.members.find((member) => member.id === data.parentId);
  const facts: [string, ReactNode][] = [
    [
      "统一社会信用代码",
      data.uscc ? `${data.uscc}${data.usccReason ? `（校验位不符：${data.usccReason}）` : ""}` : NONE,
    ],
    [
      "所在地",
      [data.province, data.city === data.province ? "" : data.city].filter(Boolean).join(" ") || NONE,
    ],
    ["类型", data.kind || NONE],
    [
      "所属集团",
      parent ? (
        <>
          <Link href={`/enterprises/${parent.id}`} className="text-accent hover:underline">
            {parent.name}
          </Link>
          {data.groupName ? `（${data.groupName}）` : ""}
        </>
      ) : (
        data.groupName || NONE
      ),
    ],
    ["简介", data.profile || NONE],
  ];
  return (
    <>
      <PageHeader
        trail={[{ href: "/enterprises", label: "企业" }]}
        title={data.name}
        marks={data.anchorOf.map((a) => (
          <Badge key={a.chainId} tone="accent">
            {a.name}链主
          </Badge>
        ))}
        actions={
          <>
            {merges ? <Button onClick={() => setDialog("merge")}>合并企业</Button> : null}
            {edits ? <Button onClick={() => setDialog("edit")}>修改</Button> : null}
          </>
        }
      />
      <div className="grid gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <Section title="基本情况">
            <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[8rem_1fr]">
              {facts.map(([name, words]) => (
                <div key={name} className="contents">
                  <dt className="text-sm text-muted">{name}</dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </Section>
          <Projects projects={data.projects} />
          <GroupSection card={data} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <NamesSection card={data} edits={edits} onChanged={() => void refetch()} />
          <Section
            title="荣誉"
            flush
            actions={
              edits ? (
                <Button size="sm" onClick={() => setDialog("honour")}>
                  登记荣誉
                </Button>
              ) : null
            }
          >
            <Honours honours={data.honours} />
          </Section>
        </div>
      </div>
      {dialog === "edit" ? (
        <EnterpriseDialog card={data} onClose={() => setDialog(null)} onSaved={() => void refetch()} />
      ) : null}
      {dialog === "merge" ? <MergeDialog card={data} onClose={() => setDialog(null)} /> : null}
      {dialog === "honour" ? (
        <HonourDialog id={id} onClose={() => setDialog(null)} onSaved={() => void refetch()} />
      ) : null}
    </>
  );
}

function Projects({ projects }: { projects: EnterpriseCard["projects"] }) {
  return (
    <Section title="投资的项目" note="您可查看的" flush>
      {projects.length === 0 ? <EmptyState title="没有您可查看的项目" /> : null}
      <ProjectLines projects={projects} />
    </Section>
  );
}

function Honours({ honours }: { honours: EnterpriseCard["honours"] }) {
  const today = dayOf(new Date());
  if (honours.length === 0) return <EmptyState title="尚无荣誉记录" />;
  return (
    <ul className="divide-y divide-line">
      {honours.map((h) => (
        <li key={h.id} className="px-3 py-2">
          {h.title}
          <span className="block text-sm text-muted">
            {[h.batch, h.awardedOn].filter(Boolean).join(" · ") || "获得日期不详"}
            {h.expiresOn ? ` 至 ${h.expiresOn}` : ""}{" "}
            {h.expiresOn && h.expiresOn < today ? <Badge tone="warn">已过期</Badge> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
