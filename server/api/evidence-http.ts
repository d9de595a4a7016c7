/** Evidence files over plain HTTP: they are too large for the procedures and must not be read by a script. */
import "server-only";
import { Readable } from "node:stream";
import {
  evidenceLinkId,
  INLINE_MEDIA_TYPES,
  attachEvidence as uploadFields,
} from "@/server/contracts/evidence";
import { Refusal } from "@/server/domain/refusals";
import { attachEvidence, type OpenedEvidence, openEvidence } from "@/server/evidence";
import { refused, requireUser } from "./http-refusal";
import { fieldsAndFile } from "./multipart";
import type { ApiContext } from "./trpc";

/** POST: the fields of the contract, then the file. */
export async function receiveEvidence(request: Request, context: ApiContext): Promise<Response> {
  try {
    const actor = requireUser(context);
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
    const actor = requireUser(context);
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
