/**
 * The procedures on the bare HTTP server of `npm start`: /api/trpc is answered here before the pages' framework sees it,
 * which would add more to every call than the call itself takes. `npm run dev` goes through the framework's route instead;
 * both ask the same router with the same context.
 */
import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { MOST_IN_A_BATCH } from "@/server/contracts/kit";
import { Refusal } from "@/server/domain/refusals";
import { refused } from "./http-refusal";
import { apiContextOf, isForeignWrite } from "./request-actor";
import { appRouter } from "./root";
import { MOST_BYTES } from "./small-body";

const PATH = "/api/trpc/";

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}

const answer = createHTTPHandler({
  router: appRouter,
  basePath: PATH,
  maxBodySize: MOST_BYTES,
  maxBatchSize: MOST_IN_A_BATCH,
  createContext: ({ req }) => apiContextOf({ headers: headersOf(req) }),
});

/** Says so at once and lets the rest of the body pass unread. */
async function refuseSize(request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.resume();
  const refusal = refused(new Refusal("too-large", { message: "提交的内容过大" }));
  response.writeHead(refusal.status, Object.fromEntries(refusal.headers)).end(await refusal.text());
}

/** True when the request was for the procedures, and is being answered. */
export function answersApi(request: IncomingMessage, response: ServerResponse): boolean {
  if (!request.url?.startsWith(PATH)) return false;
  response.setHeader("cache-control", "private, no-store");
  response.setHeader("x-content-type-options", "nosniff");
  if (isForeignWrite({ method: request.method ?? "GET", headers: headersOf(request) })) {
    response.writeHead(403).end();
    return true;
  }
  if (Number(request.headers["content-length"] ?? 0) > MOST_BYTES) void refuseSize(request, response);
  else answer(request, response);
  return true;
}
