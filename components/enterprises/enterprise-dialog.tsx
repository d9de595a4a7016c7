"use client";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { Textarea } from "@/components/ui/textarea";
import { INVESTOR_KINDS } from "@/server/contracts/project";
import { HMT_PLACES, MAINLAND_PROVINCES } from "@/server/domain/places";
import { EnterprisePicker, type PickedEnterprise } from "./enterprise-picker";
import type { EnterpriseCard } from "./enterprise-types";

const PLACES = [...MAINLAND_PROVINCES, ...HMT_PLACES].map((name) => ({
  value: name as string,
  label: name as string,
}));
type Kind = (typeof INVESTOR_KINDS)[number] | "";

interface EnterpriseDialogProps {
  card: EnterpriseCard;
  onClose: () => void;
  onSaved: () => void;
}

function useEnterprise({ card, onClose, onSaved }: EnterpriseDialogProps) {
  const client = useTRPCClient();
  const submission = useSubmission(["name", "uscc", "province", "city", "parentId", "renamedOn"]);
  const [requestId] = useState(newRequestId);
  const [form, setForm] = useState({
    name: card.name,
    uscc: card.uscc ?? "",
    usccReason: card.usccReason ?? "",
    province: card.province,
    city: card.city,
    kind: card.kind as Kind,
    groupName: card.groupName,
    nameWasSlip: false,
    renamedOn: null as string | null,
    profile: card.profile,
  });
  const [parent, setParent] = useState<PickedEnterprise | null>(
    card.members.find((member) => member.id === card.parentId) ?? null,
  );
  /** One whose parent he may not know of keeps it, unless the person names another. */
  const [moved, setMoved] = useState(false);
  const set = (change: Partial<typeof form>) => setForm((f) => ({ ...f, ...change }));
  const save = async () => {
    if (
      await submission.send(() =>
        client.enterprise.edit.mutate({
          requestId,
          id: card.id,
          expectedVersion: card.version,
          ...form,
          ...(moved ? { parentId: parent?.id ?? null } : {}),
        }),
      )
    ) {
      onSaved();
      onClose();
    }
  };
  return {
    form,
    set,
    parent,
    move: (picked: PickedEnterprise | null) => {
      setParent(picked);
      setMoved(true);
    },
    submission,
    save,
  };
}

export function EnterpriseDialog(props: EnterpriseDialogProps) {
  const { card, onClose } = props;
  const { form, set, parent, move, submission, save } = useEnterprise(props);
  const known =
    PLACES.some((p) => p.value === form.province) || !form.province
      ? PLACES
      : [{ value: form.province, label: form.province }, ...PLACES];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="修改企业"
      description="改名后原名保留为曾用名，仍可搜到。"
      sticky
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={submission.busy} onClick={() => void save()}>
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
        <Field label="企业名称" required error={submission.problemAt("name")} className="sm:col-span-2">
          <TextField value={form.name} onChange={(e) => set({ name: e.target.value })} />
        </Field>
        {form.name.trim() === card.name ? null : (
          <Renaming old={card.name} form={form} set={set} problem={submission.problemAt("renamedOn")} />
        )}
        <Field label="统一社会信用代码" error={submission.problemAt("uscc")}>
          <TextField value={form.uscc} onChange={(e) => set({ uscc: e.target.value })} />
        </Field>
        <Field label="校验位不符的原因" hint="代码无误时留空">
          <TextField value={form.usccReason} onChange={(e) => set({ usccReason: e.target.value })} />
        </Field>
        <Field label="所在省" error={submission.problemAt("province")}>
          <Combobox
            options={known}
            value={form.province || null}
            onChange={(province) => set({ province: province ?? "" })}
          />
        </Field>
        <Field label="所在市" error={submission.problemAt("city")}>
          <TextField value={form.city} onChange={(e) => set({ city: e.target.value })} />
        </Field>
        <Field label="类型">
          <Select
            value={form.kind}
            placeholder="未定"
            onChange={(e) => set({ kind: e.target.value as Kind })}
            options={INVESTOR_KINDS.map((k) => ({ value: k, label: k }))}
          />
        </Field>
        <Field label="上级企业" hint="企业库里的母公司或集团" error={submission.problemAt("parentId")}>
          <EnterprisePicker value={parent} exceptId={card.id} onChange={move} />
        </Field>
        <Field label="集团名称" hint="集团不在企业库时填写">
          <TextField value={form.groupName} onChange={(e) => set({ groupName: e.target.value })} />
        </Field>
        <Field label="简介" className="sm:col-span-2">
          <Textarea rows={3} value={form.profile} onChange={(e) => set({ profile: e.target.value })} />
        </Field>
      </div>
    </Dialog>
  );
}

type Form = ReturnType<typeof useEnterprise>;

interface RenamingProps extends Pick<Form, "form" | "set"> {
  old: string;
  problem: string | undefined;
}

/** Asked when the name changes: the old one becomes a former name, unless it was a slip of the pen. */
const Renaming = ({ old, form, set, problem }: RenamingProps) => (
  <div className="flex flex-col gap-2 rounded-md bg-sunken p-2 sm:col-span-2">
    <Checkbox
      label={`“${old}”是录入错误，不留作曾用名`}
      checked={form.nameWasSlip}
      onChange={(e) => set({ nameWasSlip: e.target.checked })}
    />
    {form.nameWasSlip ? null : (
      <Field label="更名日期" hint="以登记机关核准为准，不清楚可不填" error={problem}>
        <DateField value={form.renamedOn} onChange={(renamedOn) => set({ renamedOn })} />
      </Field>
    )}
  </div>
);
