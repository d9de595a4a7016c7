"use client";
import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { formatCount, formatInstant } from "@/components/shared/format";
import { Badge } from "@/components/ui/badge";
import type { ImportListItem } from "@/server/contracts/import-batch";
import { STATE_WORD } from "./import-words";

interface HistoryColumn {
  className?: string;
  header: string;
  cell: (batch: ImportListItem) => ReactNode;
  /** Right-aligned figures. */
  figure?: boolean;
  /** Hidden on a phone. */
  wide?: boolean;
}

const COLUMNS: HistoryColumn[] = [
  {
    header: "文件",
    className: "w-2/5",
    cell: (b) => (
      <Link href={`/imports/${b.id}`} className="font-medium [overflow-wrap:anywhere] hover:underline">
        {b.fileName}
      </Link>
    ),
  },
  {
    header: "状态",
    cell: (b) => <Badge tone={STATE_WORD[b.state].tone}>{STATE_WORD[b.state].label}</Badge>,
  },
  { header: "读到（行）", figure: true, wide: true, cell: (b) => formatCount(b.projects) },
  { header: "导入、更新（个）", figure: true, cell: (b) => formatCount(b.committed) },
  { header: "错误", figure: true, wide: true, cell: (b) => formatCount(b.errors) },
  { header: "提醒", figure: true, wide: true, cell: (b) => formatCount(b.warnings) },
  { header: "导入人", wide: true, cell: (b) => b.actorName },
  {
    header: "上传时间",
    wide: true,
    cell: (b) => <span className="whitespace-nowrap">{formatInstant(new Date(b.createdAt))}</span>,
  },
];

const look = ({ figure, wide, className }: HistoryColumn) =>
  clsx("px-3 py-2", className, figure && "figure", wide && "max-md:hidden");

export function ImportHistory({ batches }: { batches: readonly ImportListItem[] }) {
  if (batches.length === 0)
    return (
      <EmptyState title="还没有导入过台账">
        把本局的 Excel 或 WPS 台账拖到上面。每一批的文件、结果和撤销都会留在这里。
      </EmptyState>
    );
  return (
    <table aria-label="导入记录" className="w-full text-left">
      <thead className="bg-sunken text-sm text-muted">
        <tr>
          {COLUMNS.map((column) => (
            <th
              key={column.header}
              scope="col"
              className={clsx(look(column), "font-medium whitespace-nowrap")}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.id} className="border-t border-line hover:bg-sunken">
            {COLUMNS.map((column) => (
              <td key={column.header} className={look(column)}>
                {column.cell(batch)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
