import type { Ledger } from "@/server/domain/project-facts";
import type { PaperKind } from "@/server/domain/rules";
import { newRequestId } from "./request-id";
import { uploadFile } from "./upload-file";

export interface EvidenceUpload {
  projectId: number;
  requirement: PaperKind;
  /** The row of a ledger that it proves, or the dispute that it is brought to; otherwise it hangs on the project. */
  subject?: { kind: Ledger | "dispute"; id: number } | undefined;
  file: File;
  /** 0…1. */
  onProgress: (share: number) => void;
}

/** Sends one file. Resolves when it is stored; rejects with the words to show. */
export async function uploadEvidence({
  projectId,
  requirement,
  subject,
  file,
  onProgress,
}: EvidenceUpload): Promise<void> {
  const fields = {
    requestId: newRequestId(),
    projectId: String(projectId),
    requirement,
    ...(subject ? { subjectKind: subject.kind, subjectId: String(subject.id) } : {}),
  };
  await uploadFile("/api/evidence", { fields, file, onProgress });
}
