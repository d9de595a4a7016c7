"use client";
/** One row of the ledger, opened: every cell beside what it was read as, what is wrong with it, and what can be done. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { FailureState } from "@/components/shared/failure-state";
import { useTRPC } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { ImportRowView, ImportSummary } from "@/server/contracts/import-batch";
import type { RowPlace } from "@/server/contracts/import-merge";
import { IMPORT_URL } from "./import-url";
import { StaleNotice } from "./job-strip";
import { cellsOfRow } from "./row-cell-list";
import { RowCells } from "./row-cells";
import { RowChangeList } from "./row-change-list";
import { FateBadge } from "./row-columns";
import type { Batch } from "./use-import-batch";

interface RowDrawerProps {
  batch: Batch;
  summary: ImportSummary;
  place: RowPlace;
  /** A newer dry run is on the way. */
  trying: boolean;
}

export function RowDrawer({ batch, summary, place, trying }: RowDrawerProps) {
  const trpc = useTRPC();
  const [, setUrl] = useUrlState(IMPORT_URL);
  const { data, error, refetch } = useQuery({
    ...trpc.import.rows.queryOptions({ id: batch.scene.id, only: place, limit: 1 }),
    placeholderData: keepPreviousData,
  });
  const row = data?.rows[0];
  return (
    <Drawer
      open
      modal={false}
      width="xl"
      onOpenChange={(open) => (open ? undefined : setUrl({ at: "" }, "replace"))}
      title={row?.project.name || `第 ${place.row} 行`}
      description={`工作表“${place.sheet}”第 ${place.row} 行`}
      footer={row && hasDeeds(batch, row) ? <RowDeeds batch={batch} row={row} /> : null}
    >
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={12} /> : null}
      {data && !row ? <Notice>这一行现在不在读入的范围内。</Notice> : null}
      {trying ? (
        <div className="mb-3">
          <StaleNotice />
        </div>
      ) : null}
      {row ? <OpenedRow batch={batch} summary={summary} row={row} /> : null}
    </Drawer>
  );
}

function OpenedRow({ batch, summary, row }: { batch: Batch; summary: ImportSummary; row: ImportRowView }) {
  const { cells, loose } = cellsOfRow(row, summary.tables);
  const undone = batch.scene.state === "undone";
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <FateBadge fate={row.fate} undone={undone} />
        <FateWords row={row} undone={undone} />
      </div>
      {loose.length > 0 ? (
        <ul className="flex flex-col gap-1">
          {loose.map((problem) => (
            <li key={`${problem.kind} ${problem.message}`}>
              <Notice tone={problem.severity === "error" ? "late" : "warn"}>{problem.message}</Notice>
            </li>
          ))}
        </ul>
      ) : null}
      {row.changes.length > 0 ? <RowChangeList batch={batch} row={row} /> : null}
      <RowCells batch={batch} row={row} cells={cells} />
    </div>
  );
}

function FateWords({ row, undone }: { row: ImportRowView; undone: boolean }) {
  const project =
    row.projectId === null ? null : (
      <Link href={`/projects/${row.projectId}`} className="underline hover:text-accent">
        {row.projectNumber}
      </Link>
    );
  const words = {
    ready: project ? <>库中已有 {project}，您选择照样导入</> : "没有错误，会在导入时成为一个项目",
    failed: "不计入合计，也不导入；更正标红的单元格即可",
    changed: <>更新库中项目 {project}</>,
    unchanged: <>与库中项目 {project} 相同，不必改动</>,
    existing: project ? (
      row.changes.length > 0 ? (
        <>库中已有 {project}，不在您的修改范围，下列不同之处不会改动</>
      ) : (
        <>库中已有 {project}</>
      )
    ) : (
      "与他人登记的项目相同，不再导入"
    ),
    duplicate: <>同一个项目已在前面一行</>,
    updated: undone ? "曾改动的内容已随整批撤销" : <>已更新项目 {project}</>,
    "left-out": "您选择不导入",
    committed: undone ? `曾成为项目 ${row.projectNumber}，已随整批撤销` : <>已成为项目 {project}</>,
  }[row.fate];
  return <span className="text-sm text-muted">{words}</span>;
}

const placed = (row: ImportRowView) => (p: RowPlace) => p.sheet === row.sheet && p.row === row.row;

/** A row with an error stays out whatever is chosen: its cell is to be mended. */
const hasDeeds = ({ open, scene }: Batch, row: ImportRowView): boolean =>
  open && (row.fate !== "failed" || scene.choices.leaveOut.some(placed(row)));

/** 照样导入 for what is in the system already, 不导入 for what is not wanted; each can be taken back. */
function RowDeeds({ batch, row }: { batch: Batch; row: ImportRowView }) {
  const { change, scene } = batch;
  const isHere = placed(row);
  const place: RowPlace = { sheet: row.sheet, row: row.row };
  const toggle = (list: "takeAnyway" | "leaveOut") =>
    change((now) => ({
      ...now,
      [list]: now[list].some(isHere) ? now[list].filter((p) => !isHere(p)) : [...now[list], place],
    }));
  const out = scene.choices.leaveOut.some(isHere);
  const anyway = scene.choices.takeAnyway.some(isHere);
  return (
    <>
      {(row.fate === "existing" && row.changes.length === 0) || row.fate === "unchanged" || anyway ? (
        <Button onClick={() => toggle("takeAnyway")}>{anyway ? "不再照样导入" : "照样导入"}</Button>
      ) : null}
      <Button onClick={() => toggle("leaveOut")}>{out ? "恢复导入" : "不导入这一行"}</Button>
    </>
  );
}
