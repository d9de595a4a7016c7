"use client";
import { useState } from "react";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DateField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { dayOf } from "@/server/domain/periods";
import type { ChainSetup } from "./admin-types";
import { CHAIN_HUES } from "./setup-words";

/** Name, colour and category of a chain. A new category counts from its day on. */
export function ChainDialog({
  chain,
  onClose,
  onSaved,
}: {
  chain: ChainSetup | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const client = useTRPCClient();
  const submission = useSubmission(["name", "code", "category", "from"]);
  const present = chain?.categories.find((c) => c.to === null)?.category ?? "";
  const [form, setForm] = useState({
    name: chain?.name ?? "",
    code: chain?.code ?? "",
    hue: chain?.hue ?? -1,
    position: chain?.position ?? 99,
    active: chain?.active ?? true,
    category: present,
    from: dayOf(new Date()) as string | null,
  });
  const set = (change: Partial<typeof form>) => setForm((f) => ({ ...f, ...change }));
  const save = async () => {
    const { category, from, ...data } = form;
    const done = await submission.send(async () => {
      const { id } = await client.admin.saveChain.mutate({ id: chain?.id ?? null, ...data });
      if (category && category !== present && from)
        await client.admin.setChainCategory.mutate({ chainId: id, category, from });
    });
    if (done) {
      onSaved();
      onClose();
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={chain ? chain.name : "新建产业链"}
      sticky
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" disabled={submission.busy} onClick={() => void save()}>
            保存
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
        <Field label="名称" required error={submission.problemAt("name")}>
          <TextField value={form.name} onChange={(e) => set({ name: e.target.value })} />
        </Field>
        <Field
          label="代号"
          required
          hint="系统内区分各链的英文简称，不出现在报表上；2至30位小写字母、数字或短横线，如 machine-tool"
          error={submission.problemAt("code")}
        >
          <TextField value={form.code} onChange={(e) => set({ code: e.target.value })} />
        </Field>
        <Field label="颜色">
          <Select
            value={String(form.hue)}
            onChange={(e) => set({ hue: Number(e.target.value) })}
            options={[
              { value: "-1", label: "灰" },
              ...CHAIN_HUES.map((label, i) => ({ value: String(i), label })),
            ]}
          />
        </Field>
        <Field label="顺序">
          <TextField
            inputMode="numeric"
            value={String(form.position)}
            onChange={(e) => set({ position: Number(e.target.value.replace(/\D/g, "")) })}
          />
        </Field>
        <Field label="类别" hint="承接、创新或本区用语" error={submission.problemAt("category")}>
          <TextField value={form.category} onChange={(e) => set({ category: e.target.value })} />
        </Field>
        <Field label="类别起始日" hint="仅在类别改变时使用" error={submission.problemAt("from")}>
          <DateField value={form.from} onChange={(from) => set({ from })} />
        </Field>
        <Checkbox
          label="在用"
          hint="停用后归入“其他”，历史不变"
          checked={form.active}
          onChange={(e) => set({ active: e.target.checked })}
        />
      </div>
    </Dialog>
  );
}
