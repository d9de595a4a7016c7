"use client";
/** A short form of text lines whose problems come back from the server. */
import { type FormEvent, useState } from "react";
import { readFailure } from "@/components/shared/form-problems";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextField } from "@/components/ui/text-field";

export interface CredentialLine {
  name: string;
  label: string;
  type?: "password";
  hint?: string;
  autoComplete?: string;
  /** Typed once more, so that a slip does not lock anybody out. */
  sameAs?: string;
}

interface CredentialsFormProps {
  lines: readonly CredentialLine[];
  submitLabel: string;
  /** Two columns where there is room: a long form fits a low screen. */
  wide?: boolean;
  onSubmit: (values: Record<string, string>) => Promise<void>;
}

/** Lines that had to repeat another one and do not. */
export const slipsOf = (
  lines: readonly CredentialLine[],
  values: Record<string, string>,
): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap(({ name, sameAs }) =>
      sameAs && values[name] !== values[sameAs] ? [[name, "两次输入的密码不一致"]] : [],
    ),
  );

export function CredentialsForm({ lines, submitLabel, wide, onSubmit }: CredentialsFormProps) {
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const values = Object.fromEntries(lines.map((l) => [l.name, String(form.get(l.name) ?? "")]));
    const slips = slipsOf(lines, values);
    setProblems(slips);
    if (Object.keys(slips).length > 0) return;
    setBusy(true);
    try {
      await onSubmit(values);
    } catch (error) {
      const found = readFailure(error).problems;
      setProblems(Object.fromEntries(found.map((p) => [p.field ?? "", p.message])));
    } finally {
      setBusy(false);
    }
  };
  const general = Object.entries(problems).find(([field]) => !lines.some((l) => l.name === field))?.[1];
  return (
    <form
      onSubmit={submit}
      data-wide={wide}
      className={wide ? "grid items-start gap-x-4 gap-y-3 sm:grid-cols-2" : "flex flex-col gap-4"}
      noValidate
    >
      {general ? (
        <Notice tone="late" className="sm:col-span-2">
          {general}
        </Notice>
      ) : null}
      {lines.map((line) => (
        <Field key={line.name} label={line.label} hint={line.hint} error={problems[line.name]}>
          <TextField
            name={line.name}
            type={line.type ?? "text"}
            autoComplete={line.autoComplete ?? "off"}
            maxLength={128}
          />
        </Field>
      ))}
      <Button type="submit" variant="primary" size="lg" className="sm:col-span-2" disabled={busy}>
        {submitLabel}
      </Button>
    </form>
  );
}
