/** The procedures over HTTP. */
import "server-only";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { MOST_IN_A_BATCH } from "@/server/contracts/kit";
import { apiContextOf, isForeignWrite } from "./request-actor";
import { appRouter } from "./root";
import { withSmallBody } from "./small-body";

export function answerProcedures(request: Request): Promise<Response> | Response {
  if (isForeignWrite(request)) return new Response(null, { status: 403 });
  return withSmallBody(request, (req) =>
    fetchRequestHandler({
      endpoint: "/api/trpc",
      req,
      router: appRouter,
      maxBatchSize: MOST_IN_A_BATCH,
      createContext: () => apiContextOf(req),
    }),
  );
}
