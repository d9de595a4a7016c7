"use client";
/** 时点 of the month report: the strip of the earlier day, and what has become known since. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { formatDay } from "@/components/shared/format";
import { KnownDayStrip } from "@/components/shared/known-day";
import { useTRPC } from "@/components/shared/trpc";
import { Drawer } from "@/components/ui/drawer";
import { SkeletonLines } from "@/components/ui/skeleton";
import { CUTS } from "@/server/contracts/statistics";
import type { Day } from "@/server/domain/periods";
import { ChangedFigures, ChangedRows } from "./difference-tables";
import type { Report } from "./statistics-types";

interface KnownDayNoticeProps {
  report: Report;
  onChange: (day: Day | null) => void;
}

/** Says that this is not the present, and opens the difference to it. */
export function KnownDayNotice({ report, onChange }: KnownDayNoticeProps) {
  const [open, setOpen] = useState(false);
  const { knownOn } = report;
  if (knownOn === null) return null;
  return (
    <KnownDayStrip knownOn={knownOn} onChange={onChange} present="人员和名称为现在登记的">
      <button type="button" className="text-accent underline" onClick={() => setOpen(true)}>
        看与现在的差别
      </button>
      {" · "}
      {open ? <Since report={report} knownOn={knownOn} onClose={() => setOpen(false)} /> : null}
    </KnownDayStrip>
  );
}

interface SinceProps {
  report: Report;
  knownOn: Day;
  onClose: () => void;
}

function Since({ report: { month, cut, shape }, knownOn, onClose }: SinceProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.statistics.days.queryOptions({ month, cut, indicator: shape.indicator, from: knownOn, to: null }),
  );
  const rowsAre = CUTS[cut].replace("按", "");
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      width="xl"
      title={`${formatDay(knownOn)} 以来的变化`}
      description="左为当时已知的数，右为现在的数；下面是引起变化的项目和原因，累计数的增减等于各行之和。"
    >
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        data.figures.length === 0 ? (
          <p className="text-muted">没有变化：当时已知的数与现在相同。</p>
        ) : (
          <div className="flex flex-col gap-3">
            <ChangedFigures figures={data.figures} rowsAre={rowsAre} was="当时" is="现在" />
            <ChangedRows rows={data.rows} unlisted={data.unlisted} rowsAre={rowsAre} />
          </div>
        )
      ) : error ? null : (
        <SkeletonLines lines={8} />
      )}
    </Drawer>
  );
}
