/** Evidence files over plain HTTP: they are too large for the procedures and must not be read by a script. */
import "server-only";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { ZodError } from "zod";
import {
  evidenceLinkId,
  INLINE_MEDIA_TYPES,
  attachEvidence as uploadFields,
} from "@/server/contracts/evidence";
import { Refusal, type RefusalCode } from "@/server/domain/refusals";
import { attachEvidence, type OpenedEvidence, openEvidence } from "@/server/evidence";
import { log } from "@/server/platform/log";
import { fieldsAndFile } from "./multipart";
import type { ApiContext } from "./trpc";

const STATUS: Partial<Record<RefusalCode, number>> = {
  "not-signed-in": 401,
  "not-permitted": 403,
  "not-found": 404,
  conflict: 409,
  duplicate: 409,
  "too-large": 413,
};

function refusalOf(error: unknown): {
  status: number;
  code: string;
  message: string;
  problems?: unknown;
  requestId?: string;
} {
  if (error instanceof Refusal) {
    return {
      status: STATUS[error.code] ?? 400,
      code: error.code,
      message: error.message,
      problems: error.detail.problems,
    };
  }
  if (error instanceof ZodError) {
    const problems = error.issues.map((i) => ({ field: i.path.join("."), message: i.message }));
    return { status: 400, code: "bad-input", message: problems[0]?.message ?? "填写内容有误", problems };
  }
  const requestId = randomUUID();
  log.error("evidence request failed", error, { requestId });
  return { status: 500, code: "internal", message: "系统出现问题，请稍后再试", requestId };
}

function refused(error: unknown): Response {
  const { status, ...refusal } = refusalOf(error);
  return Response.json({ refusal }, { status });
}

const requireActor = ({ actor }: ApiContext) => {
  if (!actor) throw new Refusal("not-signed-in");
  if (actor.mustChangePassword) throw new Refusal("not-permitted", { message: "请先修改初始密码" });
  return actor;
};

/** POST: the fields of the contract, then the file. */
export async function receiveEvidence(request: Request, context: ApiContext): Promise<Response> {
  try {
    const actor = requireActor(context);
    const answer = await fieldsAndFile(request, (fields, file) =>
      attachEvidence({ actor, now: context.now }, uploadFields.parse(fields), file),
    );
    return Response.json(answer);
  } catch (error) {
    return refused(error);
  }
}

/** RFC 5987: an ASCII name for old shells, the real one in UTF-8. */
function disposition({ originalName, mediaType }: OpenedEvidence, download: boolean): string {
  const kind = INLINE_MEDIA_TYPES.includes(mediaType) && !download ? "inline" : "attachment";
  const plain = originalName.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(originalName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** GET: the file itself, for those who may see it. A file can never act on the site that serves it. */
export async function serveEvidence(
  linkId: string,
  context: ApiContext,
  { download = false } = {},
): Promise<Response> {
  try {
    const actor = requireActor(context);
    const id = evidenceLinkId.safeParse(linkId);
    if (!id.success) throw new Refusal("not-found");
    const file = await openEvidence({ actor, now: context.now }, id.data);
    return new Response(Readable.toWeb(file.bytes) as ReadableStream<Uint8Array>, {
      headers: {
        "Content-Type": file.mediaType,
        "Content-Length": String(file.size),
        "Content-Disposition": disposition(file, download),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    return refused(error);
  }
}
