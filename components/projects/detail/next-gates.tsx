"use client";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { NextGate, OpenCard } from "@/server/contracts/project-card";
import { isBehind, MILESTONE_NAME, type Milestone } from "@/server/domain/milestones";
import { GateDialog } from "./gate-dialog";
import { APPROVER, submitVerb, verbFor } from "./gate-words";

/** 进入 开工 还差 2 项: what each possible next milestone still asks for, one line each. */
export function NextGates({ card }: { card: OpenCard }) {
  const [open, setOpen] = useState<Milestone | null>(null);
  if (card.next.length === 0) return null;
  return (
    <section aria-label="下一节点" className="rounded-md border border-line bg-surface">
      <ul>
        {card.next.map((gate) => (
          <li
            key={gate.milestone}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-2 first:border-t-0"
          >
            <p className="min-w-0 flex-[1_1_16rem]">
              <GateSentence gate={gate} behind={isBehind(gate.milestone, card.stage)} />
            </p>
            <div className="ml-auto flex items-center gap-3">
              <span className="text-sm text-faint">{APPROVER[gate.approval]}</span>
              <Button
                size="sm"
                variant={
                  card.rights.submit && gate.missing.length === 0 && !isBehind(gate.milestone, card.stage)
                    ? "primary"
                    : "secondary"
                }
                onClick={() => setOpen(gate.milestone)}
                aria-label={`${card.rights.submit ? submitVerb(gate.approval) : "查看"}${MILESTONE_NAME[gate.milestone]}`}
              >
                {card.rights.submit ? submitVerb(gate.approval) : "查看"}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {open ? (
        <GateDialog
          projectId={card.id}
          milestone={open}
          open
          onOpenChange={(stays) => setOpen(stays ? open : null)}
        />
      ) : null}
    </section>
  );
}

function GateSentence({ gate, behind }: { gate: NextGate; behind: boolean }) {
  const { missing } = gate;
  return (
    <>
      <span className="text-muted">{behind ? "补报" : "进入"} </span>
      <b className="font-semibold">{MILESTONE_NAME[gate.milestone]}</b>{" "}
      <span className="text-muted">还差 {missing.length + 1} 项：</span>
      {[
        ...missing.map((m) => `${m.label}（${verbFor(m.kind)}）`),
        `实际${MILESTONE_NAME[gate.milestone]}日期（填写）`,
      ].join(" · ")}
      {gate.returnReason ? (
        <span className="ml-2 inline-flex items-center gap-1">
          <Badge tone="late">已退回</Badge>
          <span className="text-late">{gate.returnReason}</span>
        </span>
      ) : null}
    </>
  );
}
