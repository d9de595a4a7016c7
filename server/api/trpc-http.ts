/** The procedures over HTTP. */
import "server-only";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { MOST_IN_A_BATCH } from "@/server/contracts/kit";
import { appRouter } from "./root";
import { apiContextOf, isForeignWrite } from "./session";
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
