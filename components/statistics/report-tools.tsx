"use client";
/** What changes the view of the table: the cut, 去年同期, which groups of columns, which target. */
import { Columns3 } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { writeUrlValues } from "@/components/shared/url-state";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { LinkTabs } from "@/components/ui/tabs";
import { CUT_NAMES, CUTS, type Cut } from "@/server/contracts/statistics";
import {
  type ReportGroupId,
  type ReportShape,
  reportGroups,
  TARGET_INDICATOR_NAMES,
  TARGET_INDICATORS,
  type TargetIndicator,
} from "@/server/domain/statistics-columns";
import { REPORT_URL } from "./report-url";

export function CutTabs({ cut }: { cut: Cut }) {
  const search = useSearchParams().toString();
  const href = (to: Cut) =>
    `/statistics${writeUrlValues(REPORT_URL, search, { cut: to, figure: [] }) || "?"}`;
  return (
    <LinkTabs
      label="分表"
      className="min-w-0 flex-[1_1_36rem]"
      tabs={CUT_NAMES.map((name) => ({ href: href(name), label: CUTS[name], current: name === cut }))}
    />
  );
}

const COMPARISONS = [
  { value: "none", label: "本期" },
  { value: "last", label: "对比去年同期" },
] as const;
type Comparing = (typeof COMPARISONS)[number]["value"];

export function CompareSwitch({
  value,
  onChange,
}: {
  value: Comparing;
  onChange: (value: Comparing) => void;
}) {
  return <Segmented label="对比" value={value} onChange={onChange} options={COMPARISONS} />;
}

interface ColumnChoiceProps {
  shape: ReportShape;
  hidden: readonly ReportGroupId[];
  onHide: (hidden: ReportGroupId[]) => void;
  onIndicator: (indicator: TargetIndicator) => void;
}

/** Groups of columns to show. One group always stays: a table without columns says nothing. */
export function ColumnChoice({ shape, hidden, onHide, onIndicator }: ColumnChoiceProps) {
  const groups = reportGroups(shape);
  const shown = groups.length - hidden.length;
  const toggle = (id: ReportGroupId) =>
    onHide(hidden.includes(id) ? hidden.filter((h) => h !== id) : [...hidden, id]);
  return (
    <Popover
      label="显示的列组"
      align="end"
      className="w-64"
      trigger={
        <Button icon={<Columns3 aria-hidden className="size-4" />}>
          列组{hidden.length > 0 ? ` ${shown}/${groups.length}` : ""}
        </Button>
      }
    >
      <div className="flex flex-col gap-1.5">
        {groups.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={!hidden.includes(id)}
            disabled={shown === 1 && !hidden.includes(id)}
            onChange={() => toggle(id)}
          />
        ))}
      </div>
      {hidden.length > 0 ? (
        <Button size="sm" variant="ghost" className="mt-2" onClick={() => onHide([])}>
          全部显示
        </Button>
      ) : null}
      <Field label="年度目标看哪项指标" className="mt-3 border-t border-line pt-3">
        <Select
          value={shape.indicator}
          onChange={(event) => onIndicator(event.target.value as TargetIndicator)}
          options={TARGET_INDICATOR_NAMES.map((value) => ({ value, label: TARGET_INDICATORS[value] }))}
        />
      </Field>
    </Popover>
  );
}
