"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { readFailure } from "@/components/shared/form-problems";
import { formatAmountWithUnit, formatCount } from "@/components/shared/format";
import { useTRPCClient } from "@/components/shared/trpc";
import { useUnit } from "@/components/shared/unit-switch";
import { useCan } from "@/components/shared/viewer";
import { Button, ButtonLink } from "@/components/ui/button";
import type { ProjectFilter } from "@/server/contracts/project";
import { MOST_EDITED } from "@/server/domain/bulk-edit";
import { MOST_HANDED_OVER } from "@/server/domain/hand-over";
import { BulkEditDialog } from "./bulk-edit-dialog";
import { HandOverDialog } from "./hand-over-dialog";
import { isGroup, type ProjectPages } from "./use-project-pages";

interface TickedBarProps {
  ticked: ReadonlySet<string>;
  onTicked: (ticked: ReadonlySet<string>) => void;
  pages: ProjectPages;
  filter: ProjectFilter;
}

/** What is ticked, what it adds up to, and what can be done with it. */
export function TickedBar({ ticked, onTicked, pages, filter }: TickedBarProps) {
  const assigns = useCan("project:assign");
  const edits = useCan("project:edit");
  const merges = useCan("project:merge");
  const [doing, setDoing] = useState<"assign" | "edit" | null>(null);
  const [done, setDone] = useState<string | null>(null);
  if (ticked.size === 0)
    return done === null ? null : (
      <p role="status" className="mt-2 rounded-md border border-ok/35 bg-ok-soft px-3 py-1.5 text-ok">
        {done}
      </p>
    );
  const dialog = {
    ids: [...ticked].map(Number),
    onClose: () => setDoing(null),
    onDone: (words: string) => {
      setDoing(null);
      setDone(words);
      onTicked(new Set());
    },
  };
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-accent-line bg-accent-soft px-3 py-1.5">
      <TickedSum ticked={ticked} pages={pages} />
      {edits ? <TickEverything ticked={ticked} onTicked={onTicked} pages={pages} filter={filter} /> : null}
      <span className="ml-auto flex items-center gap-2">
        <Button size="sm" variant="ghost" onClick={() => onTicked(new Set())}>
          清除选择
        </Button>
        {merges && ticked.size === 2 ? (
          <ButtonLink size="sm" href={`/projects/merge?keep=${dialog.ids[0]}&give=${dialog.ids[1]}`}>
            合并这两个
          </ButtonLink>
        ) : null}
        {edits ? (
          <Button size="sm" disabled={ticked.size > MOST_EDITED} onClick={() => setDoing("edit")}>
            批量修改
          </Button>
        ) : null}
        {assigns ? (
          <Button
            size="sm"
            variant="primary"
            disabled={ticked.size > MOST_HANDED_OVER}
            onClick={() => setDoing("assign")}
          >
            批量指派
          </Button>
        ) : null}
      </span>
      {doing === "assign" ? <HandOverDialog {...dialog} /> : null}
      {doing === "edit" ? <BulkEditDialog {...dialog} /> : null}
    </div>
  );
}

function TickedSum({ ticked, pages }: Pick<TickedBarProps, "ticked" | "pages">) {
  const { unit } = useUnit();
  let planned = 0;
  let loaded = 0;
  for (let index = 0; index < pages.rowCount && loaded < ticked.size; index++) {
    const row = pages.getRow(index);
    if (!row || isGroup(row) || !ticked.has(String(row.id))) continue;
    loaded += 1;
    if (!row.masked) planned += row.plannedTotalFen ?? 0;
  }
  return (
    <span>
      已选 <b>{formatCount(ticked.size)}</b> 个
      {loaded === ticked.size ? `，计划总投资合计 ${formatAmountWithUnit(planned, unit)}` : ""}
    </span>
  );
}

/** The table holds only the pages in view: all that the filter finds is asked of the server. */
function TickEverything({ ticked, onTicked, pages, filter }: TickedBarProps) {
  const client = useTRPCClient();
  const asking = useMutation({
    mutationFn: () => client.project.matchingIds.query({ filter }),
    onSuccess: ({ ids }) => onTicked(new Set(ids.map(String))),
  });
  const count = pages.sums?.count ?? 0;
  if (asking.error)
    return (
      <span role="alert" className="text-sm text-late">
        {readFailure(asking.error).message}
      </span>
    );
  if (count <= ticked.size) return null;
  if (count > MOST_HANDED_OVER)
    return (
      <span className="text-sm text-muted">
        符合条件的共 {formatCount(count)} 个，缩小到 {formatCount(MOST_HANDED_OVER)} 个以内可以全选
      </span>
    );
  return (
    <Button size="sm" variant="ghost" busy={asking.isPending} onClick={() => asking.mutate()}>
      选择符合条件的全部 {formatCount(count)} 个
    </Button>
  );
}
