/** 操作记录: what was done to many projects at once, latest first. */
import "server-only";
import type { z } from "zod";
import type { listOperations as input, OperationList } from "@/server/contracts/operation";
import type { Actor } from "@/server/domain/permissions";
import { database, rowsOf, sql } from "@/server/platform/database";
import { operationsFor } from "./load-operation";
import { type LineRow, OPERATION_LINE, toLine } from "./operation-line";

export async function listOperations(
  actor: Actor,
  { kinds, mine, cursor, limit }: z.output<typeof input>,
): Promise<OperationList> {
  const wanted = sql`${operationsFor(actor)} AND (${kinds === undefined} OR o.kind = ANY(${kinds ?? []}::text[]))
    AND (NOT ${mine} OR o.actor_id = ${actor.id})`;
  const [operations, [counted]] = await Promise.all([
    rowsOf<LineRow>(
      database,
      sql`SELECT ${OPERATION_LINE} FROM operation o WHERE ${wanted} ORDER BY o.id DESC OFFSET ${cursor} LIMIT ${limit}`,
    ),
    rowsOf<{ total: number }>(database, sql`SELECT count(*)::int AS total FROM operation o WHERE ${wanted}`),
  ]);
  return { operations: operations.map(toLine), total: counted?.total ?? 0 };
}
