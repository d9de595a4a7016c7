"use client";
/** 导出: the rows that the list finds, as a workbook or a csv. */
import { Download } from "lucide-react";
import { useState } from "react";
import { ExportButton } from "@/components/shared/export-button";
import { formatCount } from "@/components/shared/format";
import { useTRPCClient } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import type { EntryFilter } from "@/server/contracts/ledger";
import type { Ledger } from "@/server/domain/project-facts";

const FORMATS = [
  { value: "xlsx", label: "Excel", format: "xlsx", encoding: "utf-8" },
  { value: "csv", label: "CSV（UTF-8）", format: "csv", encoding: "utf-8" },
  { value: "csv-gb", label: "CSV（GB18030）", format: "csv", encoding: "gb18030" },
] as const;

interface ExportEntriesProps {
  ledger: Ledger;
  filter: EntryFilter;
  /** How many rows the filter finds; undefined until they are counted. */
  count: number | undefined;
}

export function ExportEntries({ ledger, filter, count }: ExportEntriesProps) {
  const client = useTRPCClient();
  const [chosen, setChosen] = useState<(typeof FORMATS)[number]["value"]>("xlsx");
  const { format, encoding } = FORMATS.find((one) => one.value === chosen) ?? FORMATS[0];
  return (
    <Popover
      label="导出"
      align="end"
      className="w-[min(440px,calc(100vw-16px))]"
      trigger={<Button icon={<Download aria-hidden className="size-4" />}>导出</Button>}
    >
      <div className="flex flex-col gap-2">
        <p className="text-sm text-muted">
          {count === undefined ? "" : `${formatCount(count)} 条，`}条件与先后同屏幕一致，各列齐全。
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <Segmented label="文件格式" value={chosen} onChange={setChosen} options={FORMATS} />
          <ExportButton
            label="导出台账"
            start={(requestId) =>
              client.export.entries.mutate({ requestId, ledger, filter, format, encoding })
            }
          />
        </div>
      </div>
    </Popover>
  );
}
