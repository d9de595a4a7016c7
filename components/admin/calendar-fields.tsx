"use client";
/** Days that the bureau sets otherwise than the published calendar: a day, a range, or the whole notice pasted. */
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { addDays, type Day, dayOf, daysBetween } from "@/server/domain/periods";
import { calendarRuns, type WorkCalendar } from "@/server/domain/working-days";
import { CalendarPaste } from "./calendar-paste";
import { calendarGaps, runWords } from "./rule-words";

const KINDS = [
  { value: "off", label: "休息" },
  { value: "work", label: "上班" },
];
type CalendarDay = WorkCalendar["days"][number];
const LONGEST = 31;

interface CalendarFieldsProps {
  calendar: WorkCalendar;
  onChange: (calendar: WorkCalendar) => void;
}

export function CalendarFields({ calendar, onChange }: CalendarFieldsProps) {
  const set = (added: readonly CalendarDay[]) => {
    const of = new Set(added.map((d) => d.day));
    onChange({ days: [...calendar.days.filter((d) => !of.has(d.day)), ...added] });
  };
  const runs = calendarRuns(calendar);
  const today = dayOf(new Date());
  return (
    <div className="flex flex-col gap-3">
      <CalendarPaste year={Number(today.slice(0, 4)) + 1} onRead={set} />
      <RangeFields onAdd={set} />
      {calendarGaps(calendar, today).map(([year, words]) => (
        <Notice key={year} tone="warn">
          {year}
          {words}
        </Notice>
      ))}
      {runs.length === 0 ? (
        <Notice tone="neutral">还没有补充：按已公布的放假安排和周末计算。</Notice>
      ) : (
        <ul aria-label="补充和调整的日子" className="max-h-72 overflow-y-auto rounded-md border border-line">
          {runs.map((run) => (
            <li
              key={run.from}
              className="flex items-center gap-3 border-t border-line px-3 py-1 first:border-t-0"
            >
              <span className="min-w-0 flex-1 tabular-nums">{runWords(run)}</span>
              <IconButton
                label={`移除 ${runWords(run)}`}
                icon={<Trash2 aria-hidden className="size-4" />}
                onClick={() =>
                  onChange({ days: calendar.days.filter((d) => d.day < run.from || d.day > run.to) })
                }
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** One day, or all from one to another. */
function RangeFields({ onAdd }: { onAdd: (days: CalendarDay[]) => void }) {
  const [from, setFrom] = useState<Day | null>(null);
  const [to, setTo] = useState<Day | null>(null);
  const [kind, setKind] = useState<CalendarDay["kind"]>("off");
  const [note, setNote] = useState("");
  const length = from ? daysBetween(from, to ?? from) + 1 : 0;
  const problem =
    from && to && length < 1 ? "不能早于开始日" : length > LONGEST ? `一次最多 ${LONGEST} 天` : null;
  const add = () => {
    if (!from || problem) return;
    onAdd(Array.from({ length }, (_, i) => ({ day: addDays(from, i), kind, note })));
    setFrom(null);
    setTo(null);
  };
  return (
    <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[1fr_1fr_6rem_1fr_auto]">
      <Field label="日期">
        <DateField value={from} onChange={setFrom} />
      </Field>
      <Field label="至（只一天可不填）" error={problem}>
        <DateField value={to} onChange={setTo} />
      </Field>
      <Field label="安排">
        <Select
          options={KINDS}
          value={kind}
          onChange={(event) => setKind(event.target.value as CalendarDay["kind"])}
        />
      </Field>
      <Field label="说明">
        <TextField
          value={note}
          maxLength={40}
          placeholder="如：元旦"
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <Button className="sm:mt-6" onClick={add} disabled={!from || problem !== null}>
        加入
      </Button>
    </div>
  );
}
