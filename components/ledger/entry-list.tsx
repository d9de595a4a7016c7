"use client";
/** One ledger as a list with sums; drafts can be ticked and sent, approved rows corrected. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure } from "@/components/shared/form-problems";
import { formatCount } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { Amount } from "@/components/shared/unit-switch";
import { useRequestId } from "@/components/shared/use-request-id";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { ColumnMenu } from "@/components/table/column-menu";
import type { DataColumn } from "@/components/table/data-column";
import { DataTable } from "@/components/table/data-table";
import type { PagedRows } from "@/components/table/use-paged-rows";
import { useTableLayout } from "@/components/table/use-table-layout";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { EntryFilter } from "@/server/contracts/ledger";
import type { Ledger } from "@/server/domain/project-facts";
import { CorrectionDialog } from "./correction-dialog";
import { EntryCards } from "./entry-cards";
import { ExportEntries } from "./export-entries";
import type { AnyLine } from "./ledger-types";
import { isNarrowed, LEDGER_URL } from "./ledger-url";
import { PaperGaps } from "./paper-gaps";
import { WithdrawButton } from "./withdraw-button";

interface EntryListProps<Line extends AnyLine> {
  ledger: Ledger;
  label: string;
  columns: DataColumn<Line>[];
  pages: PagedRows<Line, unknown>;
  /** What the list is narrowed by; its export is too. */
  filter: EntryFilter;
  approvedFen?: number | undefined;
  note?: ReactNode;
  /** What narrows the list and what begins a new row. */
  filters: ReactNode;
  tools?: ReactNode;
  empty: ReactNode;
  oneProject: boolean;
  /** Opens the row for changing, when it is a draft of one's own. */
  onEdit?: (line: Line) => void;
}

const mayChange = (line: AnyLine) => line.mayDraft && (line.status === "draft" || line.status === "returned");
const mayCorrect = (line: AnyLine) =>
  line.mayDraft && line.status === "approved" && line.correctionOfId === null;

export function EntryList<Line extends AnyLine>(props: EntryListProps<Line>) {
  const { ledger, pages } = props;
  // The list of one project does not name it on every line.
  const columns = useMemo(
    () => (props.oneProject ? props.columns.filter((column) => column.id !== "project") : props.columns),
    [props.columns, props.oneProject],
  );
  // Ticks are for 报审 and 删除草稿: who fills nothing in has none.
  const mayDraft = useCan("entry:draft");
  const mayExport = useCan("project:export");
  const [layout, setLayout] = useTableLayout(`ledger-${ledger}`);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [pointed, setPointed] = useState<Line | null>(null);
  const [correcting, setCorrecting] = useState<Line | null>(null);
  useNamedEntry(pages, setCorrecting);
  const chosen = useChosen(pages, ticked);
  // A card cannot be pointed at; the only ticked one is meant.
  const active = pointed ?? (chosen.length === 1 ? (chosen[0] ?? null) : null);
  if (pages.error) return <FailureState error={pages.error} onRetry={pages.refetch} />;
  return (
    <div className="flex min-h-80 flex-1 flex-col gap-2 max-sm:flex-none">
      <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-2">
        {props.filters}
        {props.tools}
        <TickedTools ledger={ledger} chosen={chosen} onDone={() => setTicked(new Set())} />
        <WithdrawButton
          ledger={ledger}
          lines={chosen.length > 0 ? chosen : active ? [active] : []}
          onDone={() => {
            setTicked(new Set());
            setPointed(null);
          }}
        />
        {active && mayChange(active) && props.onEdit ? (
          <Button size="sm" onClick={() => props.onEdit?.(active)}>
            修改
          </Button>
        ) : null}
        {active && mayCorrect(active) ? (
          <Button size="sm" onClick={() => setCorrecting(active)}>
            冲减 / 补报
          </Button>
        ) : null}
        <span className="ml-auto flex gap-2">
          {mayExport ? (
            <ExportEntries
              ledger={ledger}
              filter={props.filter}
              count={pages.loading ? undefined : pages.rowCount}
            />
          ) : null}
          <span className="max-sm:hidden">
            <ColumnMenu columns={columns} layout={layout} onLayoutChange={setLayout} />
          </span>
        </span>
      </div>
      {/* A phone shows cards; which of the two is seen is decided by the width alone. */}
      <div className="hidden sm:contents">
        <DataTable<Line>
          label={props.label}
          columns={columns}
          rowCount={pages.rowCount}
          getRow={pages.getRow}
          rowId={lineId}
          rowName={lineName}
          onRangeChange={pages.onRangeChange}
          loading={pages.loading}
          layout={layout}
          onLayoutChange={setLayout}
          {...(mayDraft ? { ticked, onTickedChange: setTicked } : {})}
          onActiveChange={(line) => setPointed(line ?? null)}
          onPeek={(line) => (mayChange(line) ? props.onEdit?.(line) : undefined)}
          footerLabel={<SumWords {...props} />}
          empty={props.empty}
        />
      </div>
      <div className="sm:hidden">
        <p className="mb-2 text-sm">
          <SumWords {...props} />
        </p>
        {!pages.loading && pages.rowCount === 0 ? props.empty : null}
        <EntryCards
          label={props.label}
          pages={pages}
          ticked={mayDraft ? ticked : null}
          onTickedChange={setTicked}
        />
      </div>
      {correcting ? (
        <CorrectionDialog ledger={ledger} line={correcting} onClose={() => setCorrecting(null)} />
      ) : null}
    </div>
  );
}

/** A link to one row opens its correction as soon as the row is there; the address then forgets it. */
function useNamedEntry<Line extends AnyLine>(
  { rowCount, getRow }: EntryListProps<Line>["pages"],
  open: (line: Line) => void,
): void {
  const [{ entry }, setPlace] = useUrlState(LEDGER_URL);
  useEffect(() => {
    if (entry === null) return;
    for (let at = 0; at < rowCount; at++) {
      const line = getRow(at);
      if (line?.id !== entry || !mayCorrect(line)) continue;
      open(line);
      setPlace({ entry: null }, "replace");
      return;
    }
  }, [entry, rowCount, getRow, open, setPlace]);
}

/** The ticked lines, as far as they are loaded. */
function useChosen<Line extends AnyLine>(
  { rowCount, getRow }: EntryListProps<Line>["pages"],
  ticked: ReadonlySet<string>,
): Line[] {
  return useMemo(() => {
    const lines: Line[] = [];
    for (let at = 0; at < rowCount; at++) {
      const line = getRow(at);
      if (line && ticked.has(String(line.id))) lines.push(line);
    }
    return lines;
  }, [ticked, rowCount, getRow]);
}

/** "Σ 267 条 已通过 317,266.38 万元". */
function SumWords<Line extends AnyLine>({ pages, note, approvedFen }: EntryListProps<Line>) {
  return (
    <span>
      Σ {pages.loading ? "…" : `${formatCount(pages.rowCount)} 条`}
      {note ? <span className="ml-2 font-normal text-muted">{note}</span> : null}
      {approvedFen === undefined ? null : (
        <span className="ml-2 font-normal text-muted">
          已通过 <Amount fen={approvedFen} trim withUnit />
        </span>
      )}
    </span>
  );
}

const lineId = (line: AnyLine) => String(line.id);
const lineName = (line: AnyLine) => line.projectName;

/** 报审 and 删除草稿 for the ticked rows that are still with their author. */
function TickedTools({
  ledger,
  chosen,
  onDone,
}: {
  ledger: Ledger;
  chosen: readonly AnyLine[];
  onDone: () => void;
}) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const requestId = useRequestId();
  const onSuccess = async () => {
    onDone();
    await cache.invalidateQueries();
  };
  const submit = useMutation(trpc.ledger.submit.mutationOptions({ onSuccess }));
  const discard = useMutation(trpc.ledger.discard.mutationOptions({ onSuccess }));
  const open = chosen.filter(mayChange);
  if (chosen.length === 0) return <PaperGaps gaps={submit.data?.gaps ?? []} />;
  const entries = open.map(({ id, version }) => ({ ledger, id, version }));
  const error = submit.error ?? discard.error;
  return (
    <>
      <span className="text-sm text-muted">
        已选 {chosen.length} 条，其中 {open.length} 条可报审
      </span>
      <Button
        size="sm"
        variant="primary"
        busy={submit.isPending}
        disabled={open.length === 0}
        onClick={() => submit.mutate({ requestId: requestId(["submit", entries]), entries })}
      >
        报审
      </Button>
      <Button
        size="sm"
        busy={discard.isPending}
        disabled={open.length === 0}
        onClick={() => discard.mutate({ requestId: requestId(["discard", entries]), entries })}
      >
        删除草稿
      </Button>
      {error ? (
        <Notice tone="late" className="py-1 text-sm">
          {readFailure(error)
            .problems.map((p) => p.message)
            .join("；")}
        </Notice>
      ) : null}
    </>
  );
}

/** An empty list: what it is for, or, when it was narrowed, how to find more. */
export function NothingFound({ what, purpose }: { what: string; purpose: string }) {
  const [place] = useUrlState(LEDGER_URL);
  if (isNarrowed(place)) return <EmptyState title={`没有符合条件的${what}`}>放宽月份或状态试试。</EmptyState>;
  return (
    <EmptyState title={place.project === null ? `今年还没有${what}` : `这个项目还没有${what}`}>
      {purpose}
    </EmptyState>
  );
}
