"use client";

import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatDays, NONE } from "@/components/shared/format";
import { Amount } from "@/components/shared/unit-switch";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { MaskedRow, OpenRow } from "@/server/contracts/project-list";
import { ListFailure, ListNothing } from "./list-states";
import type { ProjectUrl } from "./list-url";
import { ProjectLight, StageMark } from "./project-marks";
import { type GroupRow, isGroup, type ListRow, PAGE_ROWS, type ProjectPages } from "./use-project-pages";

interface ProjectCardsProps {
  url: ProjectUrl;
  setUrl: (changes: Partial<ProjectUrl>) => void;
  pages: ProjectPages;
  onCapture: (() => void) | undefined;
  onToggleGroup: (key: string) => void;
}

/** The table face on a phone: one card a project, a page at a time. */
export function ProjectCards({ url, setUrl, pages, onCapture, onToggleGroup }: ProjectCardsProps) {
  const { rowCount, getRow, onRangeChange } = pages;
  const rows = useMemo(() => loadedRows(rowCount, getRow), [rowCount, getRow]);
  if (pages.error) return <ListFailure error={pages.error} onRetry={pages.retry} />;
  if (pages.loading) return <CardsToCome />;
  if (rowCount === 0) return <ListNothing url={url} setUrl={setUrl} onCapture={onCapture} />;
  const left = rowCount - rows.length;
  return (
    <>
      <p className="mb-2 text-sm text-muted">
        {pages.sums ? (
          <>
            共 {pages.sums.count} 个，计划总投资 <Amount fen={pages.sums.plannedTotalFen} withUnit />
          </>
        ) : (
          "正在汇总…"
        )}
      </p>
      <ul aria-label="项目" className="flex flex-col gap-2">
        {rows.map((row) => (
          <li key={isGroup(row) ? row.group.key : row.id}>
            {isGroup(row) ? (
              <GroupCard row={row} onToggle={onToggleGroup} />
            ) : row.masked ? (
              <MaskedCard row={row} />
            ) : (
              <OpenCard row={row} />
            )}
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <Button
          className="mt-3 w-full"
          size="lg"
          onClick={() => onRangeChange(0, rows.length + PAGE_ROWS - 1)}
        >
          {url.group === null ? `还有 ${left} 个` : "继续读取"}
        </Button>
      ) : null}
    </>
  );
}

function loadedRows(rowCount: number, getRow: ProjectPages["getRow"]): ListRow[] {
  const rows: ListRow[] = [];
  for (let index = 0; index < rowCount; index++) {
    const row = getRow(index);
    if (!row) break;
    rows.push(row);
  }
  return rows;
}

const CARD = "block rounded-md border border-line bg-surface px-3 py-2";

const OpenCard = ({ row }: { row: OpenRow }) => (
  <Link href={`/projects/${row.id}`} className={clsx(CARD, "active:bg-sunken")}>
    <span className="flex items-start gap-2">
      <span className="min-w-0 flex-1 font-medium">{row.name}</span>
      <StageMark stage={row.stage} offState={row.offState} />
    </span>
    <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-muted">
      {row.chainName ? <ChainDot index={row.chainHue} name={row.chainName} /> : null}
      <Amount fen={row.plannedTotalFen ?? row.intendedFen} withUnit trim />
      {row.plannedTotalFen === null ? <span className="text-faint">意向</span> : null}
    </span>
    <span className="mt-1 flex items-center gap-3 text-sm text-muted">
      <ProjectLight light={row.light} lightSince={null} lightReason="" />
      <span>{formatDays(row.daysInStage)}</span>
      <span className="ml-auto min-w-0 truncate">{row.ownerName ?? row.firstReporter ?? NONE}</span>
    </span>
  </Link>
);

const GroupCard = ({ row, onToggle }: { row: GroupRow; onToggle: (key: string) => void }) => (
  <button
    type="button"
    aria-expanded={row.open}
    onClick={() => onToggle(row.group.key)}
    className="flex min-h-11 w-full items-center gap-2 rounded-md border border-line-strong bg-sunken px-3 py-1.5 text-left"
  >
    <ChevronRight
      aria-hidden
      className={clsx("size-4 shrink-0 text-faint transition-transform", row.open && "rotate-90")}
    />
    <span className="min-w-0 flex-1 truncate font-medium">{row.group.label}</span>
    <span className="shrink-0 text-sm text-muted">
      {row.group.count} 个 · <Amount fen={row.group.plannedTotalFen} withUnit />
    </span>
  </button>
);

const MaskedCard = ({ row }: { row: MaskedRow }) => (
  <div className={CARD}>
    <span className="text-muted">敏感线索</span>
    <span className="mt-1 flex flex-wrap items-center gap-x-3 text-sm text-muted">
      {row.chainName ? <ChainDot index={row.chainHue} name={row.chainName} /> : null}
      <span>{row.sizeWord}</span>
      <span className="ml-auto">首报 {row.firstReporter ?? NONE}</span>
    </span>
  </div>
);

const CardsToCome = () => (
  <div role="status" className="flex flex-col gap-2">
    <span className="sr-only">正在读取…</span>
    {["a", "b", "c", "d", "e", "f"].map((card) => (
      <div key={card} className={CARD}>
        <Skeleton className="h-4 w-3/4" />
        <Skeleton className="mt-2 h-3.5 w-1/2" />
        <Skeleton className="mt-2 h-3.5 w-1/3" />
      </div>
    ))}
  </div>
);
