"use client";
/** Rows of detail sheets: what was read, which project is meant, what would become of it, and why. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount, NONE } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { Amount } from "@/components/shared/unit-switch";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { ImportProblem } from "@/server/contracts/import";
import {
  ARRIVAL_SCOPES,
  DETAIL_FIELDS,
  type DetailFilter,
  type DetailRowView,
} from "@/server/contracts/import-details";
import { CURRENCIES, type Currency } from "@/server/contracts/ledger";
import { CellCorrection } from "./cell-correction";
import { DetailDeeds, DetailProjectPick } from "./detail-deeds";
import { detailWord } from "./detail-words";
import { PlainTable } from "./plain-table";
import type { Batch } from "./use-import-batch";

const PAGE = 50;

export function DetailRows({ batch, show, search }: { batch: Batch; show: DetailFilter; search: string }) {
  const trpc = useTRPC();
  const [offset, setOffset] = useState(0);
  const asked = useQuery(
    trpc.import.details.queryOptions(
      { id: batch.scene.id, show, search: search.trim(), offset, limit: PAGE },
      { staleTime: 0 },
    ),
  );
  if (asked.error) return <FailureState error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!asked.data) return <SkeletonLines lines={6} className="p-3" />;
  const { total, rows } = asked.data;
  if (total === 0) return <EmptyState title="没有这样的行">换一个条件试试。</EmptyState>;
  return (
    <>
      <PlainTable
        label="明细各行"
        columns={[
          { header: "行" },
          { header: "项目" },
          { header: "到账日期" },
          { header: "金额", figure: true },
          { header: "付款方、来源" },
          { header: "凭证" },
          { header: "结果" },
        ]}
      >
        {rows.map((row) => (
          <Row key={`${row.sheet} ${row.row}`} batch={batch} row={row} />
        ))}
      </PlainTable>
      {total > PAGE ? (
        <div className="flex items-center justify-end gap-2 border-t border-line px-3 py-2 text-sm text-muted">
          第 {formatCount(offset + 1)}–{formatCount(Math.min(offset + PAGE, total))} 行，共{" "}
          {formatCount(total)} 行
          <Button size="sm" disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>
            上一页
          </Button>
          <Button size="sm" disabled={offset + PAGE >= total} onClick={() => setOffset(offset + PAGE)}>
            下一页
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Row({ batch, row }: { batch: Batch; row: DetailRowView }) {
  const { label, tone } = detailWord(row);
  const { reading } = row;
  const source = reading.place ?? (reading.scope ? ARRIVAL_SCOPES[reading.scope] : "");
  return (
    <tr className="border-t border-line align-top">
      <td className="px-3 py-1.5 text-faint tabular-nums">{row.row}</td>
      <th scope="row" className="min-w-48 px-3 py-1.5 text-left font-normal">
        <Project batch={batch} row={row} />
      </th>
      <td className="px-3 py-1.5 whitespace-nowrap tabular-nums">{reading.arrivedOn ?? NONE}</td>
      <td className="figure px-3 py-1.5 whitespace-nowrap">
        <Amount fen={reading.originalCents} />
        {reading.currency === "CNY" ? null : (
          <span className="block text-sm text-faint">
            {CURRENCIES[reading.currency as Currency] ?? reading.currency}
          </span>
        )}
      </td>
      <td className="min-w-32 px-3 py-1.5">
        {reading.payerName || NONE}
        <span className="block text-sm text-faint">{source}</span>
      </td>
      <td className="min-w-28 px-3 py-1.5">
        {reading.voucherNumber || <span className="text-faint">没有凭证号</span>}
        <span className="block text-sm text-faint">{reading.voucherKind}</span>
      </td>
      <td className="min-w-64 px-3 py-1.5">
        <span className="flex flex-wrap items-center gap-2">
          <Badge tone={tone}>{label}</Badge>
          <DetailDeeds batch={batch} row={row} />
        </span>
        <Problems batch={batch} row={row} />
      </td>
    </tr>
  );
}

/** The words of the sheet, and beneath them the project that is meant where its name is another one. */
function Project({ batch, row }: { batch: Batch; row: DetailRowView }) {
  const { project, target } = row;
  const said = [project.number, project.name || project.code, project.company].filter(Boolean).join(" · ");
  return (
    <>
      {target ? (
        <Link href={`/projects/${target.id}`} className="hover:underline">
          {target.name}
        </Link>
      ) : (
        said || "（没有写项目）"
      )}
      {target && said !== target.name ? <span className="block text-sm text-faint">表中：{said}</span> : null}
      <DetailProjectPick batch={batch} row={row} />
    </>
  );
}

function Problems({ batch, row }: { batch: Batch; row: DetailRowView }) {
  if (row.problems.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-1 text-sm">
      {row.problems.map((problem) => (
        <li key={`${problem.cell} ${problem.kind} ${problem.message}`} className="flex items-start gap-1.5">
          <span aria-hidden className={problem.severity === "error" ? "text-late" : "text-warn"}>
            {problem.severity === "error" ? "■" : "▲"}
          </span>
          <span className="min-w-0 flex-1">{problem.message}</span>
          {batch.open && problem.severity === "error" ? (
            <Answer batch={batch} row={row} problem={problem} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** The cell of a problem, mended here instead of in the file. */
function Answer({ batch, row, problem }: { batch: Batch; row: DetailRowView; problem: ImportProblem }) {
  if (problem.cell === null) return null;
  const read = row.cells.find((one) => one.cell === problem.cell);
  const cell = {
    cell: problem.cell,
    label: read ? DETAIL_FIELDS[read.field] : "单元格",
    raw: read?.raw ?? "",
    shared: false,
    problems: [problem],
  };
  return <CellCorrection batch={batch} sheet={row.sheet} cell={cell} />;
}
