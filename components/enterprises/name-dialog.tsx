"use client";
/** A 曾用名 or 简称: added, or given its days. */
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { TextField } from "@/components/ui/text-field";
import { NAME_KIND_WORD, NAME_KINDS, type NameKind } from "@/server/domain/other-names";
import type { EnterpriseCard } from "./enterprise-types";

type OtherName = EnterpriseCard["otherNames"][number];

const KINDS = NAME_KINDS.map((value) => ({ value, label: NAME_KIND_WORD[value] }));

export interface NameDialogProps {
  card: Pick<EnterpriseCard, "id" | "version">;
  /** Null: a new one. */
  name: OtherName | null;
  onClose: () => void;
  onSaved: () => void;
}

function useName({ card, name, onClose, onSaved }: NameDialogProps) {
  const client = useTRPCClient();
  const submission = useSubmission(["name", "kind", "validFrom", "validTo"]);
  const [requestId] = useState(newRequestId);
  const [form, setForm] = useState<Omit<OtherName, "id">>(
    name ?? { kind: "former", name: "", validFrom: null, validTo: null },
  );
  const send = () => {
    const given = { requestId, id: card.id, expectedVersion: card.version };
    const { kind, validFrom, validTo } = form;
    return name
      ? client.enterprise.editName.mutate({ ...given, nameId: name.id, kind, validFrom, validTo })
      : client.enterprise.addName.mutate({ ...given, ...form });
  };
  return {
    form,
    set: (change: Partial<typeof form>) => setForm((f) => ({ ...f, ...change })),
    submission,
    save: async () => {
      if (!(await submission.send(send))) return;
      onSaved();
      onClose();
    },
  };
}

export function NameDialog(props: NameDialogProps) {
  const { form, set, submission, save } = useName(props);
  const { name, onClose } = props;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={name ? `修改“${name.name}”` : "登记曾用名或简称"}
      description="按这个名称搜索、登记线索或导入台账，都会找到这家企业。"
      size="sm"
      sticky
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={submission.busy} onClick={() => void save()}>
            {name ? "保存" : "登记"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {submission.general ? <Notice tone="late">{submission.general}</Notice> : null}
        <Segmented
          label="种类"
          value={form.kind}
          onChange={(kind: NameKind) => set({ kind })}
          options={KINDS}
        />
        {name ? null : (
          <Field label="名称" required error={submission.problemAt("name")}>
            <TextField value={form.name} maxLength={200} onChange={(e) => set({ name: e.target.value })} />
          </Field>
        )}
        <Field label="启用日期" hint="不清楚可不填" error={submission.problemAt("validFrom")}>
          <DateField value={form.validFrom} onChange={(validFrom) => set({ validFrom })} />
        </Field>
        <Field label="停用日期" hint="不清楚或仍在使用可不填" error={submission.problemAt("validTo")}>
          <DateField value={form.validTo} onChange={(validTo) => set({ validTo })} />
        </Field>
      </div>
    </Dialog>
  );
}
