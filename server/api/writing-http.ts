/** Documents of 出稿 on their way in and out, over plain HTTP. */
import "server-only";
import { templateFile, uploadTemplate, verifyFields } from "@/server/contracts/writing";
import { can } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { openTemplateFile, takeTemplate, verifyDocument } from "@/server/reports";
import { refused, requireUser } from "./http-refusal";
import { fieldsAndFile } from "./multipart";
import type { ApiContext } from "./trpc";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** POST: name, template and version as plain fields, then the document in the field `file`. */
export async function receiveTemplate(request: Request, context: ApiContext): Promise<Response> {
  try {
    const actor = requireUser(context);
    return Response.json(
      await fieldsAndFile(request, (fields, file) =>
        takeTemplate({ actor, now: context.now }, uploadTemplate.parse(fields), file),
      ),
    );
  } catch (error) {
    return refused(error);
  }
}

/** POST: the month as a plain field, then the document. Nothing of it is kept. */
export async function receiveText(request: Request, context: ApiContext): Promise<Response> {
  try {
    const actor = requireUser(context);
    if (!can(actor, "statistics:read")) throw new Refusal("not-permitted");
    return Response.json(
      await fieldsAndFile(request, (fields, file) =>
        verifyDocument({ actor, now: context.now }, verifyFields.parse(fields), file),
      ),
    );
  } catch (error) {
    return refused(error);
  }
}

/** GET: a version of a template as it was uploaded, or a default one. */
export async function serveTemplate(
  given: { template: string; version: string },
  context: ApiContext,
): Promise<Response> {
  try {
    const actor = requireUser(context);
    const asked = templateFile.safeParse(given);
    if (!asked.success) throw new Refusal("not-found");
    const { fileName, bytes } = await openTemplateFile(actor, asked.data);
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": DOCX,
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return refused(error);
  }
}
