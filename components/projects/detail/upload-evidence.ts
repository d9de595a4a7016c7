import { newRequestId } from "@/components/shared/request-id";
import type { EvidenceKind } from "@/server/domain/rules";

export interface EvidenceUpload {
  projectId: number;
  requirement: EvidenceKind;
  file: File;
  /** 0…1. */
  onProgress: (share: number) => void;
}

const LOST = "上传中断，请检查网络后重试";

function wordsIn(request: XMLHttpRequest): string {
  const answer: unknown = request.response;
  if (typeof answer === "object" && answer !== null && "refusal" in answer) {
    return (answer.refusal as { message?: string }).message ?? LOST;
  }
  return request.status === 413 ? "文件超过大小限制" : LOST;
}

/** Sends one file. Resolves when it is stored; rejects with the words to show. By XHR: fetch cannot tell how far it is. */
export function uploadEvidence({ projectId, requirement, file, onProgress }: EvidenceUpload): Promise<void> {
  const form = new FormData();
  form.append("requestId", newRequestId());
  form.append("projectId", String(projectId));
  form.append("requirement", requirement);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/evidence");
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Error(LOST));
    request.onload = () => {
      if (request.status === 200) return resolve();
      if (request.status === 401)
        window.location.assign(`/login?next=${encodeURIComponent(window.location.pathname)}`);
      reject(new Error(wordsIn(request)));
    };
    request.send(form);
  });
}
