import { newRequestId } from "@/components/shared/request-id";
import { uploadFile } from "@/components/shared/upload-file";
import type { EvidenceKind } from "@/server/domain/rules";

export interface EvidenceUpload {
  projectId: number;
  requirement: EvidenceKind;
  file: File;
  /** 0…1. */
  onProgress: (share: number) => void;
}

/** Sends one file. Resolves when it is stored; rejects with the words to show. */
export async function uploadEvidence({
  projectId,
  requirement,
  file,
  onProgress,
}: EvidenceUpload): Promise<void> {
  const fields = { requestId: newRequestId(), projectId: String(projectId), requirement };
  await uploadFile("/api/evidence", { fields, file, onProgress });
}
