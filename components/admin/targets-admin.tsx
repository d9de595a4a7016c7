"use client";
/** 目标: a sheet a year and kind, its division, and what was changed. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useRef, useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { newRequestId } from "@/components/shared/request-id";
import { Section } from "@/components/shared/section";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useUnsavedGuard } from "@/components/shared/use-unsaved-guard";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { dayOf, monthOfDay, yearOf } from "@/server/domain/periods";
import { TARGET_INDICATOR_NAMES, type TargetIndicator } from "@/server/domain/statistics-columns";
import { TARGET_KINDS, targetKindWord } from "./setup-words";
import { TargetDivision } from "./target-division";
import { GoalGrid, PlanGrid } from "./target-grids";
import { TargetHistory } from "./target-history";
import { createTargetQueue, type TargetEdits, targetKey } from "./target-queue";
import { headerOf } from "./target-sheet";

type Sheet = keyof typeof TARGET_KINDS;

/** What was typed and where it stands on its way; leaving while something is not saved asks first. */
function useTargetQueue(reason: RefObject<string>) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const [edits, setEdits] = useState<TargetEdits>(new Map());
  const [queue] = useState(() =>
    createTargetQueue(async (changes) => {
      const said = reason.current.trim();
      try {
        await client.admin.setTargets.mutate({ requestId: newRequestId(), changes, reason: said });
      } finally {
        // Typed text is let go of only when every sheet shows what the server has now; a refusal may rest on what is not shown yet.
        await cache.invalidateQueries({ ...trpc.admin.targets.queryFilter(), refetchType: "all" });
        await cache.invalidateQueries(trpc.admin.targetHistory.queryFilter());
      }
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
                {place.year}年{targetKindWord(place.span, place.kind)} ·{" "}
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
  const reason = useRef("");
  const { edits, queue } = useTargetQueue(reason);
  const [year, setYear] = useState(() => yearOf(monthOfDay(dayOf(new Date()))));
  const [sheet, setSheet] = useState<Sheet>("year/annual");
  const [indicator, setIndicator] = useState<TargetIndicator>("outsideFen");
  const targets = useQuery(trpc.admin.targets.queryOptions({ year }));
  const scopes = useQuery(trpc.admin.targetScopes.queryOptions());
  if (!targets.data || !scopes.data) {
    const error = targets.error ?? scopes.error;
    return error ? <FailureState error={error} /> : <Skeleton className="h-96 w-full" />;
  }
  const shared = {
    year,
    targets: targets.data,
    scopes: scopes.data,
    edits,
    onType: (typed: Parameters<typeof queue.type>[0]) => void queue.type(typed),
  };
  return (
    <>
      <Section
        title="目标"
        note="金额为万元；改动即存，并记入调整记录和审计日志"
        actions={
          <>
            {sheet === "months" ? (
              <Select
                aria-label="指标"
                value={indicator}
                onChange={(e) => setIndicator(e.target.value as TargetIndicator)}
                options={TARGET_INDICATOR_NAMES.map((value) => ({ value, label: headerOf(value) }))}
              />
            ) : null}
            <Choice year={year} onYear={setYear} sheet={sheet} onSheet={setSheet} />
          </>
        }
      >
        <ReasonField onChange={(text) => (reason.current = text)} />
        <Unsaved edits={edits} scopes={scopes.data} onRetry={() => void queue.retry()} />
        {sheet === "months" ? (
          <PlanGrid {...shared} indicator={indicator} />
        ) : (
          <GoalGrid {...shared} goal={sheet} />
        )}
        {sheet === "months" ? (
          <p className="mt-2 text-sm text-muted">
            十二个月都填、且合计等于年度目标时，序时进度按月度计划算；否则按月均匀。
          </p>
        ) : null}
      </Section>
      {sheet === "months" ? null : (
        <TargetDivision year={year} goal={sheet} targets={targets.data} scopes={scopes.data} />
      )}
      <TargetHistory year={year} scopes={scopes.data} />
    </>
  );
}

/** Goes along with every change that follows: a file number, the minutes of a meeting. */
function ReasonField({ onChange }: { onChange: (text: string) => void }) {
  const [text, setText] = useState("");
  return (
    <Field
      label="调整依据"
      hint="随以后的每次改动记录；本年已有月份关账后，改动已下达的目标必填"
      className="mb-2"
    >
      <TextField
        value={text}
        maxLength={200}
        placeholder="如 区委常委会会议纪要〔2026〕9号"
        onChange={(e) => {
          setText(e.target.value);
          onChange(e.target.value);
        }}
      />
    </Field>
  );
}

interface ChoiceProps {
  year: number;
  onYear: (year: number) => void;
  sheet: Sheet;
  onSheet: (sheet: Sheet) => void;
}

const Choice = ({ year, onYear, sheet, onSheet }: ChoiceProps) => (
  <>
    <Select
      aria-label="年份"
      value={String(year)}
      onChange={(e) => onYear(Number(e.target.value))}
      options={[-2, -1, 0, 1]
        .map((d) => yearOf(monthOfDay(dayOf(new Date()))) + d)
        .map((y) => ({ value: String(y), label: `${y}年` }))}
    />
    <Select
      aria-label="目标种类"
      value={sheet}
      onChange={(e) => onSheet(e.target.value as Sheet)}
      options={Object.entries(TARGET_KINDS).map(([value, label]) => ({ value, label }))}
    />
  </>
);
