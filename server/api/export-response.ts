/** Hands a finished export to the person who asked for it. */
import "server-only";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { Refusal } from "@/server/domain/refusals";
import { openExport } from "@/server/exports";
import { apiContextOf } from "./request-actor";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export async function exportResponse(request: Request, id: number): Promise<Response> {
  const { actor } = await apiContextOf(request);
  if (!actor || actor.mustChangePassword) return new Response(null, { status: 401 });
  if (!Number.isInteger(id)) return new Response(null, { status: 404 });
  try {
    const file = await openExport(actor, id);
    const { size } = await stat(file.path);
    return new Response(Readable.toWeb(createReadStream(file.path)) as ReadableStream, {
      headers: {
        "content-type": XLSX,
        "content-length": String(size),
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof Refusal) return new Response(null, { status: 404 });
    throw error;
  }
}
