"use client";
/** The three ledgers: 到位资金, 固投, 协议, each as a list, and the first two as sheets to fill in. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { Amount } from "@/components/shared/unit-switch";
import { mayLeave } from "@/components/shared/use-unsaved-guard";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { PAGE_ROWS, usePagedRows } from "@/components/table/use-paged-rows";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { StatMonth } from "@/server/domain/periods";
import { ArrivalSheet } from "./arrival-sheet";
import { EntryList, NothingFound } from "./entry-list";
import { agreementColumns, arrivalColumns, investmentColumns } from "./ledger-columns";
import { LedgerFilters } from "./ledger-filters";
import type { AgreementLine, ProjectSheet } from "./ledger-types";
import { filterOf, LEDGER_URL } from "./ledger-url";
import { MonthGrid } from "./month-grid";
import { ProjectGrids } from "./project-grids";
import { SupplementDialog } from "./supplement-dialog";

/** A page as the lists take it. */
const entryPage = async <Page extends { lines: unknown[] }>(answer: Promise<Page>) => {
  const { lines, ...rest } = await answer;
  return { ...rest, rows: lines as Page["lines"] };
};

interface TabProps {
  thisMonth: StatMonth;
  /** Given when one project's ledgers are open. */
  sheet: ProjectSheet | null;
}

export function ArrivalTab({ thisMonth, sheet }: TabProps) {
  const [place] = useUrlState(LEDGER_URL);
  const project = sheet?.project ?? null;
  const fills = useCan("entry:draft") && (project ? project.mayDraft : place.view === "entry");
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 max-sm:flex-none">
      {fills ? <ArrivalDrafts project={project} /> : null}
      {fills && !project ? null : <ArrivalList thisMonth={thisMonth} />}
    </div>
  );
}

/** The rows that are still with their authors, open for typing. */
function ArrivalDrafts({ project }: { project: ProjectSheet["project"] | null }) {
  const trpc = useTRPC();
  const of = project ? { projectId: project.id } : {};
  const drafts = useQuery(
    trpc.ledger.arrivals.queryOptions({ filter: { ...of, status: "draft" }, limit: 100 }),
  );
  const returned = useQuery(
    trpc.ledger.arrivals.queryOptions({ filter: { ...of, status: "returned" }, limit: 100 }),
  );
  const lines = useMemo(
    () =>
      [...(returned.data?.lines ?? []), ...(drafts.data?.lines ?? [])].filter(
        (line) => line.mayDraft && line.correctionOfId === null,
      ),
    [drafts.data, returned.data],
  );
  const name = project?.name ?? "";
  const id = project?.id;
  const originProvince = project?.originProvince ?? null;
  const fixed = useMemo(
    () => (id === undefined ? null : { id, name, originProvince }),
    [id, name, originProvince],
  );
  const error = drafts.error ?? returned.error;
  if (error)
    return (
      <FailureState error={error} onRetry={() => void Promise.all([drafts.refetch(), returned.refetch()])} />
    );
  if (!drafts.data || !returned.data) return <Skeleton className="h-40 w-full" />;
  return <ArrivalSheet lines={lines} project={fixed} />;
}

function ArrivalList({ thisMonth }: { thisMonth: StatMonth }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [place, setPlace] = useUrlState(LEDGER_URL);
  const filter = filterOf(place, thisMonth);
  const pages = usePagedRows(trpc.ledger.arrivals.queryKey({ filter }), (offset) =>
    entryPage(client.ledger.arrivals.query({ filter, offset, limit: PAGE_ROWS })),
  );
  const columns = useMemo(() => arrivalColumns(pages.sums), [pages.sums]);
  return (
    <EntryList
      filters={<LedgerFilters ledger="arrival" thisMonth={thisMonth} />}
      ledger="arrival"
      label="到位资金"
      columns={columns}
      oneProject={place.project !== null}
      pages={pages}
      filter={filter}
      approvedFen={pages.sums?.approvedFen}
      onEdit={(line) => {
        if (mayLeave()) setPlace({ project: line.projectId, tab: "arrival" });
      }}
      empty={
        <NothingFound what="到位资金" purpose="每一笔到账资金凭凭证登记在这里，审核通过后计入到位资金。" />
      }
    />
  );
}

export function InvestmentTab({ thisMonth, sheet }: TabProps) {
  const [place, setPlace] = useUrlState(LEDGER_URL);
  const mayDraft = useCan("entry:draft");
  const year = place.year ?? Math.trunc(thisMonth / 100);
  const toYear = (next: number) => {
    if (mayLeave()) setPlace({ year: next });
  };
  if (!sheet && place.view === "entry" && mayDraft) return <MonthGrid thisMonth={thisMonth} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 max-sm:flex-none">
      {sheet ? (
        <>
          <div className="flex items-center gap-2">
            <Button size="sm" aria-label="上一年" onClick={() => toYear(year - 1)}>
              ‹
            </Button>
            <span className="font-medium tabular-nums">{year}年</span>
            <Button
              size="sm"
              aria-label="下一年"
              disabled={year >= Math.trunc(thisMonth / 100)}
              onClick={() => toYear(year + 1)}
            >
              ›
            </Button>
            <span className="text-sm text-muted">
              {year - 1}年底前累计 <Amount fen={sheet.project.priorInvestedFen} trim withUnit />
            </span>
          </div>
          <ProjectGrids key={`${sheet.project.id}/${year}`} sheet={sheet} year={year} />
        </>
      ) : null}
      <InvestmentList thisMonth={thisMonth} />
    </div>
  );
}

function InvestmentList({ thisMonth }: { thisMonth: StatMonth }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [place, setPlace] = useUrlState(LEDGER_URL);
  const filter = filterOf(place, thisMonth);
  const pages = usePagedRows(trpc.ledger.investments.queryKey({ filter }), (offset) =>
    entryPage(client.ledger.investments.query({ filter, offset, limit: PAGE_ROWS })),
  );
  const columns = useMemo(() => investmentColumns(pages.sums), [pages.sums]);
  return (
    <EntryList
      filters={<LedgerFilters ledger="investment" thisMonth={thisMonth} />}
      ledger="investment"
      label="固定资产投资"
      columns={columns}
      oneProject={place.project !== null}
      pages={pages}
      filter={filter}
      approvedFen={pages.sums?.approvedFen}
      onEdit={(line) => {
        if (mayLeave())
          setPlace({ project: line.projectId, tab: "investment", year: Math.trunc(line.month / 100) });
      }}
      empty={
        <NothingFound
          what="固投记录"
          purpose="开工后每月完成的固定资产投资登记在这里，审核通过后计入固投。"
        />
      }
    />
  );
}

export function AgreementTab({ thisMonth, sheet }: TabProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [place] = useUrlState(LEDGER_URL);
  const [open, setOpen] = useState<{ line: AgreementLine | null } | null>(null);
  const mayDraft = useCan("entry:draft") && (sheet?.project.mayDraft ?? true);
  const filter = filterOf(place, thisMonth);
  const pages = usePagedRows(trpc.ledger.agreements.queryKey({ filter }), (offset) =>
    entryPage(client.ledger.agreements.query({ filter, offset, limit: PAGE_ROWS })),
  );
  const columns = useMemo(() => agreementColumns(), []);
  const { sums } = pages;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 max-sm:flex-none">
      <EntryList
        filters={<LedgerFilters ledger="agreement" thisMonth={thisMonth} />}
        ledger="agreement"
        label="协议"
        columns={columns}
        oneProject={sheet !== null}
        pages={pages}
        filter={filter}
        note={
          sums ? (
            <>
              框架 <Amount fen={sums.frameworkFen} trim /> · 合同 <Amount fen={sums.contractFen} trim /> ·
              补充 <Amount fen={sums.supplementFen} trim withUnit />
            </>
          ) : null
        }
        tools={
          mayDraft ? (
            <Button size="sm" variant="primary" onClick={() => setOpen({ line: null })}>
              登记补充协议
            </Button>
          ) : null
        }
        onEdit={(line) => line.kind === "supplement" && setOpen({ line })}
        empty={
          <NothingFound
            what="协议"
            purpose="框架协议和正式合同在节点审核通过后自动入账；增资等补充协议在这里登记。"
          />
        }
      />
      {open ? (
        <SupplementDialog
          project={sheet ? { id: sheet.project.id, name: sheet.project.name } : null}
          line={open.line}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  );
}
