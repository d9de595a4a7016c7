"use client";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { FailureState } from "@/components/shared/failure-state";
import { formatDay, formatInstant, NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SkeletonLines } from "@/components/ui/skeleton";
import { MEMBER_ROLE_NAME, type OpenCard, type ProjectTeam } from "@/server/contracts/project-card";
import { dayOf } from "@/server/domain/periods";
import { AssignDialog } from "./assign-dialog";
import { InvestorsDialog } from "./investors-dialog";
import { TagsDialog } from "./tags-dialog";
import { TeamDialog } from "./team-dialog";

type Open = "team" | "tags" | "assign" | "investors" | null;

/** 专班, 首报, 关联: who serves the project, who reported it first, what it is tied to. */
export function PeoplePanel({ card }: { card: OpenCard }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState<Open>(null);
  const asked = useQuery(trpc.project.team.queryOptions({ id: card.id }));
  const team = asked.data;
  const close = () => setOpen(null);
  return (
    <>
      <Section
        title="承办与首报"
        actions={
          card.rights.assign ? (
            <Edit label="移交承办人" onClick={() => setOpen("assign")} text="移交" />
          ) : null
        }
      >
        <OwnerWords card={card} />
      </Section>
      <Section
        title="专班"
        actions={
          card.rights.edit && team ? (
            <Edit label="调整专班" onClick={() => setOpen("team")} text="调整" />
          ) : null
        }
      >
        {asked.error ? <FailureState error={asked.error} onRetry={() => void asked.refetch()} /> : null}
        {team ? <TeamWords team={team} /> : asked.error ? null : <SkeletonLines lines={3} />}
      </Section>
      <Section
        title="投资方"
        actions={
          card.rights.edit && team ? (
            <Edit label="调整投资方" onClick={() => setOpen("investors")} text="调整" />
          ) : null
        }
      >
        {team ? <InvestorWords card={card} team={team} /> : <SkeletonLines lines={2} />}
      </Section>
      <Section
        title="关联"
        actions={
          card.rights.edit && team ? (
            <Edit label="调整标签" onClick={() => setOpen("tags")} text="调整" />
          ) : null
        }
      >
        {team ? <TagWords team={team} /> : <SkeletonLines lines={2} />}
      </Section>
      {open === "assign" ? <AssignDialog card={card} onClose={close} /> : null}
      {open === "team" && team ? <TeamDialog card={card} team={team} onClose={close} /> : null}
      {open === "investors" && team ? <InvestorsDialog card={card} team={team} onClose={close} /> : null}
      {open === "tags" && team ? <TagsDialog card={card} team={team} onClose={close} /> : null}
    </>
  );
}

const Edit = ({ label, text, onClick }: { label: string; text: string; onClick: () => void }) => (
  <Button size="sm" variant="ghost" aria-label={label} onClick={onClick}>
    {text}
  </Button>
);

const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex gap-3">
    <dt className="w-16 shrink-0 text-faint">{label}</dt>
    <dd className="min-w-0 flex-1 break-words">{children}</dd>
  </div>
);

function OwnerWords({ card }: { card: OpenCard }) {
  const { names } = card;
  return (
    <dl className="flex flex-col gap-1">
      <Line label="承办人">
        {names.owner ?? NONE}
        {names.ownerUnit ? <span className="text-faint"> · {names.ownerUnit}</span> : null}
      </Line>
      <Line label="首报">
        {names.reportingUnit ?? NONE}
        {card.reporterName ? <span className="text-faint"> · {card.reporterName}</span> : null}
      </Line>
      <Line label="首报时间">{firstReportWords(card)}</Line>
    </dl>
  );
}

/** A lead registered here has its second; a ledger says at most the day. */
function firstReportWords({ milestones, firstReportedAt }: OpenCard): string {
  const lead = milestones.find((m) => m.kind === "lead");
  if (lead?.undated) return "日期不详";
  const at = new Date(firstReportedAt);
  return lead?.imported ? formatDay(dayOf(at)) : formatInstant(at);
}

function TeamWords({ team }: { team: ProjectTeam }) {
  if (team.members.length === 0)
    return <p className="text-muted">还没有专班。一个项目一个专班，由组长牵头。</p>;
  return (
    <ul className="flex flex-col gap-1">
      {team.members.map((member) => (
        <li key={member.id} className="flex gap-3">
          <span className="w-16 shrink-0 text-faint">{MEMBER_ROLE_NAME[member.role] ?? member.role}</span>
          <span className="min-w-0 break-words">
            {member.personName}
            {member.post ? <span className="text-faint"> · {member.post}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The list of investors, or the main investor when he stands alone. */
function InvestorWords({ card, team }: { card: OpenCard; team: ProjectTeam }) {
  const { investorId, investorName } = card.basics;
  if (team.investors.length === 0) return <p className="break-words">{investorName || NONE}</p>;
  return (
    <ol className="flex flex-col gap-1">
      {team.investors.map(({ id, name, shareBasisPoints }) => (
        <li key={id} className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 break-words">
            {name}
            {id === investorId && team.investors.length > 1 ? (
              <span className="text-faint"> · 主投资方</span>
            ) : null}
          </span>
          <span className="shrink-0 text-muted tabular-nums">
            {shareBasisPoints === null ? NONE : `${shareBasisPoints / 100}%`}
          </span>
        </li>
      ))}
    </ol>
  );
}

function TagWords({ team }: { team: ProjectTeam }) {
  return (
    <dl className="flex flex-col gap-1">
      <Line label="新引擎">
        {team.engines.length === 0 ? (
          NONE
        ) : (
          <span className="flex flex-wrap gap-1">
            {team.engines.map((engine) => (
              <Badge key={engine.id}>{engine.name}</Badge>
            ))}
          </span>
        )}
      </Line>
      <Line label="关联链">
        {team.linkedChains.length === 0 ? NONE : null}
        {team.linkedChains.map((chain) => (
          <ChainDot key={chain.id} index={chain.hue} name={chain.name} className="mr-3" />
        ))}
      </Line>
    </dl>
  );
}
