"use client";
import { useState } from "react";
import { FileDrop } from "@/components/ui/file-drop";
import { ACCEPTED_EXTENSIONS } from "@/server/contracts/evidence";
import { PAPER_KINDS, type PaperKind } from "@/server/domain/rules";
import { uploadEvidence } from "./upload-evidence";
import { useRefresh } from "./use-refresh";

interface EvidenceUploadProps {
  projectId: number;
  requirement: PaperKind;
  subject?: Parameters<typeof uploadEvidence>[0]["subject"];
  maxBytes?: number;
  error?: string | null;
  onUploaded?: () => void;
}

/** Choosing a file sends it at once; what is stored shows itself in the list beside. */
export function EvidenceUpload(props: EvidenceUploadProps) {
  const { projectId, requirement, subject, maxBytes, error, onUploaded } = props;
  const refresh = useRefresh();
  const [files, setFiles] = useState<File[]>([]);
  const [progress, setProgress] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (chosen: File[]) => {
    setFiles(chosen);
    setProblem(null);
    for (const file of chosen) {
      setProgress(0);
      try {
        await uploadEvidence({ projectId, requirement, subject, file, onProgress: setProgress });
      } catch (failure) {
        setProblem(`${file.name}：${failure instanceof Error ? failure.message : "上传失败"}`);
        break;
      }
    }
    setProgress(null);
    setFiles([]);
    await refresh();
    onUploaded?.();
  };
  return (
    <FileDrop
      label={PAPER_KINDS[requirement]}
      hint="PDF、图片、Word、Excel、WPS、OFD"
      accept={ACCEPTED_EXTENSIONS}
      multiple
      {...(maxBytes ? { maxBytes } : {})}
      files={files}
      onChange={(chosen) => void send(chosen)}
      error={problem ?? error ?? null}
      progress={progress}
      disabled={progress !== null}
    />
  );
}
