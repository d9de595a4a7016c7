"use client";
/** Brings a form in, or its next version; what is wrong with it is told cell by cell. */
import { useState } from "react";
import { z } from "zod";
import { formatBytes } from "@/components/shared/format";
import { UploadFailure, uploadFile } from "@/components/shared/upload-file";
import { useRefresh } from "@/components/shared/use-refresh";
import { useRequestId } from "@/components/shared/use-request-id";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { TextField } from "@/components/ui/text-field";
import { MAX_OWN_FORM_BYTES, OWN_FORM_ENDING, type OwnForm } from "@/server/contracts/own-form";

const taken = z.object({ id: z.number(), version: z.number() });

interface OwnFormUploadProps {
  /** The form that gets a new version; null for a new one. */
  form: OwnForm | null;
  onClose: () => void;
  onTaken: (id: number) => void;
}

interface Told {
  message: string;
  problems: readonly { field: string; message: string }[];
}

/** What speaks against it before it is sent. */
const objectionTo = (file: File | null): string | null =>
  file === null
    ? "请选择文件"
    : file.name.toLowerCase().endsWith(OWN_FORM_ENDING)
      ? null
      : `“${file.name}”不是 ${OWN_FORM_ENDING} 文件，请用 Excel 或 WPS 另存为 ${OWN_FORM_ENDING}`;

function useUpload({ form, onClose, onTaken }: OwnFormUploadProps) {
  const [name, setName] = useState(form?.name ?? "");
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const requestOf = useRequestId();
  const refresh = useRefresh();
  const refuse = (field: string, message: string) => setTold({ message, problems: [{ field, message }] });
  const send = async () => {
    const objection = objectionTo(file);
    if (name.trim() === "") return refuse("name", "请填写表样名称");
    if (objection !== null || file === null) return refuse("file", objection ?? "");
    setTold(null);
    setProgress(0);
    const content = { name: name.trim(), file: [file.name, file.size, file.lastModified], id: form?.id };
    const fields = {
      requestId: requestOf(content),
      name: name.trim(),
      ...(form ? { formId: String(form.id), expectedVersion: String(form.version) } : {}),
    };
    try {
      const { id } = taken.parse(await uploadFile("/api/forms", { fields, file, onProgress: setProgress }));
      await refresh();
      onTaken(id);
      onClose();
    } catch (failure) {
      const { message, problems } =
        failure instanceof UploadFailure ? failure : new UploadFailure({ message: "上传失败，请重试" });
      setTold({ message, problems });
      setProgress(null);
    }
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setTold(null);
    if (chosen && name === "") setName(chosen.name.replace(/\.[^.]*$/, "").slice(0, 60));
  };
  return { name, setName, file, choose, progress, told, send };
}

export function OwnFormUpload(props: OwnFormUploadProps) {
  const { form, onClose } = props;
  const { name, setName, file, choose, progress, told, send } = useUpload(props);
  const problemAt = (field: string) => told?.problems.find((one) => one.field === field)?.message ?? null;
  const cells = told?.problems.filter((one) => one.field === "file") ?? [];
  const atFile = cells.length > 1 ? (told?.message ?? null) : (cells[0]?.message ?? null);
  const elsewhere = told && told.problems.length === 0 ? told.message : null;
  return (
    <Dialog
      open
      sticky={file !== null}
      onOpenChange={onClose}
      title={form ? `上传“${form.name}”的新版本` : "上传自有表样"}
      description="在要填数的格里写占位符，如 {{签约.累计个数}}，其余都保持原样；只有表头的项目清单按表头自动对应。"
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button variant="primary" busy={progress !== null} onClick={() => void send()}>
            上传
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="表样名称" required error={problemAt("name")}>
          <TextField value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </Field>
        <FileDrop
          label="表样文件"
          hint={`${OWN_FORM_ENDING}，不超过 ${formatBytes(MAX_OWN_FORM_BYTES)}，不含宏和密码`}
          accept={OWN_FORM_ENDING}
          maxBytes={MAX_OWN_FORM_BYTES}
          files={file ? [file] : []}
          onChange={([chosen]) => choose(chosen ?? null)}
          error={atFile}
          progress={progress}
          disabled={progress !== null}
        />
        {cells.length > 1 ? (
          <ul aria-label="需要修改的格" className="flex list-disc flex-col gap-1 pl-5 text-sm text-late">
            {cells.map(({ message }) => (
              <li key={message} className="break-words">
                {message}
              </li>
            ))}
          </ul>
        ) : null}
        {elsewhere ? (
          <p role="alert" className="text-sm text-late">
            {elsewhere}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
