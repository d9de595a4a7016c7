"use client";
/** The rows by their fate, by a word, and by the kind of problem they have. */
import clsx from "clsx";
import { FileDown } from "lucide-react";
import { formatCount } from "@/components/shared/format";
import { useUrlState } from "@/components/shared/use-url-state";
import { Segmented } from "@/components/ui/segmented";
import { TextField } from "@/components/ui/text-field";
import { PROBLEM_KINDS } from "@/server/contracts/import";
import { type ImportSummary, ROW_FILTERS, type RowFilter } from "@/server/contracts/import-batch";
import { IMPORT_URL } from "./import-url";
import { FILTER_WORD } from "./import-words";
import type { Batch } from "./use-import-batch";

const COUNT: Partial<Record<RowFilter, keyof ImportSummary["counts"]>> = {
  all: "rows",
  ready: "ready",
  errors: "failed",
  changed: "changed",
  unchanged: "unchanged",
  existing: "existing",
  duplicate: "duplicate",
  "left-out": "leftOut",
};

/** Fates that only some ledgers have. */
const WHERE_THERE_ARE: ReadonlySet<RowFilter> = new Set(["changed", "conflicts", "unchanged", "duplicate"]);

const hasSome = (filter: RowFilter, counts: ImportSummary["counts"], conflicts: number): boolean => {
  const key = COUNT[filter];
  return filter === "conflicts" ? conflicts > 0 : key !== undefined && counts[key] > 0;
};

interface RowFiltersProps {
  batch: Batch;
  summary: ImportSummary;
}

export function RowFilters({ batch, summary }: RowFiltersProps) {
  const [url, setUrl] = useUrlState(IMPORT_URL);
  const { result } = batch.scene;
  const counts = result ? { ...summary.counts, ready: result.projects } : summary.counts;
  const shown = ROW_FILTERS.filter(
    (value) =>
      url.show === value ||
      !WHERE_THERE_ARE.has(value) ||
      hasSome(value, counts, batch.scene.merge.conflicts),
  );
  const options = shown.map((value) => {
    const key = COUNT[value];
    const word = value === "ready" && result ? "已导入" : FILTER_WORD[value];
    return { value, label: key ? `${word} ${formatCount(counts[key])}` : word };
  });
  return (
    <div className="flex flex-col gap-2 border-b border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <div className="thin-scroll max-w-full overflow-x-auto">
          <Segmented
            label="按结果筛选"
            value={url.show}
            onChange={(show) => setUrl({ show })}
            options={options}
          />
        </div>
        <div className="w-56 max-sm:w-full">
          <TextField
            type="search"
            aria-label="搜索项目名称、投资方"
            placeholder="项目名称、投资方"
            value={url.q}
            maxLength={60}
            onChange={(event) => setUrl({ q: event.target.value }, "replace")}
          />
        </div>
        {batch.scene.marked ? (
          <a
            href={`/api/imports/${batch.scene.id}/marked`}
            download
            title="同一份台账，有疑问的单元格标红或标黄，原因写在批注里；在 Excel、WPS 里改好后重新上传"
            className="ml-auto inline-flex items-center gap-1 text-accent hover:underline max-sm:ml-0"
          >
            <FileDown aria-hidden className="size-4" />
            下载标记版
          </a>
        ) : null}
      </div>
      <ProblemKinds kinds={kindsOfRows(summary)} />
    </div>
  );
}

/** Problems that stand at rows; those of whole sheets are told where the sheets are. */
const kindsOfRows = ({ problemKinds, remarks }: ImportSummary): ImportSummary["problemKinds"] =>
  problemKinds
    .map((one) => {
      const elsewhere = remarks.filter((r) => r.kind === one.kind && r.severity === one.severity).length;
      return { ...one, count: one.count - elsewhere };
    })
    .filter((one) => one.count > 0);

function ProblemKinds({ kinds }: { kinds: ImportSummary["problemKinds"] }) {
  const [url, setUrl] = useUrlState(IMPORT_URL);
  if (kinds.length === 0) return <p className="text-sm text-ok">各行没有发现错误和提醒。</p>;
  return (
    <ul aria-label="按问题筛选" className="flex flex-wrap gap-1.5">
      {kinds.map(({ kind, severity, count }) => {
        const on = url.kind === kind;
        return (
          <li key={`${severity} ${kind}`}>
            <button
              type="button"
              aria-pressed={on}
              onClick={() => setUrl({ kind: on ? null : kind })}
              className={clsx(
                "inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-sm transition-colors",
                on
                  ? "border-accent bg-accent-soft font-medium text-accent"
                  : "border-line-strong text-ink hover:bg-sunken",
              )}
            >
              <span aria-hidden className={severity === "error" ? "text-late" : "text-warn"}>
                {severity === "error" ? "■" : "▲"}
              </span>
              <span className="sr-only">{severity === "error" ? "错误" : "提醒"}：</span>
              {PROBLEM_KINDS[kind]}
              <span className="text-muted tabular-nums">{formatCount(count)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
