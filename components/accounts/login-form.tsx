"use client";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextField } from "@/components/ui/text-field";
import { safeNext } from "./safe-next";

export function LoginForm({ next }: { next: string | undefined }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const answer = await signIn("credentials", {
      username: String(form.get("username") ?? ""),
      password: String(form.get("password") ?? ""),
      redirect: false,
    }).catch(() => undefined);
    if (answer?.ok) {
      window.location.assign(safeNext(next, window.location.origin));
      return;
    }
    setBusy(false);
    setProblem(answer?.error ? answer.error : "连接不上服务器，请稍后再试");
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      {problem ? <Notice tone="late">{problem}</Notice> : null}
      <Field label="账号">
        <TextField name="username" autoComplete="username" autoFocus required maxLength={100} />
      </Field>
      <Field label="密码">
        <TextField name="password" type="password" autoComplete="current-password" required maxLength={200} />
      </Field>
      <Button type="submit" variant="primary" size="lg" disabled={busy}>
        {busy ? "正在登录…" : "登录"}
      </Button>
    </form>
  );
}
