"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { MonthField } from "@/components/ui/month-field";
import { addMonths, type StatMonth } from "@/server/domain/periods";

interface MonthStepsProps {
  month: StatMonth;
  /** The first that can be asked for, once it is known. */
  first: StatMonth | undefined;
  last: StatMonth;
  onMonth: (month: StatMonth) => void;
}

/** The stat month of a page, and one to either side. */
export const MonthSteps = ({ month, first, last, onMonth }: MonthStepsProps) => (
  <span className="flex items-center">
    <IconButton
      label="上一月"
      icon={<ChevronLeft aria-hidden className="size-4" />}
      disabled={first !== undefined && month <= first}
      onClick={() => onMonth(addMonths(month, -1))}
    />
    <MonthField label="统计月" value={month} min={first} max={last} onChange={onMonth} />
    <IconButton
      label="下一月"
      icon={<ChevronRight aria-hidden className="size-4" />}
      disabled={month >= last}
      onClick={() => onMonth(addMonths(month, 1))}
    />
  </span>
);
