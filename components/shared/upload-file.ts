const LOST = "上传中断，请检查网络后重试";

function wordsIn(request: XMLHttpRequest): string {
  const answer: unknown = request.response;
  if (typeof answer === "object" && answer !== null && "refusal" in answer) {
    return (answer.refusal as { message?: string }).message ?? LOST;
  }
  return request.status === 413 ? "文件超过大小限制" : LOST;
}

interface Upload {
  /** Plain fields, which stand before the file. */
  fields?: Record<string, string>;
  file: File;
  /** 0…1. */
  onProgress: (share: number) => void;
}

/** Sends one file; resolves with the answer, rejects with the words to show. By XHR: fetch cannot tell how far it is. */
export function uploadFile(address: string, { fields = {}, file, onProgress }: Upload): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Error(LOST));
    request.onload = () => {
      if (request.status === 200) return resolve(request.response);
      if (request.status === 401)
        window.location.assign(`/login?next=${encodeURIComponent(window.location.pathname)}`);
      reject(new Error(wordsIn(request)));
    };
    request.send(form);
  });
}
