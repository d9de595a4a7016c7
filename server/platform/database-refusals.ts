/** What PostgreSQL does not take: a value outside its column, a reference to nothing, a second of what must be one. */

import pg from "pg";
import { Refusal } from "@/server/domain/refusals";
import { Prisma } from "./database";

/** SQLSTATE of a hand-written statement, or Prisma's own code; null for an error of another kind. */
function codeOf(error: unknown): string | null {
  if (error instanceof pg.DatabaseError) return error.code ?? null;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  return /Code: `(\w{5})`/.exec(error.message)?.[1] ?? error.code;
}

/**
 * The refusal behind a database error that only a strange request brings about; null for everything that is a fault of
 * ours. The forms and the contracts stand before it: it is what keeps a hand-made request from looking like a fault.
 */
export function refusalOfDatabase(error: unknown): Refusal | null {
  const code = codeOf(error);
  if (code === null) return null;
  // Closed between the reading of what was open and the write of a row.
  if (code === "CL001")
    return new Refusal("closed-month", {
      message: "这个统计月刚刚关账，请刷新后重试：将计入下一个开放的月份",
    });
  if (code === "55P03") return new Refusal("conflict", { message: "同一内容正由他人处理，请稍候再试" });
  if (code.startsWith("22") || code === "P2020")
    return new Refusal("bad-input", { message: "填写的内容超出可以保存的范围，请核对" });
  if (code === "23503" || code === "P2003")
    return new Refusal("bad-input", { message: "所选的对象不存在或已删除，请刷新后重新选择" });
  if (code === "23505" || code === "P2002") return new Refusal("duplicate");
  return code === "P2025" ? new Refusal("not-found") : null;
}
