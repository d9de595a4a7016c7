/** One line of 操作记录 as SQL, over `operation o`. */
import "server-only";
import type { OperationLine } from "@/server/contracts/operation";
import { sql } from "@/server/platform/database";

export const OPERATION_LINE = sql`o.id, o.kind, o.name, coalesce((SELECT a.display_name FROM account a WHERE a.id = o.actor_id), '系统') AS by,
  o.at, o.projects, o.state`;

export type LineRow = Omit<OperationLine, "at"> & { at: Date };
export const toLine = <Row extends LineRow>({ at, ...row }: Row) => ({ ...row, at: at.toISOString() });
