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
}

interface CredentialsFormProps {
  lines: readonly CredentialLine[];
  submitLabel: string;
  onSubmit: (values: Record<string, string>) => Promise<void>;
}

export function CredentialsForm({ lines, submitLabel, onSubmit }: CredentialsFormProps) {
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblems({});
    try {
      await onSubmit(Object.fromEntries(lines.map((l) => [l.name, String(form.get(l.name) ?? "")])));
    } catch (error) {
      const found = readFailure(error).problems;
      setProblems(Object.fromEntries(found.map((p) => [p.field ?? "", p.message])));
    } finally {
      setBusy(false);
    }
  };
  const general = Object.entries(problems).find(([field]) => !lines.some((l) => l.name === field))?.[1];
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      {general ? <Notice tone="late">{general}</Notice> : null}
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
      <Button type="submit" variant="primary" size="lg" disabled={busy}>
        {submitLabel}
      </Button>
    </form>
  );
}
