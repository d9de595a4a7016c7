"use client";
/** 首报异议: where it stands, what one may do now, both sides with their papers, and every step so far. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure } from "@/components/shared/form-problems";
import { formatDay, formatInstant } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { DisputeCard, NamedShare, SeenProject } from "@/server/contracts/attribution";
import { percent } from "@/server/domain/attribution-shares";
import { type DisputeDeed, DisputeDeedDialog } from "./dispute-deed-dialog";
import { DisputeSidePanel } from "./dispute-side";
import { DueWords } from "./due-words";
import { OutcomeDialog } from "./outcome-dialog";
import { DisputeBadge } from "./step-badge";

const TRAIL = [{ href: "/attribution", label: "异议与流转" }];

export function DisputePage({ id }: { id: number }) {
  const trpc = useTRPC();
  const asked = useQuery(trpc.attribution.dispute.queryOptions({ id }));
  if (asked.error && !asked.data)
    return (
      <>
        <PageHeader title="首报异议" trail={TRAIL} />
        {readFailure(asked.error).code === "not-found" ? (
          <EmptyState
            title="没有找到这项异议"
            action={<ButtonLink href="/attribution">回到异议与流转</ButtonLink>}
          >
            编号有误，或不涉及您的单位。
          </EmptyState>
        ) : (
          <FailureState error={asked.error} onRetry={() => void asked.refetch()} />
        )}
      </>
    );
  if (!asked.data) return <SkeletonLines lines={10} />;
  return <OpenDispute dispute={asked.data} />;
}

function OpenDispute({ dispute }: { dispute: DisputeCard }) {
  const { challenger, respondent } = dispute;
  return (
    <>
      <PageHeader
        title={`${challenger.unit}对${respondent.unit}的首报异议`}
        trail={TRAIL}
        marks={<DisputeBadge step={dispute.step} />}
        note={
          <span className="flex flex-wrap gap-x-3">
            <span>{formatDay(dispute.raisedOn)} 提出</span>
            <DueWords dueOn={dispute.dueOn} mine={isMine(dispute)} />
          </span>
        }
        actions={<Deeds dispute={dispute} />}
      />
      <div className="flex flex-col gap-3">
        <Outcome dispute={dispute} />
        <Projects dispute={dispute} />
        <div className="grid grid-cols-1 items-start gap-3 lg:grid-cols-2">
          <DisputeSidePanel dispute={dispute} side="challenger" />
          <DisputeSidePanel dispute={dispute} side="respondent" />
        </div>
        <Steps dispute={dispute} />
      </div>
    </>
  );
}

const isMine = ({ rights }: DisputeCard): boolean =>
  rights.attach || rights.mediate || rights.consent || rights.rule;

type Deed = DisputeDeed | "mediate" | "rule";

function Deeds({ dispute }: { dispute: DisputeCard }) {
  const [open, setOpen] = useState<Deed | null>(null);
  const { rights } = dispute;
  const close = () => setOpen(null);
  const deed = (may: boolean, id: Deed, label: string, weight: "primary" | "secondary" | "ghost") =>
    may ? (
      <Button variant={weight} onClick={() => setOpen(id)}>
        {label}
      </Button>
    ) : null;
  return (
    <>
      {deed(rights.withdraw, "withdraw", "撤回异议", "ghost")}
      {deed(rights.attach, "close", "举证完毕", "secondary")}
      {deed(rights.consent, "disagree", "不同意", "secondary")}
      {deed(rights.consent, "agree", "同意方案", "primary")}
      {deed(rights.appeal, "appeal", "申请复议", "secondary")}
      {deed(rights.mediate, "mediate", "调解", "primary")}
      {deed(rights.rule, "rule", "裁定", "primary")}
      {open === "mediate" || open === "rule" ? (
        <OutcomeDialog dispute={dispute} deed={open} onClose={close} />
      ) : open ? (
        <DisputeDeedDialog dispute={dispute} deed={open} onClose={close} />
      ) : null}
    </>
  );
}

const shareText = (shares: readonly NamedShare[]) =>
  shares.map((s) => `${s.unit} ${percent(s.basisPoints)}`).join("、");

function Outcome({ dispute }: { dispute: DisputeCard }) {
  const { shares, proposed, step } = dispute;
  if (shares)
    return (
      <Notice tone="ok">
        首报归属：{shareText(shares)}
        {step === "appeal" ? "（复议中，继续有效）" : ""}
      </Notice>
    );
  if (step === "consent") return <Notice tone="accent">调解方案：{shareText(proposed)}，待异议方确认</Notice>;
  return null;
}

function Projects({ dispute }: { dispute: DisputeCard }) {
  const { project, ownProject, challenger, respondent } = dispute;
  return (
    <Section title="涉及项目">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-faint">{respondent.unit}首报</dt>
        <dd className="break-words">
          <SeenName project={project} />
        </dd>
        <dt className="text-faint">{challenger.unit}后报</dt>
        <dd className="break-words">
          <SeenName project={ownProject} registered={dispute.ownRegistered} />
        </dd>
      </dl>
    </Section>
  );
}

const SeenName = ({ project, registered = true }: { project: SeenProject; registered?: boolean }) =>
  project ? (
    <Link href={`/projects/${project.id}`} className="underline underline-offset-2">
      {project.name}
    </Link>
  ) : (
    <span className="text-muted">{registered ? "内容不在您的查看范围内" : "没有登记，按填报内容提出"}</span>
  );

function Steps({ dispute }: { dispute: DisputeCard }) {
  return (
    <Section title="办理经过" flush>
      <ol className="divide-y divide-line">
        {dispute.entries.map((entry) => (
          <li key={entry.version} className="px-3 py-2.5">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium">{entry.title}</span>
              <span className="text-sm text-faint">
                {entry.who} · {formatInstant(new Date(entry.at))}
              </span>
            </p>
            {entry.text ? <p className="break-words">{entry.text}</p> : null}
            {entry.reason ? <p className="break-words whitespace-pre-line">{entry.reason}</p> : null}
            {entry.due ? (
              <p className="text-sm text-muted">
                {entry.due.label} {entry.due.on}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
