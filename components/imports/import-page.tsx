"use client";
/** One batch, step by step on one page: 识别 → 列对应 → 试算 → 导入 → 撤销. */
import { FailureState } from "@/components/shared/failure-state";
import { Notice } from "@/components/ui/badge";
import { Skeleton, SkeletonLines } from "@/components/ui/skeleton";
import { BatchHead } from "./batch-head";
import { ColumnsStep } from "./columns-step";
import { JobStrip } from "./job-strip";
import { ResultStep } from "./result-step";
import { SheetsStep } from "./sheets-step";
import { TryStep } from "./try-step";
import { UndoneNotice } from "./undone-notice";
import { Unreadable } from "./unreadable";
import { type Batch, useImportBatch } from "./use-import-batch";
import { WordsStep } from "./words-step";

export function ImportPage({ id }: { id: number }) {
  const { asked, batch, running, problem } = useImportBatch(id);
  if (!batch) {
    if (asked.error) return <FailureState error={asked.error} onRetry={() => void asked.refetch()} />;
    return (
      <>
        <Skeleton className="mb-4 h-7 w-72" />
        <SkeletonLines lines={10} />
      </>
    );
  }
  return (
    <>
      <BatchHead batch={batch} running={running} />
      <div className="flex flex-col gap-3">
        {problem ? <Notice tone="late">选择没有保存：{problem}</Notice> : null}
        <JobStrip batch={batch} />
        <Steps batch={batch} running={running} />
      </div>
    </>
  );
}

function Steps({ batch, running }: { batch: Batch; running: boolean }) {
  const { state, summary, result } = batch.scene;
  if (state === "unreadable") return <Unreadable batch={batch} />;
  if (!summary) return running ? <SkeletonLines lines={8} /> : null;
  return (
    <>
      {state === "undone" ? <UndoneNotice batch={batch} /> : null}
      {result ? <ResultStep batch={batch} result={result} /> : null}
      <SheetsStep batch={batch} summary={summary} />
      <ColumnsStep batch={batch} summary={summary} />
      {summary.tables.length > 0 ? <WordsStep batch={batch} summary={summary} /> : null}
      <TryStep batch={batch} summary={summary} running={running} />
    </>
  );
}
