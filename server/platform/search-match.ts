/** The condition that finds a record by its search text: tokens narrow by the GIN index, LIKE decides. */
import "server-only";
import { Prisma, type Sql, sql } from "./database";
import { searchQueryOf } from "./search-text";

/** True for rows of `alias` that hold what was typed; null when nothing was typed that could be looked for. */
export function searchMatch(alias: "p" | "e", typed: string): Sql | null {
  const query = searchQueryOf(typed);
  if (!query) return null;
  const tokensColumn = Prisma.raw(`${alias}.search_tokens`);
  const textColumn = Prisma.raw(`${alias}.search_text`);
  const alternatives = query.alternatives.map(({ tokens, texts }) => {
    // A single character has no pair of neighbours, so the index knows nothing of it.
    const pairs = tokens.filter((t) => [...t.replace(/^[~^]/, "")].length > 1);
    const narrowing = pairs.length > 0 ? [sql`${tokensColumn} @> ${pairs}::text[]`] : [];
    return sql`(${Prisma.join([...narrowing, ...texts.map((t) => sql`${textColumn} LIKE ${`%${t}%`}`)], " AND ")})`;
  });
  return sql`(${Prisma.join(alternatives, " OR ")})`;
}
