"use client";
/** Brings a file with a name in, or its next version; what is wrong with it is told place by place. */
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

const taken = z.object({ id: z.number(), version: z.number() });

interface NamedUploadProps {
  title: string;
  description: string;
  /** 表样, 模板: what it is called. */
  what: string;
  /** .xlsx and what writes it. */
  ending: string;
  office: string;
  maxBytes: number;
  /** What one mends in it: 格, 段. */
  place: string;
  /** Where it goes. */
  address: string;
  /** Of a new version: what it replaces; the fields say it to the server. */
  stood: { name: string; fields: Record<string, string> } | null;
  onClose: () => void;
  onTaken: (id: number) => void;
}

interface Told {
  message: string;
  problems: readonly { field: string; message: string }[];
}

/** What speaks against it before it is sent. */
const objectionTo = (file: File | null, { ending, office }: NamedUploadProps): string | null =>
  file === null
    ? "请选择文件"
    : file.name.toLowerCase().endsWith(ending)
      ? null
      : `“${file.name}”不是 ${ending} 文件，请用 ${office} 或 WPS 另存为 ${ending}`;

function useUpload(props: NamedUploadProps) {
  const { what, address, stood, onClose, onTaken } = props;
  const [name, setName] = useState(stood?.name ?? "");
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const requestOf = useRequestId();
  const refresh = useRefresh();
  const refuse = (field: string, message: string) => setTold({ message, problems: [{ field, message }] });
  const send = async () => {
    const objection = objectionTo(file, props);
    if (name.trim() === "") return refuse("name", `请填写${what}名称`);
    if (objection !== null || file === null) return refuse("file", objection ?? "");
    setTold(null);
    setProgress(0);
    const content = { name: name.trim(), file: [file.name, file.size, file.lastModified], ...stood?.fields };
    const fields = { requestId: requestOf(content), name: name.trim(), ...stood?.fields };
    try {
      const { id } = taken.parse(await uploadFile(address, { fields, file, onProgress: setProgress }));
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

export function NamedUpload(props: NamedUploadProps) {
  const { title, description, what, ending, maxBytes, place, onClose } = props;
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
      title={title}
      description={description}
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
        <Field label={`${what}名称`} required error={problemAt("name")}>
          <TextField value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </Field>
        <FileDrop
          label={`${what}文件`}
          hint={`${ending}，不超过 ${formatBytes(maxBytes)}，不含宏和密码`}
          accept={ending}
          maxBytes={maxBytes}
          files={file ? [file] : []}
          onChange={([chosen]) => choose(chosen ?? null)}
          error={atFile}
          progress={progress}
          disabled={progress !== null}
        />
        {cells.length > 1 ? (
          <ul
            aria-label={`需要修改的${place}`}
            className="flex list-disc flex-col gap-1 pl-5 text-sm text-late"
          >
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
