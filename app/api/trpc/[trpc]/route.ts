import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter } from "@/server/api/root";
import { apiContextOf, isForeignWrite } from "@/server/api/session";
import { withSmallBody } from "@/server/api/small-body";
import { MOST_IN_A_BATCH } from "@/server/contracts/kit";

function handler(request: Request) {
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

export { handler as GET, handler as POST };
