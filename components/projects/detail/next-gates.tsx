"use client";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { NextGate, OpenCard } from "@/server/contracts/project-card";
import { isBehind, MILESTONE_NAME, type Milestone } from "@/server/domain/milestones";
import { GateDialog } from "./gate-dialog";
import { APPROVER, gateField, submitVerb, verbFor } from "./gate-words";

/** 进入 开工 还差 2 项: what each possible next milestone still asks for, one line each. */
export function NextGates({ card }: { card: OpenCard }) {
  const [open, setOpen] = useState<{ milestone: Milestone; field: string | null } | null>(null);
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
              <GateSentence
                gate={gate}
                behind={isBehind(gate.milestone, card.stage)}
                onField={(field) => setOpen({ milestone: gate.milestone, field })}
              />
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
                onClick={() => setOpen({ milestone: gate.milestone, field: null })}
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
          milestone={open.milestone}
          focusOn={open.field}
          open
          onOpenChange={(stays) => setOpen(stays ? open : null)}
        />
      ) : null}
    </section>
  );
}

interface SentenceProps {
  gate: NextGate;
  behind: boolean;
  /** Opens the gate at the place of one thing that is missing. */
  onField: (field: string) => void;
}

function GateSentence({ gate, behind, onField }: SentenceProps) {
  const { missing } = gate;
  const items = [
    ...missing.map((m) => ({ field: gateField(m), words: `${m.label}（${verbFor(m.kind)}）` })),
    { field: "occurredOn", words: `实际${MILESTONE_NAME[gate.milestone]}日期（填写）` },
  ];
  return (
    <>
      <span className="text-muted">{behind ? "补报" : "进入"} </span>
      <b className="font-semibold">{MILESTONE_NAME[gate.milestone]}</b>{" "}
      <span className="text-muted">还差 {items.length} 项：</span>
      {items.map(({ field, words }, at) => (
        <span key={field}>
          {at > 0 ? " · " : ""}
          <button
            type="button"
            className="rounded-xs text-left hover:underline"
            onClick={() => onField(field)}
          >
            {words}
          </button>
        </span>
      ))}
      {gate.returnReason ? (
        <span className="ml-2 inline-flex items-center gap-1">
          <Badge tone="late">已退回</Badge>
          <span className="text-late">{gate.returnReason}</span>
        </span>
      ) : null}
    </>
  );
}
