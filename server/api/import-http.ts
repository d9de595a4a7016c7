/** A ledger on its way in, over plain HTTP: it is too large for the procedures. */
import "server-only";
import { Readable } from "node:stream";
import { importBatchId } from "@/server/contracts/import-batch";
import { Refusal } from "@/server/domain/refusals";
import { openMarked, takeLedger } from "@/server/imports";
import { refused, requireUser } from "./http-refusal";
import { fieldsAndFile } from "./multipart";
import type { ApiContext } from "./trpc";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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

/** GET: the same ledger with its doubtful cells marked, to be mended and sent again. */
export async function serveMarkedLedger(given: string, context: ApiContext): Promise<Response> {
  try {
    const actor = requireUser(context);
    const asked = importBatchId.safeParse({ id: Number(given) });
    if (!asked.success) throw new Refusal("not-found");
    const { fileName, bytes } = await openMarked(actor, asked.data.id);
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
