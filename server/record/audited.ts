/** Runs a change of the bureau's set-up together with its audit entry. */
import "server-only";
import { refuseAt } from "@/server/domain/refusals";
import { type Database, database, Prisma } from "@/server/platform/database";
import { type AuditLine, appendAudit } from "./audit";
import { once } from "./receipts";
import type { WriteContext } from "./record";

/** `action` names the deed in the receipt of a request that has an id; the others say the same when they are repeated. */
export async function audited<T>(
  context: WriteContext,
  work: (tx: Database) => Promise<{ answer: T; line: AuditLine | null }>,
  action = "",
  options: { maxWait?: number; timeout?: number } = {},
): Promise<T> {
  try {
    return await database.$transaction((tx) => {
      const db = tx as unknown as Database;
      return once(db, context, action, async () => {
        const { answer, line } = await work(db);
        // Null: the request changed nothing.
        if (line) await appendAudit(db, context.actor, context.now, [line]);
        return answer;
      });
    }, options);
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw refuseAt("duplicate", "name", "名称或代号已存在");
    throw error;
  }
}

/** ISO day → the Date that a date column takes. */
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
/** Date column → ISO day. */
export const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

/** What stood in the fields that a change sets. */
export const picked = <T extends object>(before: T, change: Partial<T>): Partial<T> =>
  Object.fromEntries(Object.keys(change).map((field) => [field, before[field as keyof T]])) as Partial<T>;
