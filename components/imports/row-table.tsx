"use client";
import { useMemo } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { useUrlState } from "@/components/shared/use-url-state";
import { DataTable } from "@/components/table/data-table";
import { Button } from "@/components/ui/button";
import type { ImportRowView, ImportSummary } from "@/server/contracts/import-batch";
import { IMPORT_URL, writePlace } from "./import-url";
import { rowColumns } from "./row-columns";
import type { Batch } from "./use-import-batch";
import { useRowPages } from "./use-row-pages";

const rowId = (row: ImportRowView) => writePlace(row);
const rowName = (row: ImportRowView) => row.project.name;

const ROW_HEIGHT = 36;
/** Head, and the bar that scrolls sideways. */
const AROUND = 56;

export function RowTable({ batch, summary }: { batch: Batch; summary: ImportSummary }) {
  const [url, setUrl] = useUrlState(IMPORT_URL);
  const severalSheets = new Set(summary.tables.map((t) => t.sheet)).size > 1;
  const undone = batch.scene.state === "undone";
  const columns = useMemo(() => rowColumns(severalSheets, undone), [severalSheets, undone]);
  const pages = useRowPages(batch.scene.id, url);
  const follow = (row: ImportRowView | undefined) => {
    // An open row follows the keys of the list behind it.
    if (url.at !== "" && row) setUrl({ at: writePlace(row) }, "replace");
  };
  return (
    <div
      className="flex max-h-[min(36rem,68dvh)] min-h-64 flex-col"
      style={{ height: AROUND + ROW_HEIGHT * pages.rowCount }}
    >
      <DataTable
        label="台账各行"
        className="rounded-t-none border-0"
        columns={columns}
        rowCount={pages.rowCount}
        getRow={pages.getRow}
        rowId={rowId}
        rowName={rowName}
        onRangeChange={pages.onRangeChange}
        loading={pages.loading}
        scrollKey={`import ${pages.identity}`}
        onActiveChange={follow}
        onPeek={(row) => setUrl({ at: writePlace(row) })}
        empty={
          pages.error ? (
            <FailureState error={pages.error} onRetry={pages.refetch} />
          ) : (
            <EmptyState
              title="没有这样的行"
              action={<Button onClick={() => setUrl({ show: "all", kind: null, q: "" })}>看全部行</Button>}
            >
              换一个条件试试。
            </EmptyState>
          )
        }
      />
    </div>
  );
}
