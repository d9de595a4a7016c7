"use client";
/** What changes the view of the rates: the window with its usual ones, the cutoff, the way, the measure, the cut. */
import clsx from "clsx";
import { useSearchParams } from "next/navigation";
import { type UrlValues, writeUrlValues } from "@/components/shared/url-state";
import { useUrlState } from "@/components/shared/use-url-state";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { MonthField } from "@/components/ui/month-field";
import { Segmented } from "@/components/ui/segmented";
import { LinkTabs } from "@/components/ui/tabs";
import { CUT_NAMES, CUTS, type Cut } from "@/server/contracts/statistics";
import type { StatMonth } from "@/server/domain/periods";
import { quickWindows } from "@/server/domain/rate-windows";
import { RATE_MEASURES, RATE_WAYS, type RateMeasure, type RateWay } from "@/server/domain/rates";
import { type askedWindow, RATES_URL } from "./rates-url";

interface WindowFieldsProps {
  asked: ReturnType<typeof askedWindow>;
  present: StatMonth;
  first: StatMonth | undefined;
  onChange: (changes: Partial<UrlValues<typeof RATES_URL>>) => void;
}

export function WindowFields({ asked, present, first, onChange }: WindowFieldsProps) {
  const { from, to, cutoff, way } = asked;
  return (
    <fieldset className="mb-2 flex shrink-0 flex-wrap items-center gap-x-2 gap-y-2">
      <legend className="sr-only">签约期间</legend>
      <MonthField
        label="起月"
        value={from}
        min={first}
        max={to}
        onChange={(next) => onChange({ from: next, to, figure: [] })}
      />
      <span className="text-muted">至</span>
      <MonthField
        label="止月"
        value={to}
        min={from}
        max={present}
        onChange={(next) => onChange({ from, to: next, cutoff: null, figure: [] })}
      />
      <span className="flex flex-wrap gap-1">
        {quickWindows(present).map(({ name, window }) => {
          const chosen = window.from === from && window.to === to;
          return (
            <Button
              key={name}
              size="sm"
              variant="ghost"
              aria-pressed={chosen}
              className={clsx(chosen && "bg-accent-soft font-medium text-accent")}
              onClick={() => onChange({ ...window, cutoff: null, figure: [] })}
            >
              {name}
            </Button>
          );
        })}
      </span>
      {way === "cohort" && to < present ? (
        <span className="flex items-center gap-2 text-muted">
          截至
          <MonthField
            label="截止月"
            value={cutoff ?? to}
            min={to}
            max={present}
            onChange={(next) => onChange({ cutoff: next === to ? null : next, figure: [] })}
          />
          末
        </span>
      ) : null}
    </fieldset>
  );
}

const options = <Key extends string>(names: Record<Key, string>) =>
  (Object.entries(names) as [Key, string][]).map(([value, label]) => ({ value, label }));

export function RateChoices() {
  const [{ way, measure, ended }, setUrl] = useUrlState(RATES_URL);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Checkbox
        label="剔除终止"
        checked={ended === "without"}
        onChange={(event) => setUrl({ ended: event.target.checked ? "without" : "kept", figure: [] })}
      />
      <Segmented<RateMeasure>
        label="计算"
        value={measure}
        onChange={(next) => setUrl({ measure: next, figure: [] })}
        options={options(RATE_MEASURES)}
      />
      <Segmented<RateWay>
        label="方式"
        value={way}
        onChange={(next) => setUrl({ way: next, cutoff: null, figure: [] })}
        options={options(RATE_WAYS)}
      />
    </div>
  );
}

export function CutLinks({ cut }: { cut: Cut }) {
  const search = useSearchParams().toString();
  const href = (to: Cut) =>
    `/statistics/rates${writeUrlValues(RATES_URL, search, { cut: to, figure: [] }) || "?"}`;
  return (
    <LinkTabs
      label="分表"
      className="min-w-0 flex-[1_1_36rem]"
      tabs={CUT_NAMES.map((name) => ({ href: href(name), label: CUTS[name], current: name === cut }))}
    />
  );
}
