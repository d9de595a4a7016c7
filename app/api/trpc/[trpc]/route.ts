import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { apiContextOf, isForeignWrite } from "@/server/api/request-actor";
import { appRouter } from "@/server/api/root";
import { withSmallBody } from "@/server/api/small-body";

function handler(request: Request) {
  if (isForeignWrite(request)) return new Response(null, { status: 403 });
  return withSmallBody(request, (req) =>
    fetchRequestHandler({
      endpoint: "/api/trpc",
      req,
      router: appRouter,
      createContext: () => apiContextOf(req),
    }),
  );
}

export { handler as GET, handler as POST };
