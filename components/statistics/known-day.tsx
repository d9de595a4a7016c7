"use client";
/** 时点: the report as it was known when an earlier day ended, and what has become known since. */
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { formatDay } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { useCan } from "@/components/shared/viewer";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Drawer } from "@/components/ui/drawer";
import { Field } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { SkeletonLines } from "@/components/ui/skeleton";
import { CUTS } from "@/server/contracts/statistics";
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  firstDayOf,
  lastDayOf,
  monthOfDay,
} from "@/server/domain/periods";
import { ChangedFigures, ChangedRows } from "./difference-tables";
import type { Report } from "./statistics-types";

/** Days that people ask for: the ends of the last months that have ended. */
const recentEnds = (today: Day): Day[] => [1, 2, 3].map((n) => lastDayOf(addMonths(monthOfDay(today), -n)));

interface KnownDayChoiceProps {
  report: Report;
  onChange: (day: Day | null) => void;
}

export function KnownDayChoice({ report, onChange }: KnownDayChoiceProps) {
  const allowed = useCan("statistics:past");
  const today = dayOf(new Date());
  const first = firstDayOf(report.month);
  if (!allowed) return null;
  return (
    <Popover
      label="看哪一天所知的数据"
      align="end"
      className="w-64"
      trigger={
        <Button icon={<History aria-hidden className="size-4" />}>
          时点{report.knownOn ? ` ${report.knownOn}` : ""}
        </Button>
      }
    >
      <Field label="只看这一天结束时已知的数据" hint="须早于今天，且不早于所看的月份">
        <DateField value={report.knownOn} onChange={onChange} min={first} max={addDays(today, -1)} />
      </Field>
      <div className="mt-2 flex flex-wrap gap-1">
        {recentEnds(today)
          .filter((day) => day >= first)
          .map((day) => (
            <Button key={day} size="sm" onClick={() => onChange(day)}>
              {formatDay(day)}
            </Button>
          ))}
        <Button size="sm" variant="ghost" disabled={report.knownOn === null} onClick={() => onChange(null)}>
          现在
        </Button>
      </div>
    </Popover>
  );
}

/** Says that this is not the present, and opens the difference to it. */
export function KnownDayNotice({ report, onChange }: KnownDayChoiceProps) {
  const [open, setOpen] = useState(false);
  const { knownOn } = report;
  if (knownOn === null) return null;
  return (
    <Notice tone="warn" className="mb-2">
      <span>
        这是 {formatDay(knownOn)}{" "}
        结束时已知的数据：此后审核、更正、撤销和归类的变化都不在内；人员和名称为现在登记的。
      </span>{" "}
      <button type="button" className="text-accent underline" onClick={() => setOpen(true)}>
        看与现在的差别
      </button>
      {" · "}
      <button type="button" className="text-accent underline" onClick={() => onChange(null)}>
        回到现在
      </button>
      {open ? <Since report={report} knownOn={knownOn} onClose={() => setOpen(false)} /> : null}
    </Notice>
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
