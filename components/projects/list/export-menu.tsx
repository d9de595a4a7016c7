"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { ExportButton } from "@/components/shared/export-button";
import { ExportHistory } from "@/components/shared/export-history";
import { formatCount } from "@/components/shared/format";
import { useTRPCClient } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import type { ExportView } from "@/server/contracts/export";

type Seen = Pick<ExportView, "filter" | "sort" | "descending" | "group" | "columns">;

interface ExportMenuProps {
  view: Seen;
  /** How many rows there are; undefined until they are counted. */
  count: number | undefined;
}

const FORMATS = [
  { value: "xlsx", label: "Excel", format: "xlsx", encoding: "utf-8" },
  { value: "csv", label: "CSV（UTF-8）", format: "csv", encoding: "utf-8" },
  { value: "csv-gb", label: "CSV（GB18030）", format: "csv", encoding: "gb18030" },
] as const;
type FormatId = (typeof FORMATS)[number]["value"];

/** 导出▾: what is on the screen, the whole 台账, and what was exported before. */
export function ExportMenu({ view, count }: ExportMenuProps) {
  const client = useTRPCClient();
  const [chosen, setChosen] = useState<FormatId>("xlsx");
  const { format, encoding } = FORMATS.find((one) => one.value === chosen) ?? FORMATS[0];
  return (
    <Popover
      label="导出"
      align="end"
      className="w-[min(460px,calc(100vw-16px))]"
      trigger={<Button icon={<Download aria-hidden className="size-4" />}>导出</Button>}
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-col gap-2">
          <p className="text-sm text-muted">
            所见即所得：{count === undefined ? "" : `${formatCount(count)} 个项目，`}
            {view.columns.length} 列{view.group === null ? "" : "，带分组小计"}，条件与先后同屏幕一致。
          </p>
          <div className="flex flex-wrap items-center gap-2">
            <Segmented label="文件格式" value={chosen} onChange={setChosen} options={FORMATS} />
            <ExportButton
              label="导出当前视图"
              start={(requestId) => client.export.view.mutate({ requestId, ...view, format, encoding })}
            />
          </div>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-2">
          <span className="text-sm text-muted">按上报格式的 48 列台账</span>
          <ExportButton
            label="导出台账"
            start={(requestId) => client.export.projects.mutate({ requestId, filter: view.filter })}
          />
        </div>
        <ExportHistory className="border-t border-line pt-2" />
      </div>
    </Popover>
  );
}
