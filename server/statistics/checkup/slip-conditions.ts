/** The rules of server/domain/amount-slips.ts as SQL over two amounts above zero. A property test holds the two together. */
import "server-only";
import { MEANING_DIGITS, UNIT_SHIFTS } from "@/server/domain/amount-slips";
import { type Sql, sql } from "@/server/platform/database";

/** One of the two is the other ten, a hundred or ten thousand times over. Whole numbers throughout: nothing overflows. */
export const unitSlipped = (a: Sql, b: Sql): Sql => {
  const [more, less] = [sql`greatest(${a}, ${b})`, sql`nullif(least(${a}, ${b}), 0)`];
  return sql`coalesce(${more} % ${less} = 0 AND ${more} / ${less} = ANY(${[...UNIT_SHIFTS]}::bigint[]), FALSE)`;
};

/**
 * Two neighbouring digits exchanged. What then lies between the two amounts is 9, 18 … 81 and zeros: a multiple of nine, which is
 * cheap to ask, and leaves next to nothing for the exact comparison.
 */
export const digitsExchanged = (a: Sql, b: Sql): Sql =>
  sql`(${a} > 0 AND ${b} > 0 AND ${a} <> ${b} AND (${a} - ${b}) % 9 = 0 AND rtrim(abs(${a} - ${b})::text, '0') IN ('9', '18', '27', '36', '45', '54', '63', '72', '81')
    AND length(${a}::text) = length(${b}::text) AND length(rtrim(${a}::text, '0')) >= ${MEANING_DIGITS}::int
    AND NOT ${unitSlipped(a, b)}
    AND EXISTS (SELECT 1 FROM generate_series(1, length(${a}::text) - 1) i
      WHERE ${b}::text = overlay(${a}::text PLACING substr(${a}::text, i + 1, 1) || substr(${a}::text, i, 1) FROM i FOR 2)))`;
