"use client";
/** Choosing a workbook sends it at once; the dry run begins by itself and its page opens. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { formatBytes } from "@/components/shared/format";
import { uploadFile } from "@/components/shared/upload-file";
import { FileDrop } from "@/components/ui/file-drop";
import { LEDGER_ENDINGS, MAX_LEDGER_BYTES } from "@/server/contracts/import-batch";

const taken = z.object({ id: z.number() });

const isLedgerName = (name: string): boolean =>
  LEDGER_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending));

/** What speaks against a file before it is sent; the server looks at its content. */
function objectionTo(file: File): string | null {
  if (!isLedgerName(file.name))
    return `“${file.name}”不是表格文件，只接受 ${LEDGER_ENDINGS.join("、")}。请在 Excel 或 WPS 中另存为其中一种。`;
  if (file.size === 0) return `“${file.name}”是空文件，请检查后重新选择。`;
  return null;
}

export function UploadLedger() {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (chosen: File) => {
    const objection = objectionTo(chosen);
    setProblem(objection);
    if (objection) return setFile(null);
    setFile(chosen);
    setProgress(0);
    try {
      const answer = await uploadFile("/api/imports", { file: chosen, onProgress: setProgress });
      router.push(`/imports/${taken.parse(answer).id}`);
    } catch (failure) {
      setProblem(`${chosen.name}：${failure instanceof Error ? failure.message : "上传失败，请重试"}`);
      setProgress(null);
      setFile(null);
    }
  };
  return (
    <FileDrop
      label="台账文件"
      hint={`可用 ${LEDGER_ENDINGS.join(" ")}，不超过 ${formatBytes(MAX_LEDGER_BYTES)}。上传后先试算，不写入任何项目`}
      accept={LEDGER_ENDINGS.join(",")}
      maxBytes={MAX_LEDGER_BYTES}
      files={file ? [file] : []}
      onChange={([chosen]) => {
        if (chosen) void send(chosen);
        else setFile(null);
      }}
      error={problem}
      progress={progress}
      disabled={progress !== null}
    />
  );
}
