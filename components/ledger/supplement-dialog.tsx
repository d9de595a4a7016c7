"use client";
/** 登记补充协议: an amount that is added to the contract, never a project. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readFailure, sortProblems } from "@/components/shared/form-problems";
import { useTRPC } from "@/components/shared/trpc";
import { useRequestId } from "@/components/shared/use-request-id";
import { AmountField } from "@/components/ui/amount-field";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextField } from "@/components/ui/text-field";
import type { Fen } from "@/server/domain/amounts";
import { splitNote } from "@/server/domain/ledger-entries";
import type { Day } from "@/server/domain/periods";
import type { AgreementLine } from "./ledger-types";

interface SupplementDialogProps {
  project: { id: number; name: string } | null;
  /** A draft or returned supplement to be changed. */
  line: AgreementLine | null;
  onClose: () => void;
}

const SHOWN = ["projectId", "signedOn", "amountFen", "agreedOutsideFen", "documentNumber", "reason"] as const;

export function SupplementDialog({ project, line, onClose }: SupplementDialogProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const requestId = useRequestId();
  const kept = splitNote(line?.note ?? "");
  const [chosen, setChosen] = useState(line ? { id: line.projectId, name: line.projectName } : project);
  const [signedOn, setSignedOn] = useState<Day | null>(line?.signedOn ?? null);
  const [amountFen, setAmountFen] = useState<Fen | null>(line?.amountFen ?? null);
  const [agreedOutsideFen, setAgreedOutsideFen] = useState<Fen | null>(line?.agreedOutsideFen ?? null);
  const [documentNumber, setDocumentNumber] = useState(line?.documentNumber ?? "");
  const [reason, setReason] = useState(kept.reason);
  const save = useMutation(
    trpc.ledger.saveSupplement.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries();
        onClose();
      },
    }),
  );
  const failure = save.error ? readFailure(save.error) : null;
  const { atField, aboveButtons } = failure
    ? sortProblems(
        failure.problems.map((p) => ({ ...p, field: p.field?.split(".").at(-1) })),
        SHOWN,
      )
    : { atField: {} as Record<string, string>, aboveButtons: [] };
  const asksReason = reason !== "" || failure?.code === "needs-reason" || failure?.code === "unit-slip";
  const send = (submit: boolean) => {
    const content = {
      submit,
      id: line?.id ?? null,
      version: line?.version ?? null,
      projectId: chosen?.id ?? 0,
      signedOn: signedOn ?? "",
      amountFen: amountFen ?? 0,
      agreedOutsideFen,
      documentNumber,
      note: kept.note,
      reason,
    };
    save.mutate({ requestId: requestId(content), ...content });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="登记补充协议（增资）"
      description="增加的金额计入签订当月的签约金额，不增加项目个数。"
      sticky
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button busy={save.isPending} onClick={() => send(false)}>
            保存草稿
          </Button>
          <Button variant="primary" busy={save.isPending} onClick={() => send(true)}>
            报审
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label="项目"
          required
          className="sm:col-span-2"
          error={atField.projectId ? "请选择项目" : null}
        >
          <ProjectChoice value={chosen} onChange={setChosen} disabled={project !== null || line !== null} />
        </Field>
        <Field label="签订日期" required error={atField.signedOn}>
          <DateField value={signedOn} onChange={setSignedOn} />
        </Field>
        <Field label="文本编号" error={atField.documentNumber}>
          <TextField value={documentNumber} onChange={(event) => setDocumentNumber(event.target.value)} />
        </Field>
        <Field label="增加的金额" required error={atField.amountFen}>
          <AmountField value={amountFen} onChange={setAmountFen} />
        </Field>
        <Field label="其中约定省外资金" error={atField.agreedOutsideFen}>
          <AmountField value={agreedOutsideFen} onChange={setAgreedOutsideFen} />
        </Field>
        {asksReason ? (
          <Field label="说明" required className="sm:col-span-2" error={atField.reason}>
            <TextField value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        ) : null}
        {aboveButtons.length > 0 ? (
          <Notice tone="late" className="sm:col-span-2">
            {aboveButtons.join("；")}
          </Notice>
        ) : null}
      </div>
    </Dialog>
  );
}

interface ProjectChoiceProps {
  value: { id: number; name: string } | null;
  onChange: (project: { id: number; name: string } | null) => void;
  disabled: boolean;
}

function ProjectChoice({ value, onChange, disabled }: ProjectChoiceProps) {
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const found = useQuery(trpc.ledger.projects.queryOptions({ q: query, limit: 20 }, { enabled: !disabled }));
  const options = (found.data ?? []).map((p) => ({ value: String(p.id), label: p.name, note: p.number }));
  if (value && !options.some((o) => o.value === String(value.id)))
    options.push({ value: String(value.id), label: value.name, note: "" });
  return (
    <Combobox
      options={options}
      filter={() => true}
      onQuery={setQuery}
      loading={found.isPending && !disabled}
      disabled={disabled}
      clearable={false}
      value={value ? String(value.id) : null}
      onChange={(id) => {
        const project = found.data?.find((p) => String(p.id) === id);
        onChange(project ? { id: project.id, name: project.name } : null);
      }}
    />
  );
}
