/** What plain HTTP routes answer when they refuse: the same shape as the procedures. */
import "server-only";
import { randomUUID } from "node:crypto";
import { ZodError } from "zod";
import { Refusal, type RefusalCode } from "@/server/domain/refusals";
import { refusalOfDatabase } from "@/server/platform/database-refusals";
import { log } from "@/server/platform/log";
import type { ApiContext } from "./trpc";

const STATUS: Partial<Record<RefusalCode, number>> = {
  "not-signed-in": 401,
  "not-permitted": 403,
  "not-found": 404,
  conflict: 409,
  duplicate: 409,
  "too-large": 413,
};

function refusalOf(thrown: unknown): {
  status: number;
  code: string;
  message: string;
  problems?: unknown;
  requestId?: string;
} {
  const error = refusalOfDatabase(thrown) ?? thrown;
  if (error instanceof Refusal) {
    return {
      status: STATUS[error.code] ?? 400,
      code: error.code,
      message: error.message,
      problems: error.detail.problems,
    };
  }
  if (error instanceof ZodError) {
    const problems = error.issues.map((i) => ({ field: i.path.join("."), message: i.message }));
    return { status: 400, code: "bad-input", message: problems[0]?.message ?? "填写内容有误", problems };
  }
  const requestId = randomUUID();
  log.error("file request failed", error, { requestId });
  return { status: 500, code: "internal", message: "系统出现问题，请稍后再试", requestId };
}

/** The refusal as a response; anything unforeseen is logged under an id that the person can quote. */
export function refused(error: unknown): Response {
  const { status, ...refusal } = refusalOf(error);
  return Response.json({ refusal }, { status });
}

/** The signed-in person, with a password of his own. */
export const requireUser = ({ actor }: ApiContext) => {
  if (!actor) throw new Refusal("not-signed-in");
  if (actor.mustChangePassword) throw new Refusal("not-permitted", { message: "请先修改初始密码" });
  return actor;
};
