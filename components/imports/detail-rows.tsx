"use client";
/** Rows of detail sheets: what was read, which project is meant, what would become of it, and why. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount, formatMonth, NONE } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { Amount } from "@/components/shared/unit-switch";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SkeletonLines } from "@/components/ui/skeleton";
import { detailFieldName } from "@/server/contracts/detail-fields";
import type { ImportProblem } from "@/server/contracts/import";
import {
  ARRIVAL_SCOPES,
  type ArrivalReading,
  type DetailFilter,
  type DetailRowView,
  type FollowUpReading,
  type InvestmentReading,
} from "@/server/contracts/import-details";
import { BASES, CURRENCIES, type Currency } from "@/server/contracts/ledger";
import { FOLLOW_UP_KIND_NAME } from "@/server/contracts/project-card";
import { CellCorrection } from "./cell-correction";
import { DetailDeeds, DetailProjectPick } from "./detail-deeds";
import { EnterpriseCells, EnterpriseChanges, EnterpriseName } from "./detail-enterprise";
import { detailWord } from "./detail-words";
import { type PlainColumn, PlainTable } from "./plain-table";
import type { Batch } from "./use-import-batch";

const PAGE = 50;
const ENTRY_COLUMNS: PlainColumn[] = [
  { header: "日期、月份" },
  { header: "金额", figure: true },
  { header: "付款方、口径" },
  { header: "凭证" },
];
const FOLLOW_UP_COLUMNS: PlainColumn[] = [{ header: "日期、方式" }, { header: "内容", span: 3 }];
const ENTERPRISE_COLUMNS: PlainColumn[] = [{ header: "信用代码" }, { header: "所在地、类型和其他", span: 3 }];

/** Of whatever kind all rows are; a workbook may hold several. */
function columnsFor(rows: readonly DetailRowView[]): PlainColumn[] {
  const kinds = new Set(rows.map(({ kind }) => kind));
  const [only] = kinds.size === 1 ? kinds : [];
  if (only === "enterprise") return [{ header: "企业" }, ...ENTERPRISE_COLUMNS];
  const subject = { header: kinds.has("enterprise") ? "项目、企业" : "项目" };
  return [subject, ...(only === "follow-up" ? FOLLOW_UP_COLUMNS : ENTRY_COLUMNS)];
}

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
      <PlainTable label="明细各行" columns={[{ header: "行" }, ...columnsFor(rows), { header: "结果" }]}>
        {rows.map((row) => (
          <Row
            key={`${row.sheet} ${row.row} ${row.reading.kind === "investment" ? row.reading.cell : ""}`}
            batch={batch}
            row={row}
          />
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
  return (
    <tr className="border-t border-line align-top">
      <td className="px-3 py-1.5 text-faint tabular-nums">{row.row}</td>
      <th scope="row" className="min-w-48 px-3 py-1.5 text-left font-normal">
        {row.kind === "enterprise" ? <EnterpriseName row={row} /> : <Project batch={batch} row={row} />}
      </th>
      <Reading {...row.reading} />
      <td className="min-w-64 px-3 py-1.5">
        <span className="flex flex-wrap items-center gap-2">
          <Badge tone={tone}>{label}</Badge>
          <DetailDeeds batch={batch} row={row} />
        </span>
        {row.keptWhy ? <span className="mt-1 block text-sm">{row.keptWhy}</span> : null}
        <EnterpriseChanges row={row} />
        <Problems batch={batch} row={row} />
      </td>
    </tr>
  );
}

function Reading(reading: DetailRowView["reading"]) {
  if (reading.kind === "enterprise") return <EnterpriseCells {...reading} />;
  if (reading.kind === "arrival") return <Arrival {...reading} />;
  return reading.kind === "investment" ? <Investment {...reading} /> : <FollowUp {...reading} />;
}

/** In the columns of amounts where a workbook holds other details as well. */
function FollowUp({ happenedOn, contactKind, summary, people, nextStep, nextOn }: FollowUpReading) {
  return (
    <>
      <td className="px-3 py-1.5 whitespace-nowrap tabular-nums">
        {happenedOn ?? NONE}
        <span className="block text-sm text-faint">
          {contactKind === null ? "" : FOLLOW_UP_KIND_NAME[contactKind]}
        </span>
      </td>
      <td colSpan={3} className="min-w-64 px-3 py-1.5">
        {summary || NONE}
        {people ? <span className="block text-sm text-faint">参加人员：{people}</span> : null}
        {nextStep || nextOn ? (
          <span className="block text-sm text-faint">
            下一步：{nextStep}
            {nextOn ? `（${nextOn} 前）` : ""}
          </span>
        ) : null}
      </td>
    </>
  );
}

function Arrival({
  arrivedOn,
  originalCents,
  currency,
  payerName,
  place,
  scope,
  ...voucher
}: ArrivalReading) {
  return (
    <>
      <td className="px-3 py-1.5 whitespace-nowrap tabular-nums">{arrivedOn ?? NONE}</td>
      <td className="figure px-3 py-1.5 whitespace-nowrap">
        <Amount fen={originalCents} />
        {currency === "CNY" ? null : (
          <span className="block text-sm text-faint">{CURRENCIES[currency as Currency] ?? currency}</span>
        )}
      </td>
      <td className="min-w-32 px-3 py-1.5">
        {payerName || NONE}
        <span className="block text-sm text-faint">{place ?? (scope ? ARRIVAL_SCOPES[scope] : "")}</span>
      </td>
      <td className="min-w-28 px-3 py-1.5">
        {voucher.voucherNumber || <span className="text-faint">没有凭证号</span>}
        <span className="block text-sm text-faint">{voucher.voucherKind}</span>
      </td>
    </>
  );
}

function Investment({ month, totalFen, throughFen, basis, ...parts }: InvestmentReading) {
  const known = [
    ["建筑工程", parts.constructionFen],
    ["安装工程", parts.installationFen],
    ["设备购置", parts.equipmentFen],
    ["其他费用", parts.otherFen],
  ].filter((part): part is [string, number] => typeof part[1] === "number");
  return (
    <>
      <td className="px-3 py-1.5 whitespace-nowrap tabular-nums">{formatMonth(month)}</td>
      <td className="figure px-3 py-1.5 whitespace-nowrap">
        <Amount fen={totalFen} />
        {throughFen === null ? null : (
          <span className="block text-sm text-faint">
            累计 <Amount fen={throughFen} />
          </span>
        )}
      </td>
      <td colSpan={2} className="min-w-40 px-3 py-1.5">
        {BASES[basis]}
        {known.map(([word, fen]) => (
          <span key={word} className="block text-sm text-faint">
            {word} <Amount fen={fen} />
          </span>
        ))}
      </td>
    </>
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
      {target &&
      (project.name || project.number || project.code) !== target.name &&
      said !== target.number ? (
        <span className="block text-sm text-faint">表中：{said}</span>
      ) : null}
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
    label: read ? detailFieldName(read.field) : "单元格",
    raw: read?.raw ?? "",
    shared: false,
    problems: [problem],
  };
  return <CellCorrection batch={batch} sheet={row.sheet} cell={cell} />;
}
