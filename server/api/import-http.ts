/** A ledger on its way in, over plain HTTP: it is too large for the procedures. */
import "server-only";
import { takeLedger } from "@/server/imports";
import { refused, requireUser } from "./http-refusal";
import { fieldsAndFile } from "./multipart";
import type { ApiContext } from "./trpc";

/** POST: the workbook in the field `file`. Answers with the batch and the job that reads it. */
export async function receiveLedger(request: Request, context: ApiContext): Promise<Response> {
  try {
    const actor = requireUser(context);
    return Response.json(
      await fieldsAndFile(request, (_, file) => takeLedger({ actor, now: context.now }, file)),
    );
  } catch (error) {
    return refused(error);
  }
}
