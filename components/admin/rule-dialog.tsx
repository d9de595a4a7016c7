"use client";
/** A rule as a form made from its own shape: numbers, words, lists and choices, in the field's words. */
import { useState } from "react";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { dayOf } from "@/server/domain/periods";
import type { RuleKey } from "@/server/domain/rules";
import { RATE_FIELDS } from "./rate-rule-fields";
import { RuleFields } from "./rule-fields";

/** Rules that were the same all along begin here. */
export const FROM_THE_BEGINNING = "2000-01-01";

interface RuleDialogProps {
  ruleKey: RuleKey;
  title: string;
  value: unknown;
  /** The district, never named before: it was the same all along. Any other rule begins today unless told otherwise. */
  first: boolean;
  onClose: () => void;
  onSaved: () => void;
}

export function RuleDialog({ ruleKey, title, value: present, first, onClose, onSaved }: RuleDialogProps) {
  const client = useTRPCClient();
  const submission = useSubmission(["from", ...(ruleKey === "rates" ? RATE_FIELDS : [])]);
  const [value, setValue] = useState(present);
  const [from, setFrom] = useState<string | null>(() => (first ? FROM_THE_BEGINNING : dayOf(new Date())));
  const save = async () => {
    if (!from) return;
    if (await submission.send(() => client.admin.setRule.mutate({ key: ruleKey, value, from }))) {
      onSaved();
      onClose();
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`修改${title}`}
      description={
        first
          ? "首次设置：默认自始适用，以往各月也按此计算；从某日才变的，请改生效日。"
          : "从生效日起适用；此前的日期仍按原规定。"
      }
      size="lg"
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
      <div className="flex flex-col gap-3">
        {submission.general ? <Notice tone="late">{submission.general}</Notice> : null}
        <Field label="生效日" required error={submission.problemAt("from")}>
          <DateField value={from} onChange={setFrom} />
        </Field>
        <RuleFields ruleKey={ruleKey} value={value} onChange={setValue} problemAt={submission.problemAt} />
      </div>
    </Dialog>
  );
}
