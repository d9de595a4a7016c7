import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { apiContextOf, isForeignWrite } from "@/server/api/request-actor";
import { appRouter } from "@/server/api/root";

function handler(request: Request) {
  if (isForeignWrite(request)) return new Response(null, { status: 403 });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => apiContextOf(request),
  });
}

export { handler as GET, handler as POST };
