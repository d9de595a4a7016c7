"use client";
/** 离任移交: everything that one person has in hand goes to others, all of it in one operation. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CountLines } from "@/components/shared/count-lines";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure } from "@/components/shared/form-problems";
import { formatDay } from "@/components/shared/format";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPC } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { Badge, Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { Portfolio, PortfolioProject } from "@/server/contracts/leaver";
import { useChoices } from "../detail/use-choices";
import { byLeadUnit, noReceivers, type Receivers, receiverOf } from "./leaver-receivers";

interface LeaverDialogProps {
  personId: number;
  onClose: () => void;
  onDone: (words: string) => void;
}

function useLeaver({ personId, onDone }: LeaverDialogProps) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const choices = useChoices();
  const [receivers, setReceivers] = useState<Receivers>(noReceivers);
  const [requestId, setRequestId] = useState(newRequestId);
  const portfolio = useQuery(trpc.project.portfolio.queryOptions({ personId }, { staleTime: 0, gcTime: 0 }));
  const commit = useMutation(
    trpc.project.handOverPortfolio.mutationOptions({
      onSuccess: async ({ changed }) => {
        onDone(`已移交 ${changed} 个项目，可以在“操作记录”中撤销`);
        await refresh();
      },
      onError: () => setRequestId(newRequestId()),
    }),
  );
  const chosen = (portfolio.data?.projects ?? []).flatMap((project) => {
    const receiver = receiverOf(receivers, project);
    return receiver === null
      ? []
      : [{ id: project.id, version: project.version, receiverId: Number(receiver) }];
  });
  const options = (choices?.owners ?? [])
    .filter((o) => o.id !== personId)
    .map((o): ComboOption => {
      const option = { value: String(o.id), label: o.name };
      return o.unitName ? { ...option, note: o.unitName, keywords: o.unitName } : option;
    });
  return {
    portfolio,
    receivers,
    setReceivers,
    options,
    loading: !choices,
    chosen,
    commit,
    again: async () => {
      commit.reset();
      await portfolio.refetch();
    },
    save: () => commit.mutate({ requestId, personId, projects: chosen }),
  };
}
type LeaverForm = ReturnType<typeof useLeaver>;

export function LeaverDialog(props: LeaverDialogProps) {
  const form = useLeaver(props);
  const { portfolio, commit, chosen } = form;
  const found = portfolio.data;
  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      title={found ? `${found.name}离任移交` : "离任移交"}
      description="名下项目、专班中的位置和未办的下一步一起移交；接收人可以统一选，也可以按主办部门或逐个项目另选。一次完成，要么全部生效，要么都不改。"
      size="lg"
      sticky={chosen.length > 0}
      footer={
        <>
          <Button onClick={props.onClose}>取消</Button>
          {commit.error ? (
            <Button variant="primary" busy={portfolio.isFetching} onClick={() => void form.again()}>
              重新核对
            </Button>
          ) : (
            <Button
              variant="primary"
              busy={commit.isPending}
              disabled={chosen.length === 0}
              onClick={form.save}
            >
              {chosen.length > 0 ? `移交 ${chosen.length} 个` : "移交"}
            </Button>
          )}
        </>
      }
    >
      {portfolio.error ? (
        <FailureState error={portfolio.error} onRetry={() => void portfolio.refetch()} />
      ) : null}
      {!found && !portfolio.error ? <SkeletonLines lines={5} /> : null}
      {found ? (
        <div className="flex flex-col gap-3">
          <InHand found={found} handed={chosen.length} />
          {found.projects.length > 0 ? <Receiving form={form} projects={found.projects} /> : null}
          {commit.error ? <Notice tone="late">{readFailure(commit.error).message}</Notice> : null}
        </div>
      ) : null}
    </Dialog>
  );
}

function InHand({ found, handed }: { found: Portfolio; handed: number }) {
  const { projects, kept } = found;
  const lines = [
    { label: "承办", count: projects.filter((p) => p.owns).length, note: "承办人改为接收人" },
    { label: "专班", count: projects.filter((p) => p.serves).length, note: "接收人接替其在专班中的位置" },
    { label: "未办下一步", count: projects.filter((p) => p.owns && p.nextStep).length, note: "随项目移交" },
    { label: "未选接收人", count: projects.length - handed, note: "留在其名下" },
  ];
  if (projects.length === 0 && kept.length === 0)
    return <EmptyState title="名下没有项目，也不在任何专班">不必移交，账号可以停用。</EmptyState>;
  return <CountLines lines={lines.filter(({ count }) => count > 0)} kept={kept} />;
}

const STEP = 50;

function Receiving({ form, projects }: { form: LeaverForm; projects: readonly PortfolioProject[] }) {
  const { receivers, setReceivers, options, loading } = form;
  const groups = byLeadUnit(projects);
  const common = { options, loading };
  return (
    <>
      <Field label="全部交给">
        <Combobox {...common} value={receivers.all} onChange={(all) => setReceivers({ ...receivers, all })} />
      </Field>
      {groups.map(([unit, mine]) => (
        <section key={unit} aria-label={unit} className="rounded-md border border-line">
          <div className="flex flex-wrap items-center gap-2 bg-sunken px-3 py-1.5">
            <h3 className="min-w-0 flex-1 font-medium">
              {unit} <span className="text-sm text-faint">{mine.length} 个</span>
            </h3>
            <div className="w-full sm:w-64">
              <Combobox
                {...common}
                aria-label={`${unit}的项目交给`}
                placeholder="这个部门的项目交给"
                value={receivers.byUnit[unit] ?? null}
                onChange={(to) => setReceivers({ ...receivers, byUnit: { ...receivers.byUnit, [unit]: to } })}
              />
            </div>
          </div>
          <Projects form={form} projects={mine} />
        </section>
      ))}
    </>
  );
}

function Projects({ form, projects }: { form: LeaverForm; projects: readonly PortfolioProject[] }) {
  const { receivers, setReceivers, options, loading } = form;
  const [shown, setShown] = useState(STEP);
  return (
    <ul className="divide-y divide-line">
      {projects.slice(0, shown).map((project) => (
        <li key={project.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
          <span className="min-w-0 flex-[1_1_16rem] break-words">
            {project.name} {project.owns ? null : <Badge>仅在专班</Badge>}
            {project.nextStep ? (
              <span className="block text-sm text-muted">
                下一步：{project.nextStep}
                {project.nextDueOn ? `，${formatDay(project.nextDueOn)} 前` : ""}
              </span>
            ) : null}
          </span>
          <div className="w-full sm:w-64">
            <Combobox
              aria-label={`${project.name}交给`}
              options={options}
              loading={loading}
              value={receiverOf(receivers, project)}
              onChange={(to) =>
                setReceivers({ ...receivers, byProject: { ...receivers.byProject, [project.id]: to } })
              }
            />
          </div>
        </li>
      ))}
      {projects.length > shown ? (
        <li className="p-1 text-center">
          <Button size="sm" variant="ghost" onClick={() => setShown(shown + 4 * STEP)}>
            还有 {projects.length - shown} 个
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
