/**
 * The frame of every change to an enterprise: once for a request, for whoever knows of it, in one transaction with its
 * entry in the audit log. That log has the enterprise by its id alone: who negotiates with the bureau is no business of its
 * reader.
 */
import "server-only";
import { dayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { Refusal } from "@/server/domain/refusals";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { enterpriseLikeness } from "@/server/platform/likeness-tools";
import { searchTextOf } from "@/server/platform/search-text";
import { appendAudit } from "@/server/record/audit";
import { once } from "@/server/record/receipts";
import { refusalOf, type WriteContext } from "@/server/record/record";
import { markStale } from "@/server/record/refill-likeness";
import { enterprisesFor } from "./list-enterprises";

export interface HeldEnterprise {
  id: number;
  version: number;
  name: string;
  /** Names beside the present one that were not removed. */
  others: { id: number; kind: string; name: string }[];
}

export interface EnterpriseScene {
  db: Database;
  today: string;
  enterprise: HeldEnterprise;
}

interface Subject {
  id: number;
  action: string;
  label?: string;
  /** As the person saw it; absent where a change minds nobody else's. */
  expectedVersion?: number;
  requestId: string;
}

/** The enterprise, held until the transaction ends. Who may not know of it does not find it. */
async function hold(db: Database, actor: Actor, id: number): Promise<HeldEnterprise> {
  await db.$queryRaw(sql`SELECT id FROM enterprise WHERE id = ${id} FOR NO KEY UPDATE`);
  const [held] = await rowsOf<HeldEnterprise>(
    db,
    sql`SELECT e.id, e.version, e.name, (SELECT coalesce(json_agg(json_build_object('id', n.id, 'kind', n.kind, 'name', n.name)
          ORDER BY n.id), '[]') FROM enterprise_name n WHERE n.enterprise_id = e.id AND n.removed_at IS NULL) AS others
      FROM enterprise e WHERE e.id = ${id} AND ${enterprisesFor(actor)}`,
  );
  if (!held) throw new Refusal("not-found");
  return held;
}

export async function writeEnterprise<T>(
  context: WriteContext,
  { id, action, label = "", expectedVersion, requestId }: Subject,
  work: (scene: EnterpriseScene) => Promise<T>,
): Promise<T> {
  try {
    return await database.$transaction(async (tx) => {
      const db = tx as unknown as Database;
      return once(db, { ...context, requestId }, action, async () => {
        const enterprise = await hold(db, context.actor, id);
        if (expectedVersion !== undefined && expectedVersion !== enterprise.version)
          throw new Refusal("conflict");
        const answer = await work({ db, today: dayOf(context.now), enterprise });
        const line = { action, subjectKind: "enterprise", subjectId: String(id), subjectLabel: label };
        await appendAudit(db, context.actor, context.now, [line]);
        return answer;
      });
    });
  } catch (error) {
    throw refusalOf(error);
  }
}

interface Keyed {
  id: number;
  name: string;
  uscc: string | null;
  formerNames: string[];
  shortNames: string[];
  groupName: string;
}

/** Makes anew what enterprises are found and compared by; after every change of their names, codes or group. */
export async function renewKeys(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await rowsOf<Keyed>(
    db,
    sql`SELECT id, name, uscc, enterprise_group(id) AS "groupName", enterprise_names(id, 'former') AS "formerNames",
        enterprise_names(id, 'short') AS "shortNames" FROM enterprise WHERE id = ANY(${[...ids]}::int[])`,
  );
  const renewed = rows.map((e) => ({
    id: e.id,
    ...searchTextOf([e.name, ...e.formerNames, ...e.shortNames, e.uscc]),
    ...enterpriseLikeness(e),
  }));
  await db.$executeRawUnsafe(
    `UPDATE enterprise e SET search_text = x."searchText", search_tokens = x."searchTokens",
        likeness_keys = x."likenessKeys", likeness_version = x."likenessVersion"
      FROM json_to_recordset($1::json) AS x(id integer, "searchText" text, "searchTokens" text[],
        "likenessKeys" text[], "likenessVersion" integer) WHERE e.id = x.id`,
    JSON.stringify(renewed),
  );
  await markStale(db, ids);
}
