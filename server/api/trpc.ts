/** The frame of every procedure: who acts, whether he may, and how a refusal reaches the form. */
import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { initTRPC, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { config, ZodError } from "zod";
import { zhCN } from "zod/locales";
import type { SessionActor } from "@/server/accounts";
import { type Action, can } from "@/server/domain/permissions";
import { Refusal, type RefusalCode, type RefusalDetail } from "@/server/domain/refusals";
import { refusalOfDatabase } from "@/server/platform/database-refusals";
import { log } from "@/server/platform/log";

// What no contract has words of its own for.
config(zhCN());

export interface ApiContext {
  actor: SessionActor | null;
  now: Date;
  /** Of a change: what it says, as a digest. */
  content?: string;
}

/** Apart from what a client may rightly send anew with the same deed: its id, and the version it has seen meanwhile. */
function contentOf(input: unknown): string {
  const said = JSON.stringify(input, (key, value) =>
    key === "requestId" || key === "expectedVersion" ? undefined : value,
  );
  return createHash("sha256")
    .update(said ?? "")
    .digest("base64url")
    .slice(0, 22);
}

interface ProcedureMeta {
  /** The action that is asked for; "open" for what strangers may call. */
  action: Action | "open";
}

/** What the client receives beside a refusal. */
export interface RefusalShape extends RefusalDetail {
  code: RefusalCode | "internal";
  message: string;
  requestId?: string;
}

const HTTP_CODE = {
  "not-signed-in": "UNAUTHORIZED",
  "not-permitted": "FORBIDDEN",
  "not-found": "NOT_FOUND",
  "gate-incomplete": "PRECONDITION_FAILED",
  "out-of-order": "PRECONDITION_FAILED",
  "already-saved": "CONFLICT",
  "already-done": "CONFLICT",
  "already-pending": "CONFLICT",
  "nothing-pending": "CONFLICT",
  "own-submission": "FORBIDDEN",
  conflict: "CONFLICT",
  "needs-reason": "BAD_REQUEST",
  "bad-day": "BAD_REQUEST",
  "future-day": "BAD_REQUEST",
  "bad-amount": "BAD_REQUEST",
  "unit-slip": "BAD_REQUEST",
  "bad-code": "BAD_REQUEST",
  duplicate: "CONFLICT",
  "closed-month": "PRECONDITION_FAILED",
  "off-line": "PRECONDITION_FAILED",
  "bad-state": "PRECONDITION_FAILED",
  "bad-file": "BAD_REQUEST",
  "too-large": "PAYLOAD_TOO_LARGE",
  "bad-input": "BAD_REQUEST",
  locked: "TOO_MANY_REQUESTS",
  "nothing-to-undo": "CONFLICT",
} as const satisfies Record<RefusalCode, TRPCError["code"]>;

function refusalShape(error: TRPCError): RefusalShape {
  const { cause } = error;
  if (cause instanceof Refusal) return { code: cause.code, message: cause.message, ...cause.detail };
  if (cause instanceof ZodError) {
    const problems = cause.issues.map((i) => ({ field: i.path.join("."), message: i.message }));
    return { code: "bad-input", message: problems[0]?.message ?? "填写内容有误", problems };
  }
  if (getHTTPStatusCodeFromError(error) < 500) {
    return { code: "bad-input", message: "请求内容有误" };
  }
  if (error.code === "PAYLOAD_TOO_LARGE")
    return { code: "too-large", message: "提交的内容太大，请分几次提交" };
  const requestId = randomUUID();
  log.error("procedure failed", cause ?? error, { requestId });
  return { code: "internal", message: "系统出现问题，请稍后再试", requestId };
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter({ shape, error }) {
      const refusal = refusalShape(error);
      return {
        ...shape,
        message: refusal.message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refusal },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const refusals = t.middleware(async ({ next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  const refusal = cause instanceof Refusal ? cause : refusalOfDatabase(cause);
  if (!refusal) return result;
  if (refusal !== cause) log.warn("refused by the database", { path, refusal: refusal.code });
  throw asTrpc(refusal);
});

/** A procedure for strangers. */
export const open = () => t.procedure.meta({ action: "open" }).use(refusals);

/** A procedure for those who may perform `action` at all; which objects, is asked of each object. */
export const permit = (action: Action) =>
  t.procedure
    .meta({ action })
    .use(refusals)
    .use(async ({ ctx, next, type, getRawInput }) => {
      const { actor } = ctx;
      if (!actor) throw asTrpc(new Refusal("not-signed-in"));
      if (actor.mustChangePassword && action !== "self:manage")
        throw asTrpc(new Refusal("not-permitted", { message: "请先修改初始密码" }));
      if (!can(actor, action)) throw asTrpc(new Refusal("not-permitted"));
      const content = type === "mutation" ? contentOf(await getRawInput()) : undefined;
      return next({ ctx: { ...ctx, actor, ...(content === undefined ? {} : { content }) } });
    });

const asTrpc = (refusal: Refusal) =>
  new TRPCError({ code: HTTP_CODE[refusal.code], message: refusal.message, cause: refusal });
