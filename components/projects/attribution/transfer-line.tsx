"use client";
/** A transfer in a list, with what the reader may do about it. */
import Link from "next/link";
import { useState } from "react";
import { formatDay } from "@/components/shared/format";
import { Amount } from "@/components/shared/unit-switch";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { TransferRow } from "@/server/contracts/attribution";
import { percent, WHOLE } from "@/server/domain/attribution-shares";
import { AnswerDialog } from "./answer-dialog";
import { DueWords } from "./due-words";
import { TransferBadge } from "./step-badge";
import { TransferDeedDialog } from "./transfer-deed-dialog";

type Open = "accept" | "decline" | "approve" | "refuse" | "withdraw" | null;

export function TransferLine({ transfer, named = true }: { transfer: TransferRow; named?: boolean }) {
  const [open, setOpen] = useState<Open>(null);
  const { project, about, rights } = transfer;
  const close = () => setOpen(null);
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-3 py-2.5">
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {named ? <ProjectName transfer={transfer} /> : null}
          <TransferBadge step={transfer.step} />
          {transfer.mine ? <Badge tone="warn">待我办</Badge> : null}
        </p>
        <p className="mt-0.5 text-sm text-muted">
          {transfer.fromUnit} → {transfer.toUnit} · 份额 {percent(transfer.keptBasisPoints)} /{" "}
          {percent(WHOLE - transfer.keptBasisPoints)} · {transfer.proposedBy} {formatDay(transfer.proposedOn)}{" "}
          提出
        </p>
        {named && about && project ? (
          <p className="mt-0.5 text-sm text-muted">
            {[about.chain, about.investor].filter(Boolean).join(" · ")}{" "}
            <Amount fen={about.amountFen} withUnit trim />
          </p>
        ) : null}
        {named && about?.content ? <p className="mt-0.5 line-clamp-2 text-sm">{about.content}</p> : null}
        <p className="mt-0.5 text-sm break-words">{transfer.reason}</p>
        {transfer.ownerName ? (
          <p className="mt-0.5 text-sm text-muted">接收承办 {transfer.ownerName}</p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <DueWords dueOn={transfer.dueOn} mine={transfer.mine} />
        {rights.withdraw ? <Deed label="撤回" onClick={() => setOpen("withdraw")} quiet /> : null}
        {rights.answer ? <Deed label="不接收" onClick={() => setOpen("decline")} /> : null}
        {rights.answer ? <Deed label="接收" onClick={() => setOpen("accept")} /> : null}
        {rights.decide ? <Deed label="不批准" onClick={() => setOpen("refuse")} /> : null}
        {rights.decide ? <Deed label="批准" onClick={() => setOpen("approve")} /> : null}
      </div>
      {open === "accept" ? <AnswerDialog transfer={transfer} onClose={close} /> : null}
      {open !== null && open !== "accept" ? (
        <TransferDeedDialog transfer={transfer} deed={open} onClose={close} />
      ) : null}
    </li>
  );
}

const Deed = ({ label, onClick, quiet }: { label: string; onClick: () => void; quiet?: boolean }) => (
  <Button size="sm" variant={quiet ? "ghost" : "secondary"} onClick={onClick}>
    {label}
  </Button>
);

/** An offer is read here; the project itself opens only to who may see it anyway. */
function ProjectName({ transfer }: { transfer: TransferRow }) {
  const { project } = transfer;
  if (!project) return <span className="font-medium">{transfer.fromUnit}流转的项目</span>;
  if (transfer.rights.answer) return <span className="min-w-0 font-medium break-words">{project.name}</span>;
  return (
    <Link href={`/projects/${project.id}`} className="min-w-0 font-medium break-words hover:underline">
      {project.name}
    </Link>
  );
}
