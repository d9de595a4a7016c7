"use client";
/** 时点: the choice of an earlier day as of whose end a page is read, and the strip that says that it is not the present. */
import { History } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { z } from "zod";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { addDays, type Day, dayOf, isDay, recentMonthEnds } from "@/server/domain/periods";
import { ErrorState } from "./error-state";
import { formatDay } from "./format";
import { knownDayProblem } from "./known-day-problem";
import { PageHeader } from "./page-header";
import { urlParam } from "./url-state";
import { useCan } from "./viewer";

/** Of an address: only what was known when this day ended. */
export const KNOWN_DAY = urlParam<string | null>(z.string().refine(isDay).nullable(), null);

interface KnownDayGuardProps {
  /** Of the page that is not shown. */
  title: string;
  /** Where its present is; the page itself unless told otherwise. */
  present?: string;
  children: ReactNode;
}

/** In front of a page with a 时点: a day that cannot be looked at is said to be one, and never another day taken for it. */
export function KnownDayGuard({ title, present, children }: KnownDayGuardProps) {
  const here = usePathname();
  const search = useSearchParams();
  const problem = knownDayProblem(search.get("known"), dayOf(new Date()));
  if (problem === null) return children;
  const kept = new URLSearchParams(search);
  kept.delete("known");
  const back = present ?? (kept.size === 0 ? here : `${here}?${kept}`);
  return (
    <>
      <PageHeader title={title} />
      <ErrorState title="不能按这一天查看" message={problem}>
        <Link href={back} className="mt-3 text-accent underline">
          回到现在
        </Link>
      </ErrorState>
    </>
  );
}

interface KnownDayChoiceProps {
  knownOn: Day | null;
  onChange: (day: Day | null) => void;
  /** The first day that has a meaning on the page. */
  first?: Day;
  hint?: string;
}

/** For whoever may ask: two days beside each other tell what came in between. */
export function KnownDayChoice({ knownOn, onChange, first, hint = "须早于今天" }: KnownDayChoiceProps) {
  const allowed = useCan("statistics:past");
  const today = dayOf(new Date());
  if (!allowed) return null;
  return (
    <Popover
      label="看哪一天所知的数据"
      align="end"
      className="w-64"
      trigger={
        <Button icon={<History aria-hidden className="size-4" />}>时点{knownOn ? ` ${knownOn}` : ""}</Button>
      }
    >
      <Field label="只看这一天结束时已知的数据" hint={hint}>
        <DateField
          value={knownOn}
          onChange={onChange}
          {...(first ? { min: first } : {})}
          max={addDays(today, -1)}
        />
      </Field>
      <div className="mt-2 flex flex-wrap gap-1">
        {recentMonthEnds(today)
          .filter((day) => first === undefined || day >= first)
          .map((day) => (
            <Button key={day} size="sm" onClick={() => onChange(day)}>
              {formatDay(day)}
            </Button>
          ))}
        <Button size="sm" variant="ghost" disabled={knownOn === null} onClick={() => onChange(null)}>
          现在
        </Button>
      </div>
    </Popover>
  );
}

interface KnownDayStripProps {
  knownOn: Day;
  onChange: (day: Day | null) => void;
  /** What of the page is of today nevertheless. */
  present: string;
  /** Further ways from here. */
  children?: ReactNode;
}

/** Says that this is not the present, and leads back to it. */
export const KnownDayStrip = ({ knownOn, onChange, present, children }: KnownDayStripProps) => (
  <Notice tone="warn" className="mb-2 shrink-0">
    <b className="font-semibold">按 {formatDay(knownOn)} 日终所知</b>
    ：此后审核、更正、撤销和归类的变化都不在内；{present}。 {children}
    <button type="button" className="text-accent underline" onClick={() => onChange(null)}>
      回到现在
    </button>
  </Notice>
);
