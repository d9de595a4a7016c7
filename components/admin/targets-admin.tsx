"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
/** 目标: one grid a year and kind; rows are the district, the chains and the departments, columns the indicators. */
import { newRequestId } from "@/components/shared/request-id";
import { Section } from "@/components/shared/section";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useUnsavedGuard } from "@/components/shared/use-unsaved-guard";
import { type EntryChange, EntryGrid } from "@/components/table/entry-grid";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { formatFen } from "@/server/domain/amounts";
import { dayOf, monthOfDay, yearOf } from "@/server/domain/periods";
import {
  isAmountIndicator,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { TARGET_KINDS } from "./setup-words";
import { createTargetQueue, type TargetEdits, type TargetPlace, targetKey } from "./target-queue";

const isCount = (indicator: TargetIndicator) => !isAmountIndicator(indicator);
const headerOf = (indicator: TargetIndicator) =>
  `${TARGET_INDICATORS[indicator]}（${isCount(indicator) ? "个" : "万元"}）`;
type Kind = keyof typeof TARGET_KINDS;

/** What was typed and where it stands on its way; leaving while something is not saved asks first. */
function useTargetQueue() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const [edits, setEdits] = useState<TargetEdits>(new Map());
  const [queue] = useState(() =>
    createTargetQueue(async (changes) => {
      await client.admin.setTargets.mutate({ requestId: newRequestId(), changes });
      // The typed text is let go of only when every sheet shows what the server has now.
      await cache.invalidateQueries({ ...trpc.admin.targets.queryFilter(), refetchType: "all" });
    }, setEdits),
  );
  useUnsavedGuard(edits.size > 0);
  return { edits, queue };
}

interface UnsavedProps {
  edits: TargetEdits;
  scopes: readonly { scopeKind: string; scopeId: number; name: string }[];
  onRetry: () => void;
}

/** Above the sheet: what is being saved, and what is not saved and why. */
function Unsaved({ edits, scopes, onRetry }: UnsavedProps) {
  const wrong = [...edits.values()].filter((edit) => edit.problem !== null);
  const waiting = edits.size - wrong.length;
  return (
    <div className="flex flex-col gap-2">
      <p aria-live="polite" className="min-h-5 text-sm text-muted">
        {waiting > 0 ? `正在保存 ${waiting} 个值…` : ""}
      </p>
      {wrong.length > 0 ? (
        <Notice tone="late">
          <p>{wrong.length} 个值没有保存，原文仍在格中：</p>
          <ul className="list-disc pl-5">
            {wrong.map(({ place, text, problem }) => (
              <li key={targetKey(place)}>
                {place.year}年{TARGET_KINDS[`${place.span}/${place.kind}` as Kind]} ·{" "}
                {scopes.find((s) => s.scopeKind === place.scopeKind && s.scopeId === place.scopeId)?.name} ·{" "}
                {headerOf(place.indicator)}“{text}”：{problem}
              </li>
            ))}
          </ul>
          {wrong.some((edit) => edit.value !== undefined) ? (
            <Button size="sm" className="mt-1" onClick={onRetry}>
              再存一次
            </Button>
          ) : null}
        </Notice>
      ) : null}
    </div>
  );
}

export function TargetsAdmin() {
  const trpc = useTRPC();
  const { edits, queue } = useTargetQueue();
  const [year, setYear] = useState(() => yearOf(monthOfDay(dayOf(new Date()))));
  const [kind, setKind] = useState<Kind>("year/annual");
  const [span, word] = kind.split("/") as [
    "year" | "first-half" | "second-half",
    "annual" | "strive" | "plan",
  ];
  const targets = useQuery(trpc.admin.targets.queryOptions({ year }));
  const scopes = useQuery(trpc.admin.targetScopes.queryOptions());
  if (!targets.data || !scopes.data) {
    const error = targets.error ?? scopes.error;
    return error ? <FailureState error={error} /> : <Skeleton className="h-96 w-full" />;
  }
  const textOf = (place: TargetPlace) => {
    const found = targets.data.find(
      (t) =>
        t.span === place.span &&
        t.kind === place.kind &&
        t.scopeKind === place.scopeKind &&
        t.scopeId === place.scopeId &&
        t.indicator === place.indicator,
    );
    if (!found) return "";
    return isCount(place.indicator) ? String(found.value) : formatFen(found.value, "wan", 2);
  };
  const placeOf = (rowId: string, columnId: string): TargetPlace => {
    const [scopeKind = "", scopeId = "0"] = rowId.split("/");
    const scope = { scopeKind: scopeKind as TargetPlace["scopeKind"], scopeId: Number(scopeId) };
    return { year, span, kind: word, ...scope, indicator: columnId as TargetIndicator };
  };
  const editAt = (rowId: string, columnId: string) => edits.get(targetKey(placeOf(rowId, columnId)));
  const type = (changes: EntryChange[]) =>
    queue.type(
      changes.map(({ rowId, columnId, value: text }) => {
        const place = placeOf(rowId, columnId);
        return { place, text, stored: textOf(place) };
      }),
    );
  return (
    <Section
      title="目标"
      note="金额为万元；改动即存，并记入审计日志"
      actions={
        <>
          <Select
            aria-label="年份"
            value={String(year)}
            onChange={(e) => setYear(Number(e.target.value))}
            options={[-2, -1, 0, 1]
              .map((d) => yearOf(monthOfDay(dayOf(new Date()))) + d)
              .map((y) => ({ value: String(y), label: `${y}年` }))}
          />
          <Select
            aria-label="目标种类"
            value={kind}
            onChange={(e) => setKind(e.target.value as Kind)}
            options={Object.entries(TARGET_KINDS).map(([value, label]) => ({ value, label }))}
          />
        </>
      }
    >
      <Unsaved edits={edits} scopes={scopes.data} onRetry={() => void queue.retry()} />
      <EntryGrid
        // Another year or kind is another sheet: its undo does not reach back into this one.
        key={`${year}/${kind}`}
        label={`${year}年${TARGET_KINDS[kind]}`}
        corner="范围"
        columns={TARGET_INDICATOR_NAMES.map((id) => ({ id, header: headerOf(id), width: 150 }))}
        rows={scopes.data.map((s) => ({ id: `${s.scopeKind}/${s.scopeId}`, label: s.name }))}
        value={(rowId, columnId) => editAt(rowId, columnId)?.text ?? textOf(placeOf(rowId, columnId))}
        changed={(rowId, columnId) => editAt(rowId, columnId) !== undefined}
        problem={(rowId, columnId) => editAt(rowId, columnId)?.problem}
        onChange={(changes) => void type(changes)}
      />
    </Section>
  );
}
