"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { APPOINTMENTS } from "@/server/contracts/organisation";
import { dayOf } from "@/server/domain/periods";
import type { ChainSetup } from "./admin-types";

type Post = keyof typeof APPOINTMENTS;

/** From a day on, a person or a department holds a post of the chain; the former holder's time ends the day before. */
export function AppointDialog({
  chain,
  onClose,
  onSaved,
}: {
  chain: ChainSetup;
  onClose: () => void;
  onSaved: () => void;
}) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const submission = useSubmission(["personName", "from", "unitId", "accountId"]);
  const units = useQuery(trpc.admin.units.queryOptions());
  const people = useQuery(trpc.admin.people.queryOptions());
  const [form, setForm] = useState({
    role: "leader" as Post,
    personName: "",
    post: "",
    accountId: null as number | null,
    unitId: null as number | null,
    from: dayOf(new Date()) as string | null,
  });
  const set = (change: Partial<typeof form>) => setForm((f) => ({ ...f, ...change }));
  const ofUnit = form.role === "lead-department";
  const save = async () => {
    const { from, ...holder } = form;
    if (!from) return;
    if (
      await submission.send(() => client.admin.appointToChain.mutate({ chainId: chain.id, from, ...holder }))
    ) {
      onSaved();
      onClose();
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${chain.name} · 任职`}
      description="链长与专班组长同时只有一人，原任自动止于前一日；以前的报表仍用当时的人。"
      sticky
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" disabled={submission.busy} onClick={() => void save()}>
            任职
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {submission.general ? (
          <div className="sm:col-span-2">
            <Notice tone="late">{submission.general}</Notice>
          </div>
        ) : null}
        <Field label="职责">
          <Select
            value={form.role}
            onChange={(e) =>
              set({ role: e.target.value as Post, accountId: null, unitId: null, personName: "" })
            }
            options={Object.entries(APPOINTMENTS).map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <Field label="起始日" required error={submission.problemAt("from")}>
          <DateField value={form.from} onChange={(from) => set({ from })} />
        </Field>
        {ofUnit ? (
          <Field label="部门" required error={submission.problemAt("personName")}>
            <Select
              value={form.unitId === null ? "" : String(form.unitId)}
              placeholder="请选择"
              onChange={(e) => set({ unitId: e.target.value ? Number(e.target.value) : null })}
              options={(units.data ?? [])
                .filter((u) => u.active)
                .map((u) => ({ value: String(u.id), label: u.name }))}
            />
          </Field>
        ) : (
          <>
            <Field
              label="账号"
              hint="选账号后，此人登录即可看到本链"
              error={submission.problemAt("accountId")}
            >
              <Combobox
                value={form.accountId === null ? null : String(form.accountId)}
                onChange={(value) => {
                  const person = people.data?.find((p) => String(p.id) === value);
                  set({
                    accountId: person?.id ?? null,
                    personName: person?.name ?? form.personName,
                    post: person?.post ?? form.post,
                  });
                }}
                options={(people.data ?? []).map((p) => ({
                  value: String(p.id),
                  label: p.name,
                  keywords: p.post,
                }))}
              />
            </Field>
            <Field label="姓名" required error={submission.problemAt("personName")}>
              <TextField value={form.personName} onChange={(e) => set({ personName: e.target.value })} />
            </Field>
            <Field label="职务">
              <TextField value={form.post} onChange={(e) => set({ post: e.target.value })} />
            </Field>
          </>
        )}
      </div>
    </Dialog>
  );
}
