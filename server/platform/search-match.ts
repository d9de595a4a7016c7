/**
 * The condition that finds a record by its search text: tokens narrow by the GIN index, the text itself decides. Not by
 * LIKE: the planner believes it to be so selective that it reads the whole index instead of the newest rows.
 */
import "server-only";
import { Prisma, type Sql, sql } from "./database";
import { searchQueryOf } from "./search-text";

const TOKENS_ASKED = 4;

/** A few tokens from all over the text narrow enough; the planner takes each further one for ten times fewer rows. */
const spread = (tokens: readonly string[]): string[] =>
  tokens.length <= TOKENS_ASKED
    ? [...tokens]
    : Array.from(
        { length: TOKENS_ASKED },
        (_, i) => tokens[Math.round((i * (tokens.length - 1)) / (TOKENS_ASKED - 1))] ?? "",
      );

/** A single character has no pair of neighbours, so the index knows nothing of it. */
const pairsOf = (tokens: readonly string[]): string[] =>
  tokens.filter((t) => [...t.replace(/^[~^]/, "")].length > 1);

const holdsPairs = (alias: "p" | "e", pairs: readonly string[]): Sql =>
  sql`${Prisma.raw(`${alias}.search_tokens`)} @> ${spread(pairs)}::text[]`;

/** True for rows of `alias` that hold what was typed; null when nothing was typed that could be looked for. */
export function searchMatch(alias: "p" | "e", typed: string): Sql | null {
  const query = searchQueryOf(typed);
  if (!query) return null;
  const textColumn = Prisma.raw(`${alias}.search_text`);
  const alternatives = query.alternatives.map(({ tokens, texts }) => {
    const pairs = pairsOf(tokens);
    const narrowing = pairs.length > 0 ? [holdsPairs(alias, pairs)] : [];
    // The text first: it is shorter than the tokens, which are read only where the index is not.
    return sql`(${Prisma.join([...texts.map((t) => sql`strpos(${textColumn}, ${t}) > 0`), ...narrowing], " AND ")})`;
  });
  return sql`(${Prisma.join(alternatives, " OR ")})`;
}

/**
 * What the index alone can say of it: true for every row that holds what was typed, and for few others. Null where the
 * index knows nothing of a part of it.
 */
export function searchNarrowing(alias: "p" | "e", typed: string): Sql | null {
  const sets = searchQueryOf(typed)?.alternatives.map(({ tokens }) => pairsOf(tokens)) ?? [];
  if (sets.length === 0 || sets.some((pairs) => pairs.length === 0)) return null;
  return sql`(${Prisma.join(
    sets.map((pairs) => holdsPairs(alias, pairs)),
    " OR ",
  )})`;
}
