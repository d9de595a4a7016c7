"use client";
/** Days that the bureau sets otherwise than the published calendar: one by one. */
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { Day } from "@/server/domain/periods";
import type { WorkCalendar } from "@/server/domain/working-days";

const KINDS = [
  { value: "off", label: "休息" },
  { value: "work", label: "上班" },
];
type CalendarDay = WorkCalendar["days"][number];

interface CalendarFieldsProps {
  calendar: WorkCalendar;
  onChange: (calendar: WorkCalendar) => void;
}

export function CalendarFields({ calendar, onChange }: CalendarFieldsProps) {
  const [day, setDay] = useState<Day | null>(null);
  const [kind, setKind] = useState<CalendarDay["kind"]>("off");
  const [note, setNote] = useState("");
  const days = [...calendar.days].sort((a, b) => (a.day < b.day ? -1 : 1));
  const set = (added: CalendarDay) =>
    onChange({ days: [...calendar.days.filter((d) => d.day !== added.day), added] });
  const add = () => {
    if (!day) return;
    set({ day, kind, note });
    setDay(null);
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[1fr_7rem_1fr_auto]">
        <Field label="日期">
          <DateField value={day} onChange={setDay} />
        </Field>
        <Field label="安排">
          <Select
            options={KINDS}
            value={kind}
            onChange={(event) => setKind(event.target.value as CalendarDay["kind"])}
          />
        </Field>
        <Field label="说明">
          <TextField value={note} placeholder="如：元旦" onChange={(event) => setNote(event.target.value)} />
        </Field>
        <Button onClick={add} disabled={!day}>
          加入
        </Button>
      </div>
      {days.length === 0 ? (
        <Notice tone="neutral">还没有补充：按已公布的放假安排和周末计算。</Notice>
      ) : (
        <ul aria-label="补充和调整的日子" className="max-h-72 overflow-y-auto rounded-md border border-line">
          {days.map((d) => (
            <li
              key={d.day}
              className="flex items-center gap-3 border-t border-line px-3 py-1 first:border-t-0"
            >
              <span className="tabular-nums">{d.day}</span>
              <span className={d.kind === "off" ? "text-muted" : ""}>
                {d.kind === "off" ? "休息" : "上班"}
              </span>
              <span className="min-w-0 flex-1 truncate text-muted">{d.note}</span>
              <IconButton
                label={`移除 ${d.day}`}
                icon={<Trash2 aria-hidden className="size-4" />}
                onClick={() => onChange({ days: calendar.days.filter((old) => old.day !== d.day) })}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
