"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
/** 目标: one grid a year and kind; rows are the district, the chains and the departments, columns the indicators. */
import { newRequestId } from "@/components/shared/request-id";
import { Section } from "@/components/shared/section";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { type EntryChange, EntryGrid } from "@/components/table/entry-grid";
import { Notice } from "@/components/ui/badge";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { formatFen, readAmount } from "@/server/domain/amounts";
import { dayOf, monthOfDay, yearOf } from "@/server/domain/periods";
import {
  isAmountIndicator,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";

const isCount = (indicator: TargetIndicator) => !isAmountIndicator(indicator);
const headerOf = (indicator: TargetIndicator) =>
  `${TARGET_INDICATORS[indicator]}（${isCount(indicator) ? "个" : "万元"}）`;
const KINDS = {
  "year/annual": "年度目标",
  "second-half/strive": "下半年力争",
  "second-half/plan": "下半年计划",
  "first-half/plan": "上半年计划",
} as const;
type Kind = keyof typeof KINDS;

export function TargetsAdmin() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const submission = useSubmission([]);
  const [year, setYear] = useState(() => yearOf(monthOfDay(dayOf(new Date()))));
  const [kind, setKind] = useState<Kind>("year/annual");
  const [span, word] = kind.split("/") as [
    "year" | "first-half" | "second-half",
    "annual" | "strive" | "plan",
  ];
  const targets = useQuery(trpc.admin.targets.queryOptions({ year }));
  const scopes = useQuery(trpc.admin.targetScopes.queryOptions());
  const error = targets.error ?? scopes.error;
  if (error) return <FailureState error={error} />;
  if (!targets.data || !scopes.data) return <Skeleton className="h-96 w-full" />;
  const textOf = (scopeKind: string, scopeId: number, indicator: TargetIndicator) => {
    const found = targets.data.find(
      (t) =>
        t.span === span &&
        t.kind === word &&
        t.scopeKind === scopeKind &&
        t.scopeId === scopeId &&
        t.indicator === indicator,
    );
    if (!found) return "";
    return isCount(indicator) ? String(found.value) : formatFen(found.value, "wan", 2);
  };
  const save = async (changes: EntryChange[]) => {
    const read = changes.flatMap(({ rowId, columnId, value: text }) => {
      const scope = scopes.data.find((s) => `${s.scopeKind}/${s.scopeId}` === rowId);
      const indicator = columnId as TargetIndicator;
      const value =
        text === "" ? null : isCount(indicator) ? Number(text) : (readAmount(text, "wan")?.fen ?? Number.NaN);
      if (!scope || Number.isNaN(value)) return [];
      return [
        { year, span, kind: word, scopeKind: scope.scopeKind, scopeId: scope.scopeId, indicator, value },
      ];
    });
    if (read.length === 0) return;
    await submission.send(() => client.admin.setTargets.mutate({ requestId: newRequestId(), changes: read }));
    await cache.invalidateQueries(trpc.admin.targets.queryFilter());
  };
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
            options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
          />
        </>
      }
    >
      {submission.general ? <Notice tone="late">{submission.general}</Notice> : null}
      <EntryGrid
        label={`${year}年${KINDS[kind]}`}
        corner="范围"
        columns={TARGET_INDICATOR_NAMES.map((id) => ({ id, header: headerOf(id), width: 150 }))}
        rows={scopes.data.map((s) => ({ id: `${s.scopeKind}/${s.scopeId}`, label: s.name }))}
        value={(rowId, columnId) => {
          const [scopeKind = "", scopeId = "0"] = rowId.split("/");
          return textOf(scopeKind, Number(scopeId), columnId as TargetIndicator);
        }}
        onChange={(changes) => void save(changes)}
      />
    </Section>
  );
}
