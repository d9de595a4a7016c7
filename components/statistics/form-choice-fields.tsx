"use client";
/** Over which period, of which chain and grouped by what a form is made. */
import { useQuery } from "@tanstack/react-query";
import { readFailure } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { DateField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { MonthField } from "@/components/ui/month-field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { FormChoice } from "@/server/contracts/ready-form";
import { CUTS } from "@/server/contracts/statistics";
import { addDays, dayOf, type StatMonth } from "@/server/domain/periods";
import { readyForm, weekOf } from "@/server/domain/ready-forms";
import { FORM_URL } from "./form-url";

interface FormChoiceFieldsProps {
  choice: FormChoice;
  present: StatMonth;
  /** Why the form could not be made: what is wrong stands at its field. */
  error: unknown;
}

export function FormChoiceFields({ choice, present, error }: FormChoiceFieldsProps) {
  const [, setUrl] = useUrlState(FORM_URL);
  const { period, byChain, cuts } = readyForm(choice.form);
  const problems = error ? readFailure(error).problems : [];
  const problemOf = (field: string) => problems.find((p) => p.field === field)?.message;
  return (
    <div className="my-3 flex flex-wrap items-start gap-3">
      {period === "month" ? (
        <Field label="统计月" error={problemOf("month")}>
          <MonthField
            label="统计月"
            value={choice.month}
            max={present}
            onChange={(month) => setUrl({ month })}
          />
        </Field>
      ) : null}
      {period === "days" ? (
        <>
          <Field label="从" error={problemOf("from")} className="w-40">
            <DateField value={choice.from} onChange={(from) => setUrl({ from })} />
          </Field>
          <Field label="到" error={problemOf("to")} className="w-40">
            <DateField value={choice.to} onChange={(to) => setUrl({ to })} />
          </Field>
          <Spans choice={choice} />
        </>
      ) : null}
      {period === "week" ? (
        <Field label="调度周内的一天" error={problemOf("to")} className="w-40">
          <DateField value={choice.to} onChange={(to) => setUrl({ to })} />
        </Field>
      ) : null}
      {byChain ? <ChainField choice={choice} /> : null}
      {cuts ? (
        <Segmented
          label="分组"
          className="sm:mt-6"
          value={choice.cut}
          onChange={(cut) => setUrl({ cut })}
          options={cuts.map((value) => ({ value, label: CUTS[value] }))}
        />
      ) : null}
    </div>
  );
}

/** The spans that forms are asked for over. */
function Spans({ choice }: { choice: FormChoice }) {
  const [, setUrl] = useUrlState(FORM_URL);
  const today = dayOf(new Date());
  const week = weekOf(today);
  const spans = {
    本周: { from: week.from, to: today },
    上周: { from: addDays(week.from, -7), to: addDays(week.from, -1) },
    本月: { from: `${today.slice(0, 8)}01`, to: today },
    本年: { from: `${today.slice(0, 4)}-01-01`, to: today },
  };
  const names = Object.keys(spans) as (keyof typeof spans)[];
  const current = names.find((n) => spans[n].from === choice.from && spans[n].to === choice.to);
  return (
    <Segmented
      label="常用期间"
      className="sm:mt-6"
      value={current ?? ""}
      onChange={(name) => setUrl(spans[name as keyof typeof spans])}
      options={names.map((value) => ({ value, label: value }))}
    />
  );
}

function ChainField({ choice }: { choice: FormChoice }) {
  const trpc = useTRPC();
  const [, setUrl] = useUrlState(FORM_URL);
  const { data } = useQuery(trpc.project.choices.queryOptions());
  const chains = (data?.chains ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Field label="产业链" className="w-44">
      <Select
        placeholder="全部"
        value={choice.chainIds[0] === undefined ? "" : String(choice.chainIds[0])}
        options={[...chains, { value: "0", label: "未归链" }]}
        onChange={(event) => setUrl({ chain: event.target.value === "" ? null : Number(event.target.value) })}
      />
    </Field>
  );
}
