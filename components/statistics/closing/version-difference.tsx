"use client";
/** What two versions of a month differ in: figures beside each other, and the projects that make the difference. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { FailureState } from "@/components/shared/failure-state";
import { formatAmountWithUnit, UNIT_LABEL } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { SimpleTable } from "@/components/table/simple-table";
import { Skeleton } from "@/components/ui/skeleton";
import type { VersionDifference as Difference, RowChange } from "@/server/contracts/month-close";
import type { StatMonth } from "@/server/domain/periods";
import { UNIT_OF_KIND } from "@/server/domain/statistics-columns";
import { figureText } from "../figure-text";

interface VersionDifferenceProps {
  month: StatMonth;
  from: number;
  /** Null: what the month would say if it were closed today. */
  to: number | null;
}

export function VersionDifference({ month, from, to }: VersionDifferenceProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.statistics.versions.queryOptions({ month, from, to, cut: "chain" }),
  );
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-40 w-full" />;
  const [was, is] = [`第${from}版`, to === null ? "现在" : `第${to}版`];
  return (
    <div className="flex flex-col gap-3">
      <Figures difference={data} was={was} is={is} />
      <Rows difference={data} />
    </div>
  );
}

const wordOf = (
  value: Difference["figures"][number]["before"],
  kind: Difference["figures"][number]["kind"],
) => {
  const text = figureText(kind, value, "wan");
  return value === null ? text : `${text} ${kind === "amount" ? UNIT_LABEL.wan : UNIT_OF_KIND[kind]}`;
};

const Figures = ({ difference, was, is }: { difference: Difference; was: string; is: string }) => (
  <div className="max-h-96 overflow-y-auto rounded-md border border-line">
    <SimpleTable
      label="有变化的数字"
      rows={difference.figures}
      rowId={(f) => `${f.row}-${f.group}-${f.header}`}
      columns={[
        { header: "产业链", cell: (f) => <span className="whitespace-nowrap">{f.row}</span> },
        {
          header: "数字",
          cell: (f) => (
            <span className="whitespace-nowrap">
              {f.group} {f.header}
            </span>
          ),
        },
        {
          header: was,
          cell: (f) => <span className="whitespace-nowrap">{wordOf(f.before, f.kind)}</span>,
          align: "end",
        },
        {
          header: is,
          cell: (f) => <span className="whitespace-nowrap">{wordOf(f.after, f.kind)}</span>,
          align: "end",
        },
      ]}
    />
  </div>
);

const adds = ({ measure, value }: RowChange): string => {
  const sign = value > 0 ? "+" : "";
  if (measure.endsWith("Fen")) return `${sign}${formatAmountWithUnit(value, "wan", { trim: true })}`;
  return measure === "foreignUsdCents" ? `${sign}${(value / 100).toFixed(2)} 美元` : `${sign}${value}`;
};

function Rows({ difference }: { difference: Difference }) {
  const { rows, unlisted } = difference;
  return (
    <div className="max-h-96 overflow-y-auto rounded-md border border-line">
      <SimpleTable
        label="引起变化的项目"
        rows={rows}
        rowId={(r) => `${r.projectId}-${r.measure}-${r.group}`}
        columns={[
          {
            header: "项目",
            cell: (r) => (
              <Link href={`/projects/${r.projectId}`} className="text-accent hover:underline">
                {r.name}
              </Link>
            ),
          },
          { header: "编号", cell: (r) => r.number, wide: true },
          { header: "产业链", cell: (r) => r.group },
          { header: "指标", cell: (r) => <span className="whitespace-nowrap">{r.measureName}</span> },
          { header: "增减", cell: adds, align: "end" },
        ]}
      />
      {unlisted > 0 ? <p className="px-3 py-2 text-sm text-muted">另有 {unlisted} 行未列出。</p> : null}
    </div>
  );
}
