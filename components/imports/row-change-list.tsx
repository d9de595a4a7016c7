"use client";
/** The fields of a known project that a row would change: before and after with a tick, or both sides of a conflict. */
import { useState } from "react";
import { PlainValue } from "@/components/shared/change-text";
import { formatInstant } from "@/components/shared/format";
import { ValueChoice } from "@/components/shared/value-choice";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import type { ImportRowView } from "@/server/contracts/import-batch";
import type { RowChange, Take } from "@/server/contracts/import-merge";
import type { Batch } from "./use-import-batch";

interface RowChangeListProps {
  batch: Batch;
  row: ImportRowView;
}

export function RowChangeList({ batch, row }: RowChangeListProps) {
  const open = batch.open && row.fate === "changed";
  // Shown as chosen while the answer is on its way.
  const [sent, setSent] = useState<Record<string, Take | null>>({});
  const decide = async (field: string, take: Take | null) => {
    setSent((now) => ({ ...now, [field]: take }));
    await batch.decide({ cells: [{ sheet: row.sheet, row: row.row, field, take }] });
    setSent(({ [field]: _answered, ...others }) => others);
  };
  const changes = row.changes.map((change) => {
    const chosen = sent[change.field];
    return chosen === undefined ? change : { ...change, take: chosen };
  });
  return (
    <ul aria-label={`${row.project.name} 的改动`} className="flex flex-col gap-1.5">
      {changes.map((change) => (
        <li key={change.field} className="min-w-0">
          {change.conflict ? (
            <Conflict
              change={change}
              conflict={change.conflict}
              open={open}
              onTake={(take) => void decide(change.field, take)}
            />
          ) : (
            <Change
              change={change}
              open={open}
              onTick={(taken) => void decide(change.field, taken ? null : "theirs")}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

const where = ({ cell }: RowChange) => (cell ? <span className="text-sm text-faint"> {cell}</span> : null);

interface ChangeProps {
  change: RowChange;
  open: boolean;
  onTick: (taken: boolean) => void;
}

function Change({ change, open, onTick }: ChangeProps) {
  const { label, type, before, after, take } = change;
  const words = (
    <span className="break-words">
      <span className="text-muted">{label}</span>
      {where(change)}{" "}
      <del className="text-faint">
        <PlainValue type={type} value={before} />
      </del>
      <span className="text-faint"> → </span>
      <span className={take === "theirs" ? "text-faint line-through" : undefined}>
        <PlainValue type={type} value={after} />
      </span>
    </span>
  );
  if (!open) return words;
  return <Checkbox label={words} checked={take !== "theirs"} onChange={(e) => onTick(e.target.checked)} />;
}

interface ConflictProps {
  change: RowChange;
  conflict: NonNullable<RowChange["conflict"]>;
  open: boolean;
  onTake: (take: Take) => void;
}

function Conflict({ change, conflict, open, onTake }: ConflictProps) {
  const { label, type, before, after, take } = change;
  const { original, by, at } = conflict;
  const choices = [
    { value: "mine", title: "您的", shown: after },
    {
      value: "theirs",
      title: `库中的（${by}${at ? `，${formatInstant(new Date(at))}` : ""}）`,
      shown: before,
    },
  ] as const;
  return (
    <ValueChoice
      tone="warn"
      legend={
        <>
          {take === null ? <Badge tone="warn">冲突</Badge> : <Badge tone="ok">已选定</Badge>}{" "}
          <span className="font-medium">{label}</span>
          {where(change)}
          <span className="text-muted">
            {" "}
            · 原值 <PlainValue type={type} value={original} />
          </span>
        </>
      }
      type={type}
      choices={choices}
      taken={take}
      onTake={onTake}
      disabled={!open}
    />
  );
}
