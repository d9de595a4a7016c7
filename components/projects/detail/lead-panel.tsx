"use client";
/** 时限与保护: what the lead is owed and until when, who holds it and how long, and the decisions that belong to it. */
import clsx from "clsx";
import { useState } from "react";
import { formatDay } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useViewer } from "@/components/shared/viewer";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { LeadCard } from "@/server/contracts/lead";
import type { OpenCard } from "@/server/contracts/project-card";
import { DUTIES, type Duty } from "@/server/domain/duties";
import { NOTICE_REASON } from "@/server/domain/ownership";
import { type Day, daysBetween } from "@/server/domain/periods";
import { can } from "@/server/domain/permissions";
import { ClaimButton } from "../pool/claim-button";
import { JudgeDialog } from "./judge-dialog";
import { LeadDeedDialog } from "./lead-deed-dialog";

export function LeadPanel({ card }: { card: OpenCard }) {
  const viewer = useViewer();
  const [open, setOpen] = useState<"judge" | "extend" | null>(null);
  const { lead } = card;
  if (!lead) return null;
  const mayJudge =
    card.rights.judge &&
    card.stage === "lead" &&
    lead.judgedOn === null &&
    lead.pooledOn === null &&
    card.basics.ownerId !== viewer.id;
  const mayExtend = card.rights.edit && lead.protectedUntil !== null && !lead.extended;
  return (
    <Section
      title="时限与保护"
      actions={
        <>
          {mayExtend ? (
            <Button size="sm" variant="ghost" onClick={() => setOpen("extend")}>
              延长保护期
            </Button>
          ) : null}
          {mayJudge ? (
            <Button size="sm" onClick={() => setOpen("judge")}>
              研判
            </Button>
          ) : null}
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <Standing
          lead={lead}
          projectId={card.id}
          name={card.basics.name}
          mayClaim={can(viewer, "pool:claim")}
        />
        <DutyList duties={lead.duties} today={card.today} />
        <Protection lead={lead} />
      </div>
      {open === "judge" ? <JudgeDialog card={card} onClose={() => setOpen(null)} /> : null}
      {open === "extend" ? <LeadDeedDialog card={card} deed="extend" onClose={() => setOpen(null)} /> : null}
    </Section>
  );
}

interface StandingProps {
  lead: LeadCard;
  projectId: number;
  name: string;
  mayClaim: boolean;
}

/** In the pool, or on its way there. */
function Standing({ lead, projectId, name, mayClaim }: StandingProps) {
  if (lead.pooledOn)
    return (
      <Notice tone="warn">
        <span className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 flex-1">{lead.pooledOn} 进入公海，无人承办</span>
          {mayClaim ? <ClaimButton id={projectId} name={name} /> : null}
        </span>
      </Notice>
    );
  if (!lead.notice) return null;
  return (
    <Notice tone="warn">
      {NOTICE_REASON[lead.notice.reason]}，{lead.notice.lapsesOn} 起进入公海。
      {lead.notice.reason === "silent" ? "此前登记一次跟进即可保留。" : "此前进入在谈或延长保护期即可保留。"}
    </Notice>
  );
}

const overdue = ({ doneOn, dueOn }: Duty, today: Day) => doneOn === null && dueOn < today;

function DutyList({ duties, today }: { duties: readonly Duty[]; today: Day }) {
  if (duties.length === 0) return null;
  return (
    <dl className="flex flex-col gap-1" aria-label="办理时限">
      {duties.map((duty) => (
        <div key={duty.kind} className="flex gap-3">
          <dt className="w-20 shrink-0 text-faint">{DUTIES[duty.kind]}</dt>
          <dd className={clsx("min-w-0 flex-1", overdue(duty, today) ? "text-late" : "")}>
            {duty.doneOn
              ? `${formatDay(duty.doneOn, "near")} 已办`
              : overdue(duty, today)
                ? `应于 ${formatDay(duty.dueOn, "near")} 前办，已过 ${daysBetween(duty.dueOn, today)} 天`
                : `${formatDay(duty.dueOn, "near")} 前`}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const CREDIT = {
  open: (until: Day) => `${until} 前签约，首报人保留引荐`,
  kept: () => "已按期签约，首报人保留引荐",
  gone: (until: Day) => `引荐保留期 ${until} 已过`,
};

function Protection({ lead }: { lead: LeadCard }) {
  return (
    <dl className="flex flex-col gap-1">
      {lead.protectedUntil ? (
        <div className="flex gap-3">
          <dt className="w-20 shrink-0 text-faint">首报保护</dt>
          <dd className="min-w-0 flex-1">
            至 {lead.protectedUntil}
            {lead.extended ? <span className="text-faint"> · 已延长</span> : null}
          </dd>
        </div>
      ) : null}
      {lead.credit ? (
        <div className="flex gap-3">
          <dt className="w-20 shrink-0 text-faint">引荐</dt>
          <dd className="min-w-0 flex-1">{CREDIT[lead.credit.state](lead.credit.until)}</dd>
        </div>
      ) : null}
    </dl>
  );
}
