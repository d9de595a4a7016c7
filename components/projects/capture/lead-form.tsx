"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { FormProvider, useForm, useFormContext, useWatch } from "react-hook-form";
import type { z } from "zod";
import { showProblems } from "@/components/shared/form-problems";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { Textarea } from "@/components/ui/textarea";
import { type CaptureLead, captureLead, INVESTOR_KINDS, LEAD_SOURCES } from "@/server/contracts/project";
import { isPhoneLike, judgeUscc, normaliseUscc, SHORT_PHONE } from "@/server/domain/identity";
import { BASICS_WORDS, SENSITIVITY_NAME } from "@/server/domain/project-fields";
import { AmountInput, ChainInput, DayInput, IndustryInput, ProvinceInput } from "./lead-inputs";
import { LeadSuspects } from "./lead-suspects";

type LeadDraft = CaptureLead;
type Lead = z.output<typeof captureLead>;

const FIELDS = [
  "name",
  "investorName",
  "investorUscc",
  "usccReason",
  "originProvince",
  "originCity",
  "investorKind",
  "chainId",
  "industryCode",
  "intendedFen",
  "content",
  "source",
  "introducer",
  "contactName",
  "contactPhone",
  "sensitivity",
  "nextStep",
  "nextDueOn",
] as const;

const emptyLead = (requestId: string): Partial<LeadDraft> => ({
  requestId,
  name: "",
  content: "",
  investorName: "",
  investorUscc: "",
  usccReason: "",
  originProvince: "",
  originCity: "",
  investorKind: "",
  chainId: null,
  industryCode: null,
  source: "",
  introducer: "",
  contactName: "",
  contactPhone: "",
  sensitivity: "internal",
  nextStep: "",
  nextDueOn: null,
});

interface LeadFormProps {
  requestId: string;
  busy: boolean;
  onSend: (lead: Lead) => Promise<unknown>;
  onCancel: () => void;
  /** Something has been filled in, or nothing any more. */
  onDirty: (dirty: boolean) => void;
}

/** One short form: who wants to build what, how much, from where, and what happens next. Ctrl-Enter registers. */
export function LeadForm({ requestId, busy, onSend, onCancel, onDirty }: LeadFormProps) {
  const form = useForm<LeadDraft, unknown, Lead>({
    defaultValues: emptyLead(requestId),
    resolver: zodResolver(captureLead),
    shouldFocusError: true,
  });
  const { isDirty } = form.formState;
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const [general, setGeneral] = useState<string[]>([]);
  const element = useRef<HTMLFormElement>(null);
  const submit = form.handleSubmit(async (lead) => {
    if (busy) return;
    setGeneral([]);
    try {
      await onSend(lead);
    } catch (error) {
      setGeneral(showProblems<LeadDraft>(error, [...FIELDS], form.setError));
    }
  });
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    element.current?.requestSubmit();
  };
  return (
    <FormProvider {...form}>
      <form ref={element} noValidate onSubmit={submit} onKeyDown={press} className="flex flex-col gap-4">
        <Basics />
        <LeadSuspects />
        <Details />
        {general.map((words) => (
          <Notice key={words} tone="late">
            {words}
          </Notice>
        ))}
        <div className="sticky -bottom-4 -mx-4 -mb-4 flex items-center justify-end gap-2 border-t border-line bg-surface px-4 py-3">
          <span className="mr-auto hidden items-center gap-1 text-sm text-faint sm:flex">
            <Kbd>Ctrl</Kbd>
            <Kbd>Enter</Kbd> 登记
          </span>
          <Button onClick={onCancel}>取消</Button>
          <Button type="submit" variant="primary" busy={busy}>
            登记
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}

const GRID = "grid grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2";
const choicesOf = (list: readonly string[]) => list.map((value) => ({ value, label: value }));

function Basics() {
  const { register, formState } = useFormContext<LeadDraft>();
  const error = (field: keyof LeadDraft) => formState.errors[field]?.message;
  return (
    <div className={GRID}>
      <Field label="项目名称" required error={error("name")} className="sm:col-span-2">
        <TextField
          autoFocus
          maxLength={200}
          placeholder="沈阳远松数控主轴部件基地项目"
          {...register("name")}
        />
      </Field>
      <Field label="投资方" required error={error("investorName")}>
        <TextField maxLength={200} placeholder="企业全称" {...register("investorName")} />
      </Field>
      <CodeField />
      <AmountInput required />
      <ChainInput />
    </div>
  );
}

/** The credit code says at once whether it can be one; a wrong check character asks why it is kept. */
function CodeField() {
  const { register, formState } = useFormContext<LeadDraft>();
  const typed = useWatch<LeadDraft, "investorUscc">({ name: "investorUscc" });
  const code = normaliseUscc(typed ?? "");
  const verdict = code === "" ? null : judgeUscc(code);
  const short = code.length < 18;
  const wrongShape =
    verdict === "wrong-shape" && !short ? "应为 18 位数字或大写字母，不含 I、O、S、V、Z" : null;
  return (
    <>
      <Field
        label="统一社会信用代码"
        error={formState.errors.investorUscc?.message ?? wrongShape}
        warning={verdict === "wrong-check-character" ? "校验位不符，请核对" : null}
        hint={
          verdict === "valid"
            ? "✓ 代码有效"
            : code !== "" && short
              ? `已输入 ${code.length} / 18 位`
              : undefined
        }
      >
        <TextField
          maxLength={30}
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="可暂缺"
          {...register("investorUscc")}
        />
      </Field>
      {verdict === "wrong-check-character" ? (
        <Field
          label="代码无误的原因"
          required
          error={formState.errors.usccReason?.message}
          className="sm:col-start-2"
        >
          <TextField maxLength={200} placeholder="如：营业执照即为此代码" {...register("usccReason")} />
        </Field>
      ) : null}
    </>
  );
}

function PhoneInput() {
  const { register, formState } = useFormContext<LeadDraft>();
  const phone = useWatch<LeadDraft, "contactPhone">({ name: "contactPhone" });
  return (
    <Field
      label="电话"
      error={formState.errors.contactPhone?.message}
      warning={phone && !isPhoneLike(phone) ? SHORT_PHONE : null}
    >
      <TextField type="tel" maxLength={40} {...register("contactPhone")} />
    </Field>
  );
}

function Details() {
  const { register, formState } = useFormContext<LeadDraft>();
  const error = (field: keyof LeadDraft) => formState.errors[field]?.message;
  return (
    <div className={GRID}>
      <ProvinceInput />
      <Field label="所在市" error={error("originCity")}>
        <TextField maxLength={40} placeholder="沈阳市" {...register("originCity")} />
      </Field>
      <Field label="投资方类型" error={error("investorKind")}>
        <Select options={choicesOf(INVESTOR_KINDS)} placeholder="未定" {...register("investorKind")} />
      </Field>
      <Field label="线索来源" error={error("source")}>
        <Select options={choicesOf(LEAD_SOURCES)} placeholder="未定" {...register("source")} />
      </Field>
      <IndustryInput />
      <Field label="引荐人" error={error("introducer")}>
        <TextField maxLength={60} {...register("introducer")} />
      </Field>
      <Field label={BASICS_WORDS.content.label} error={error("content")} className="sm:col-span-2">
        <Textarea rows={2} maxLength={2000} {...register("content")} />
      </Field>
      <Field label="企业联系人" error={error("contactName")}>
        <TextField maxLength={60} {...register("contactName")} />
      </Field>
      <PhoneInput />
      <SensitivityField />
      <Field label={BASICS_WORDS.nextStep.label} error={error("nextStep")}>
        <TextField maxLength={500} placeholder="约时间登门洽谈" {...register("nextStep")} />
      </Field>
      <DayInput />
    </div>
  );
}

const SENSITIVITIES = Object.entries(SENSITIVITY_NAME).map(([value, label]) => ({ value, label }));

function SensitivityField() {
  const { register } = useFormContext<LeadDraft>();
  const chosen = useWatch<LeadDraft, "sensitivity">({ name: "sensitivity" });
  return (
    <Field
      label={BASICS_WORDS.sensitivity.label}
      hint={chosen === "sensitive" ? "他人只看到产业链、规模和首报单位，签约后公开" : undefined}
    >
      <Select options={SENSITIVITIES} {...register("sensitivity")} />
    </Field>
  );
}
