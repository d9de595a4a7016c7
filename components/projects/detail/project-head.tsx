"use client";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { formatDays } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useRefresh } from "@/components/shared/use-refresh";
import { useSubmission } from "@/components/shared/use-submission";
import { Badge, Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { OpenCard } from "@/server/contracts/project-card";
import { OFF_STATE_NAME } from "@/server/domain/milestones";
import { daysBetween } from "@/server/domain/periods";
import { placeOf } from "../list/project-columns";
import { ProjectLight, StageMark } from "../list/project-marks";
import { LeadDeedDialog } from "./lead-deed-dialog";
import { LeaveDialog, type WayOff } from "./leave-dialog";

/** Name, stage, light, and the ways off the main line and back. */
export function ProjectHead({ card }: { card: OpenCard }) {
  const { basics, names, off, light } = card;
  const days = daysBetween(card.stageSince, card.today);
  const place = placeOf(basics);
  return (
    <>
      <PageHeader
        title={basics.name}
        longTitle
        trail={[{ href: "/projects", label: "项目" }]}
        marks={
          <>
            <StageMark stage={card.stage} offState={off?.state ?? null} size="md" />
            {off ? null : (
              <span className="text-sm text-muted">{days > 0 ? `已${formatDays(days)}` : "今天进入"}</span>
            )}
            <ProjectLight light={light.colour} lightSince={light.since} lightReason={light.reason} />
            {basics.sensitivity === "sensitive" ? <Badge tone="warn">敏感</Badge> : null}
            {card.imported ? <Badge>导入</Badge> : null}
          </>
        }
        note={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
            <span>{card.number}</span>
            {names.chain ? (
              <ChainDot
                index={names.chain.hue}
                name={`${names.chain.name}${names.chain.leader ? ` · 链长 ${names.chain.leader}` : ""}`}
              />
            ) : (
              <span>未定产业链</span>
            )}
            {basics.investorName ? (
              <span>
                {basics.investorName}
                {place ? `（${place}）` : ""}
              </span>
            ) : null}
          </span>
        }
        actions={<HeadActions card={card} />}
      />
      {off ? <OffNotice card={card} /> : null}
    </>
  );
}

function HeadActions({ card }: { card: OpenCard }) {
  const [leaving, setLeaving] = useState<WayOff | "pool" | null>(null);
  if (!card.rights.leave || card.off) return null;
  const signed = card.milestones.some((m) => m.kind === "contract" && m.status === "approved");
  const ways: MenuEntry[] = [
    { id: "held", label: "搁置", note: "暂停推进，到期复核", onSelect: () => setLeaving("held") },
    signed
      ? {
          id: "ended",
          label: "终止",
          note: "已签约项目解除合同",
          danger: true,
          onSelect: () => setLeaving("ended"),
        }
      : {
          id: "lost",
          label: "流失",
          note: "未签约线索不再跟进",
          danger: true,
          onSelect: () => setLeaving("lost"),
        },
    ...(card.lead?.protectedUntil
      ? [
          {
            id: "pool",
            label: "放入公海",
            note: "不再承办，由他人认领",
            onSelect: () => setLeaving("pool"),
          },
        ]
      : []),
  ];
  return (
    <>
      <Menu
        trigger={
          <Button>
            搁置或退出
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        }
        groups={[ways]}
      />
      {leaving === "pool" ? (
        <LeadDeedDialog card={card} deed="release" onClose={() => setLeaving(null)} />
      ) : leaving ? (
        <LeaveDialog card={card} to={leaving} onClose={() => setLeaving(null)} />
      ) : null}
    </>
  );
}

function OffNotice({ card }: { card: OpenCard }) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  const [requestId] = useState(newRequestId);
  const sending = useSubmission([]);
  const { off } = card;
  if (!off) return null;
  const resume = async (reason: string) => {
    const input = { requestId, projectId: card.id, expectedVersion: card.version, reason };
    if (!(await sending.send(() => client.project.resume.mutate(input)))) return;
    setAsking(false);
    await refresh();
  };
  return (
    <Notice tone="warn">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1">
          <b className="font-semibold">{OFF_STATE_NAME[off.state]}</b> 自 {off.since}：{off.reason}
          {off.reviewOn ? `（${off.reviewOn} 复核）` : ""}
        </span>
        {off.state === "held" && card.rights.leave ? (
          <Button size="sm" onClick={() => setAsking(true)}>
            恢复推进
          </Button>
        ) : null}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="恢复推进"
        confirmLabel="恢复"
        reasonLabel="恢复原因"
        busy={sending.busy}
        error={sending.general}
        onConfirm={(reason) => void resume(reason)}
      >
        恢复后回到原来的阶段，重新计时。
      </ConfirmDialog>
    </Notice>
  );
}
