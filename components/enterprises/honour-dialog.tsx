"use client";
import { useState } from "react";
import { newRequestId } from "@/components/shared/request-id";
import { useTRPCClient } from "@/components/shared/trpc";
import { useSubmission } from "@/components/shared/use-submission";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { HONOURS } from "@/server/contracts/enterprise";

export function HonourDialog({
  id,
  onClose,
  onSaved,
}: {
  id: number;
  onClose: () => void;
  onSaved: () => void;
}) {
  const client = useTRPCClient();
  const submission = useSubmission(["title", "awardedOn", "expiresOn"]);
  const [requestId] = useState(newRequestId);
  const [title, setTitle] = useState<string>(HONOURS[1]);
  const [awardedOn, setAwardedOn] = useState<string | null>(null);
  const [expiresOn, setExpiresOn] = useState<string | null>(null);
  const save = async () => {
    if (
      await submission.send(() =>
        client.enterprise.addHonour.mutate({ requestId, id, title, awardedOn: awardedOn ?? "", expiresOn }),
      )
    ) {
      onSaved();
      onClose();
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="登记荣誉"
      size="sm"
      sticky
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={submission.busy} onClick={() => void save()}>
            登记
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {submission.general ? <Notice tone="late">{submission.general}</Notice> : null}
        <Field label="荣誉" required error={submission.problemAt("title")}>
          <Select
            value={title}
            onChange={(e) => setTitle(e.target.value)}
            options={HONOURS.map((h) => ({ value: h, label: h }))}
          />
        </Field>
        <Field label="获得日期" required error={submission.problemAt("awardedOn")}>
          <DateField value={awardedOn} onChange={setAwardedOn} />
        </Field>
        <Field label="有效期至" hint="通常三年" error={submission.problemAt("expiresOn")}>
          <DateField value={expiresOn} onChange={setExpiresOn} />
        </Field>
      </div>
    </Dialog>
  );
}
