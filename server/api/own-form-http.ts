/** Workbooks of own forms on their way in and out, over plain HTTP. */
import "server-only";
import { Readable } from "node:stream";
import { ownFormFile, uploadOwnForm } from "@/server/contracts/own-form";
import { Refusal } from "@/server/domain/refusals";
import { openOwnForm, takeOwnForm } from "@/server/exports";
import { refused, requireUser } from "./http-refusal";
import { fieldsAndFile } from "./multipart";
import type { ApiContext } from "./trpc";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** POST: name, form and version as plain fields, then the workbook in the field `file`. */
export async function receiveOwnForm(request: Request, context: ApiContext): Promise<Response> {
  try {
    const actor = requireUser(context);
    return Response.json(
      await fieldsAndFile(request, (fields, file) =>
        takeOwnForm({ actor, now: context.now }, uploadOwnForm.parse(fields), file),
      ),
    );
  } catch (error) {
    return refused(error);
  }
}

/** GET: a version as it was uploaded. */
export async function serveOwnForm(
  given: { id: string; version: string },
  context: ApiContext,
): Promise<Response> {
  try {
    const actor = requireUser(context);
    const asked = ownFormFile.safeParse(given);
    if (!asked.success) throw new Refusal("not-found");
    const { fileName, bytes } = await openOwnForm(actor, asked.data);
    return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": XLSX,
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return refused(error);
  }
}
