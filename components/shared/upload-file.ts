const LOST = "上传中断，请检查网络后重试";

interface Refused {
  message?: string;
  problems?: { field: string; message: string }[];
}

/** Why a file was not taken: in one line, and, where the server says more, place by place. */
export class UploadFailure extends Error {
  readonly problems: readonly { field: string; message: string }[];
  constructor({ message = LOST, problems = [] }: Refused) {
    super(message);
    this.problems = problems;
  }
}

function refusalIn(request: XMLHttpRequest): Refused {
  const answer: unknown = request.response;
  if (typeof answer === "object" && answer !== null && "refusal" in answer) return answer.refusal as Refused;
  return request.status === 413 ? { message: "文件超过大小限制" } : {};
}

interface Upload {
  /** Plain fields, which stand before the file. */
  fields?: Record<string, string>;
  file: File;
  /** 0…1. */
  onProgress: (share: number) => void;
}

/** Sends one file; resolves with the answer, rejects with an `UploadFailure` to show. By XHR: fetch cannot tell how far it is. */
export function uploadFile(address: string, { fields = {}, file, onProgress }: Upload): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
    request.onerror = () => reject(new UploadFailure({}));
    request.onload = () => {
      if (request.status === 200) return resolve(request.response);
      if (request.status === 401)
        window.location.assign(`/login?next=${encodeURIComponent(window.location.pathname)}`);
      reject(new UploadFailure(refusalIn(request)));
    };
    request.send(form);
  });
}
