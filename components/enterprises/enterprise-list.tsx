"use client";
/** 企业: a table that pages as it scrolls, found by name, code or pinyin. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { z } from "zod";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount, NONE } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC } from "@/components/shared/trpc";
import { urlParam } from "@/components/shared/url-state";
import { useUrlState } from "@/components/shared/use-url-state";
import type { DataColumn } from "@/components/table/data-column";
import { DataTable } from "@/components/table/data-table";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/text-field";
import type { AppRouter } from "@/server/api/root";

type Row = inferRouterOutputs<AppRouter>["enterprise"]["list"]["rows"][number];
const PAGE = 100;

/** What is searched for lives in the address, so that Back from a card finds the same list. */
const ENTERPRISE_URL = {
  q: urlParam(z.string().max(60), ""),
  anchors: { read: (text: string | null) => text === "1", write: (on: boolean) => (on ? "1" : null) },
  page: urlParam(z.coerce.number<string>().int().min(1).max(100_000), 1),
};

const placeWords = (r: Row): string =>
  [r.province, r.city === r.province ? "" : r.city].filter(Boolean).join(" ");

const COLUMNS: DataColumn<Row>[] = [
  {
    id: "name",
    header: "企业名称",
    width: 248,
    grow: true,
    pinned: "start",
    hideable: false,
    cell: (r) => (
      <Link href={`/enterprises/${r.id}`} className="hover:underline">
        {r.name}
        {r.foundAs ? <span className="ml-2 text-sm text-muted">{r.foundAs}</span> : null}
      </Link>
    ),
  },
  { id: "uscc", header: "统一社会信用代码", width: 176, cell: (r) => r.uscc ?? NONE },
  {
    id: "place",
    header: "所在地",
    width: 152,
    cell: (r) => placeWords(r) || NONE,
  },
  { id: "kind", header: "类型", width: 76, cell: (r) => r.kind || NONE },
  { id: "anchorOf", header: "链主", width: 124, cell: (r) => r.anchorOf ?? NONE },
  { id: "honours", header: "荣誉", width: 200, cell: (r) => r.honours ?? NONE },
  {
    id: "projects",
    header: "签约项目",
    unit: "个",
    width: 100,
    align: "end",
    cell: (r) => formatCount(r.projects),
  },
];

export function EnterpriseList() {
  const trpc = useTRPC();
  const router = useRouter();
  const [{ q, anchors: anchorsOnly, page: shownPage }, setUrl] = useUrlState(ENTERPRISE_URL);
  const page = shownPage - 1;
  const setPage = (next: number) => setUrl({ page: next + 1 });
  const filter = useMemo(
    () => ({ ...(q ? { q } : {}), anchorsOnly, offset: page * PAGE, limit: PAGE }),
    [q, anchorsOnly, page],
  );
  const { data, error, refetch } = useQuery({
    ...trpc.enterprise.list.queryOptions(filter),
    placeholderData: keepPreviousData,
  });
  const rows = data?.rows ?? [];
  const pages = Math.ceil((data?.total ?? 0) / PAGE);
  return (
    <>
      <PageHeader title="企业" note={data ? `${formatCount(data.total)} 家` : undefined} />
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <div className="w-72">
          <EnterpriseSearch value={q} onChange={(next) => setUrl({ q: next, page: 1 }, "replace")} />
        </div>
        <Checkbox
          label="只看链主企业"
          checked={anchorsOnly}
          onChange={(e) => setUrl({ anchors: e.target.checked, page: 1 })}
        />
        {pages > 1 ? (
          <span className="ml-auto flex items-center gap-2 text-sm text-muted">
            <Button size="sm" disabled={page === 0} onClick={() => setPage(page - 1)}>
              上一页
            </Button>
            {page + 1} / {pages}
            <Button size="sm" disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
              下一页
            </Button>
          </span>
        ) : null}
      </div>
      <PhoneRows rows={rows} />
      <DataTable
        label="企业"
        className={rows.length > 0 ? "max-sm:hidden" : ""}
        columns={COLUMNS}
        rowCount={rows.length}
        getRow={(index) => rows[index]}
        rowId={(r) => String(r.id)}
        rowName={(r) => r.name}
        loading={!data && !error}
        onPeek={(r) => router.push(`/enterprises/${r.id}`)}
        empty={
          error ? (
            <FailureState error={error} onRetry={() => void refetch()} />
          ) : (
            <EmptyState title="没有找到企业">换个名称、代码或拼音试试</EmptyState>
          )
        }
      />
    </>
  );
}

/** On a phone a firm is a few words and not a row of columns. */
function PhoneRows({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <ul aria-label="企业" className="divide-y divide-line rounded-md border border-line bg-surface sm:hidden">
      {rows.map((r) => (
        <li key={r.id}>
          <Link href={`/enterprises/${r.id}`} className="block px-3 py-2 hover:bg-sunken">
            <span className="block font-medium">{r.name}</span>
            <span className="block text-sm text-muted">
              {[r.foundAs, placeWords(r), r.kind, r.anchorOf && `${r.anchorOf}链主`]
                .filter(Boolean)
                .join(" · ")}
              {r.projects > 0 ? ` · 签约项目 ${formatCount(r.projects)} 个` : ""}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const PAUSE_MS = 250;

/** Asks after a short pause in typing. */
function EnterpriseSearch({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <TextField
      type="search"
      aria-label="搜索企业"
      placeholder="名称、信用代码、拼音首字母"
      maxLength={60}
      value={text}
      onChange={(event) => {
        const next = event.target.value;
        setText(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => onChange(next.trim()), PAUSE_MS);
      }}
    />
  );
}
