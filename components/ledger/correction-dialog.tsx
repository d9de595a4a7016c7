"use client";
/** 冲减 takes from an approved row, 补报 adds to it; the row itself stays as it was. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readFailure, sortProblems } from "@/components/shared/form-problems";
import { formatAmountWithUnit, formatMonth } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { useRequestId } from "@/components/shared/use-request-id";
import { AmountField } from "@/components/ui/amount-field";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { type Fen, sumFen } from "@/server/domain/amounts";
import type { Ledger } from "@/server/domain/project-facts";
import type { AnyLine } from "./ledger-types";
import { PARTS, type PartField } from "./sheet-slots";

type Parts = Record<PartField, Fen | null>;
const NO_PARTS: Parts = { constructionFen: null, installationFen: null, equipmentFen: null, otherFen: null };
const SHOWN = ["amountFen", "totalFen", "reason"] as const;

const presentFen = (line: AnyLine): Fen =>
  "totalFen" in line ? line.totalFen : "originalCents" in line ? line.originalCents : line.amountFen;

export function CorrectionDialog({
  ledger,
  line,
  onClose,
}: {
  ledger: Ledger;
  line: AnyLine;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const requestId = useRequestId();
  const [way, setWay] = useState<"less" | "more">("less");
  const [amount, setAmount] = useState<Fen | null>(null);
  const [parts, setParts] = useState<Parts>(NO_PARTS);
  const [reason, setReason] = useState("");
  const correct = useMutation(
    trpc.ledger.correct.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries();
        onClose();
      },
    }),
  );
  const hasParts = "constructionFen" in line && line.constructionFen !== null;
  const sign = way === "less" ? -1 : 1;
  const send = () => {
    const signed = (fen: Fen | null) => sign * (fen ?? 0);
    const content = {
      ledger,
      originalId: line.id,
      amountFen: hasParts ? signed(sumFen(Object.values(parts).map((p) => p ?? 0))) : signed(amount),
      ...(hasParts
        ? {
            parts: {
              constructionFen: signed(parts.constructionFen),
              installationFen: signed(parts.installationFen),
              equipmentFen: signed(parts.equipmentFen),
              otherFen: signed(parts.otherFen),
            },
          }
        : {}),
      reason,
    };
    correct.mutate({ requestId: requestId(content), ...content });
  };
  const { atField, aboveButtons } = correct.error
    ? sortProblems(
        readFailure(correct.error).problems.map((p) => ({ ...p, field: p.field?.split(".").at(-1) })),
        SHOWN,
      )
    : { atField: {} as Record<string, string>, aboveButtons: [] };
  const foreign = "currency" in line && line.currency !== "CNY" ? `（${line.currency}）` : "";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${way === "less" ? "冲减" : "补报"} · ${line.projectName}`}
      description={`原记录 ${formatAmountWithUnit(presentFen(line), "wan", { trim: true })}${foreign}${
        line.statMonth === null ? "" : `，计入${formatMonth(line.statMonth)}`
      }。更正单独成行，审核通过后计入最早的开放月份，原月份数字不变。`}
      sticky={reason !== ""}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={correct.isPending} onClick={send}>
            报审
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Segmented
          label="更正方向"
          value={way}
          onChange={setWay}
          options={[
            { value: "less", label: "冲减（减少）" },
            { value: "more", label: "补报（增加）" },
          ]}
        />
        {hasParts ? (
          <div className="grid gap-x-3 sm:grid-cols-2">
            {PARTS.map(({ field, label }) => (
              <Field key={field} label={label}>
                <AmountField value={parts[field]} onChange={(fen) => setParts({ ...parts, [field]: fen })} />
              </Field>
            ))}
            {atField.totalFen ? (
              <p role="alert" className="text-sm text-late sm:col-span-2">
                {atField.totalFen}
              </p>
            ) : null}
          </div>
        ) : (
          <Field label={`金额${foreign}`} required error={atField.amountFen ?? atField.totalFen}>
            <AmountField value={amount} onChange={setAmount} />
          </Field>
        )}
        <Field label="原因" required error={atField.reason}>
          <Textarea value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {aboveButtons.length > 0 ? <Notice tone="late">{aboveButtons.join("；")}</Notice> : null}
      </div>
    </Dialog>
  );
}
