/** Hands a finished export to the person who asked for it. */
import "server-only";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { Readable } from "node:stream";
import { exportFileId } from "@/server/contracts/export";
import { Refusal } from "@/server/domain/refusals";
import { openExport } from "@/server/exports";
import { refused, requireUser } from "./http-refusal";
import type { ApiContext } from "./trpc";

const OFFICE = "application/vnd.openxmlformats-officedocument";
const XLSX = `${OFFICE}.spreadsheetml.sheet`;
const TYPES: Record<string, string> = {
  ".csv": "text/csv",
  ".docx": `${OFFICE}.wordprocessingml.document`,
};

/** Its size; a file that somebody has cleared away can be exported again, which is no fault. */
const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => {
      throw new Refusal("not-found", { message: "导出文件已被清理，请重新导出" });
    },
  );

export async function exportResponse(given: string, context: ApiContext): Promise<Response> {
  try {
    const actor = requireUser(context);
    const id = exportFileId.safeParse(given);
    if (!id.success) throw new Refusal("not-found");
    const file = await openExport(actor, id.data);
    const size = await sizeOf(file.path);
    return new Response(Readable.toWeb(createReadStream(file.path)) as ReadableStream, {
      headers: {
        "content-type": TYPES[extname(file.fileName)] ?? XLSX,
        "content-length": String(size),
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return refused(error);
  }
}
