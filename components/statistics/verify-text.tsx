"use client";
/** 核对: a document or a pasted text, with a mark at every number. */
import { useState } from "react";
import { readFailure } from "@/components/shared/form-problems";
import { formatInstant } from "@/components/shared/format";
import { useTRPCClient } from "@/components/shared/trpc";
import { UploadFailure, uploadFile } from "@/components/shared/upload-file";
import { useUrlState } from "@/components/shared/use-url-state";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { MonthField } from "@/components/ui/month-field";
import { Textarea } from "@/components/ui/textarea";
import {
  DOCUMENT_ENDING,
  MAX_DOCUMENT_BYTES,
  MOST_VERIFIED,
  type VerifiedText,
} from "@/server/contracts/writing";
import type { StatMonth } from "@/server/domain/periods";
import { VerifiedPaper } from "./verified-paper";
import { StateNotice } from "./writing-text";
import { WRITING_URL } from "./writing-url";

function useVerification(month: StatMonth) {
  const client = useTRPCClient();
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [answer, setAnswer] = useState<VerifiedText | null>(null);
  const send = async () => {
    setBusy(true);
    setProblem(null);
    setAnswer(null);
    try {
      const told = file
        ? await uploadFile("/api/writing/verify", {
            fields: { month: String(month) },
            file,
            onProgress: () => undefined,
          })
        : await client.writing.verify.mutate({ month, text });
      setAnswer(told as VerifiedText);
    } catch (failure) {
      setProblem(failure instanceof UploadFailure ? failure.message : readFailure(failure).message);
    } finally {
      setBusy(false);
    }
  };
  return { text, setText, file, setFile, busy, problem, answer, send };
}

export function VerifyText({ month, last }: { month: StatMonth; last: StatMonth }) {
  const [, setUrl] = useUrlState(WRITING_URL);
  const { text, setText, file, setFile, busy, problem, answer, send } = useVerification(month);
  const nothing = file === null && text.trim() === "";
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-col gap-3 rounded-md border border-line bg-surface p-3">
        <Field label="统计月" hint="本系统出的文档按它自己的统计月">
          <MonthField label="统计月" value={month} max={last} onChange={(next) => setUrl({ month: next })} />
        </Field>
        <FileDrop
          label="文档"
          hint={`${DOCUMENT_ENDING}，出稿后改过的也能认；表格里的日期和图片里的数不核对；只核对，不保存`}
          accept={DOCUMENT_ENDING}
          maxBytes={MAX_DOCUMENT_BYTES}
          files={file ? [file] : []}
          onChange={([chosen]) => setFile(chosen ?? null)}
          disabled={busy}
        />
        {file === null ? (
          <Field label="或粘贴文字">
            <Textarea
              rows={6}
              maxLength={MOST_VERIFIED}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
        ) : null}
        <div className="flex items-center gap-3">
          <Button variant="primary" busy={busy} disabled={nothing} onClick={() => void send()}>
            核对
          </Button>
          {problem ? (
            <span role="alert" className="text-sm text-late">
              {problem}
            </span>
          ) : null}
        </div>
      </div>
      {answer ? (
        <>
          <StateNotice state={answer} />
          {answer.writtenAt ? (
            <p className="text-sm text-muted">
              与 {formatInstant(new Date(answer.writtenAt))} 的出稿对照。{answer.since}
            </p>
          ) : null}
          <VerifiedPaper answer={answer} onOpen={(figure) => setUrl({ figure })} />
        </>
      ) : null}
    </div>
  );
}
