"use client";
/** What each milestone requires, ticked from lists. */
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { MILESTONE_NAME, MILESTONES, type Milestone } from "@/server/domain/milestones";
import {
  DETAIL_FIELDS,
  EVIDENCE_KINDS,
  type EvidenceKind,
  type Gate,
  PROJECT_FIELDS,
  type Rules,
} from "@/server/domain/rules";

const APPROVALS = [
  { value: "none", label: "无需审核" },
  { value: "section", label: "科长审核" },
  { value: "director", label: "局长审核" },
  { value: "statistics", label: "统计审核" },
];

interface TickListProps<Key extends string> {
  legend: string;
  names: [Key, string][];
  ticked: readonly Key[];
  onChange: (ticked: Key[]) => void;
}

export function TickList<Key extends string>({ legend, names, ticked, onChange }: TickListProps<Key>) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm text-muted">{legend}</legend>
      <div className="grid gap-1 sm:grid-cols-3">
        {names.map(([key, label]) => (
          <Checkbox
            key={key}
            label={label}
            checked={ticked.includes(key)}
            onChange={(e) => onChange(e.target.checked ? [...ticked, key] : ticked.filter((k) => k !== key))}
          />
        ))}
      </div>
    </fieldset>
  );
}

const labels = <Key extends string>(table: Record<Key, { label: string }>) =>
  (Object.entries(table) as [Key, { label: string }][]).map(([k, v]): [Key, string] => [k, v.label]);

export function GateFields({
  gates,
  onChange,
}: {
  gates: Rules["gates"];
  onChange: (gates: Rules["gates"]) => void;
}) {
  const [milestone, setMilestone] = useState<Milestone>("contract");
  const gate = gates[milestone];
  const set = (change: Partial<Gate>) => onChange({ ...gates, [milestone]: { ...gate, ...change } });
  const single = gate.evidence.flatMap((any) => (any.length === 1 ? any : []));
  const choices = gate.evidence.filter((any) => any.length > 1);
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="节点">
          <Select
            value={milestone}
            onChange={(e) => setMilestone(e.target.value as Milestone)}
            options={MILESTONES.map((m) => ({ value: m, label: MILESTONE_NAME[m] }))}
          />
        </Field>
        <Field label="审核">
          <Select
            value={gate.approval}
            onChange={(e) => set({ approval: e.target.value as Gate["approval"] })}
            options={APPROVALS}
          />
        </Field>
      </div>
      <TickList
        legend="须先完成"
        names={MILESTONES.filter((m) => m !== milestone).map((m): [Milestone, string] => [
          m,
          MILESTONE_NAME[m],
        ])}
        ticked={gate.after}
        onChange={(after) => set({ after })}
      />
      <TickList
        legend="须填写（项目）"
        names={labels(PROJECT_FIELDS)}
        ticked={gate.fields}
        onChange={(fields) => set({ fields })}
      />
      <TickList
        legend="须填写（节点）"
        names={labels(DETAIL_FIELDS)}
        ticked={gate.details}
        onChange={(details) => set({ details })}
      />
      <TickList
        legend={
          choices.length > 0
            ? `须上传（另有任选其一：${choices.map((any) => any.map((e) => EVIDENCE_KINDS[e]).join("或")).join("；")}）`
            : "须上传"
        }
        names={Object.entries(EVIDENCE_KINDS) as [EvidenceKind, string][]}
        ticked={single}
        onChange={(kinds) => set({ evidence: [...choices, ...kinds.map((k) => [k])] })}
      />
      <Checkbox
        label="须有一次拜访、来访或会谈记录"
        checked={gate.contact}
        onChange={(e) => set({ contact: e.target.checked })}
      />
    </div>
  );
}
