/** A request id answers once: the receipt of a write holds what it answered, and a repeated request gets that again. */
import "server-only";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, rowsOf, sql } from "@/server/platform/database";

interface Asked {
  actor: Actor;
  requestId?: string;
  /** Digest of what was asked for: the same id with another content is no repetition. */
  content?: string | null;
}

/** Takes the request id, waiting for a twin that is still running; gives back the twin's answer when there is one. */
async function claimRequest<Answer>(
  db: Database,
  { requestId, actor, content = null }: Asked,
  action: string,
): Promise<{ answer: Answer } | null> {
  if (!requestId) return null;
  const claimed = await db.$executeRaw(
    sql`INSERT INTO receipt (request_id, actor_id, action, answer, content)
      VALUES (${requestId}, ${actor.id}, ${action}, 'null'::jsonb, ${content})
      ON CONFLICT (request_id) DO NOTHING`,
  );
  if (claimed === 1) return null;
  const [receipt] = await rowsOf<{
    actor_id: number;
    action: string;
    answer: Answer;
    content: string | null;
  }>(db, sql`SELECT actor_id, action, answer, content FROM receipt WHERE request_id = ${requestId}`);
  if (!receipt || receipt.actor_id !== actor.id || receipt.action !== action) throw new Refusal("bad-input");
  if (receipt.content !== content && receipt.content !== null && content !== null)
    throw new Refusal("already-saved");
  return { answer: receipt.answer };
}

/** Does the work of a request, or gives the answer of its first run. Inside the work's own transaction. */
export async function once<Answer>(
  db: Database,
  asked: Asked,
  action: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const earlier = await claimRequest<Answer>(db, asked, action);
  if (earlier) return earlier.answer;
  const answer = await work();
  if (asked.requestId)
    await db.$executeRaw(
      sql`UPDATE receipt SET answer = ${JSON.stringify(answer)}::jsonb WHERE request_id = ${asked.requestId}`,
    );
  return answer;
}
