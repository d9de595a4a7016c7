"use client";
/** 归属与流转 on the page of a project: whose the credit is, what is disputed, where it is on its way to. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatDay } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import type { ProjectAttribution } from "@/server/contracts/attribution";
import type { OpenCard } from "@/server/contracts/project-card";
import { percent } from "@/server/domain/attribution-shares";
import { isOpen } from "@/server/domain/transfer";
import { DisputeLine } from "./dispute-line";
import { ProposeDialog } from "./propose-dialog";
import { TransferLine } from "./transfer-line";

export function AttributionPanel({ card }: { card: OpenCard }) {
  const trpc = useTRPC();
  const [proposing, setProposing] = useState(false);
  const { data } = useQuery(trpc.attribution.ofProject.queryOptions({ id: card.id }));
  if (!data) return null;
  const mayPropose = data.mayPropose && !card.off && !data.transfers.some(isOpen);
  const nothing = data.shares.length + data.disputes.length + data.transfers.length === 0;
  if (nothing && !mayPropose) return null;
  return (
    <Section
      title="归属与流转"
      flush
      actions={
        mayPropose ? (
          <Button size="sm" variant="ghost" onClick={() => setProposing(true)}>
            提出流转
          </Button>
        ) : null
      }
    >
      {nothing ? (
        <p className="p-3 text-muted">归属没有变动，由首报和承办单位承担。不适合本单位的可以流转。</p>
      ) : null}
      {data.shares.length > 0 ? <Shares shares={data.shares} /> : null}
      {data.disputes.length + data.transfers.length > 0 ? (
        <ul className="divide-y divide-line border-t border-line first:border-t-0">
          {data.disputes.map((dispute) => (
            <DisputeLine key={`d${dispute.id}`} dispute={dispute} named={false} />
          ))}
          {data.transfers.map((transfer) => (
            <TransferLine key={`t${transfer.id}`} transfer={transfer} named={false} />
          ))}
        </ul>
      ) : null}
      {proposing ? <ProposeDialog card={card} onClose={() => setProposing(false)} /> : null}
    </Section>
  );
}

const SOURCE = { dispute: "首报异议", transfer: "流转" } as const;

function Shares({ shares }: { shares: ProjectAttribution["shares"] }) {
  const [first] = shares;
  return (
    <div className="flex flex-col gap-1 p-3">
      <dl className="flex flex-col gap-1">
        {shares.map((share) => (
          <div key={share.unitId} className="flex items-baseline gap-3">
            <dt className="min-w-0 flex-1 break-words">{share.unit}</dt>
            <dd className="tabular-nums">{percent(share.basisPoints)}</dd>
          </div>
        ))}
      </dl>
      {first ? (
        <p className="text-sm text-faint">
          {formatDay(first.effectiveOn)} 起，{SOURCE[first.source]}确定
        </p>
      ) : null}
    </div>
  );
}
