/** Bodies of forms: read whole, so never larger than a form can be. Files go through `multipart.ts` instead. */
import "server-only";
import { Refusal } from "@/server/domain/refusals";
import { refused } from "./http-refusal";

/** Sheets are pasted and filters are long, but nothing that is typed comes near this. */
export const MOST_BYTES = 4 * 1024 * 1024;

/** The bytes of a body, or null when there are more than allowed. Nothing is read that is announced as too much. */
async function bytesOf(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Answers with `answer`, which receives the request with its body already read, or with 413. */
export async function withSmallBody(
  request: Request,
  answer: (request: Request) => Promise<Response>,
  most = MOST_BYTES,
): Promise<Response> {
  if (!request.body) return answer(request);
  const bytes = await bytesOf(request, most);
  if (bytes === null) return refused(new Refusal("too-large", { message: "提交的内容过大" }));
  return answer(new Request(request.url, { method: request.method, headers: request.headers, body: bytes }));
}
