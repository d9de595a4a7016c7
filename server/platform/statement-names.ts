/**
 * Names for the statements that come again and again, so that each connection parses them once and may keep their plan: a
 * fifth of the database's work for a page of the list. PostgreSQL keeps a general plan only where it costs no more than
 * one made for the values at hand. Searches stay unnamed: how many rows a word finds decides their plan.
 */
const NAMED_FROM = 5;
const MOST_NAMES = 150;
const MOST_WATCHED = 2000;

/** Gives the name of a statement, "" for none. */
export function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  const watched = new Map<string, number>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= MOST_NAMES || sql.includes("search_tokens")) return known ?? "";
    const times = (watched.get(sql) ?? 0) + 1;
    if (times < NAMED_FROM) {
      if (watched.size >= MOST_WATCHED) watched.clear();
      watched.set(sql, times);
      return "";
    }
    watched.delete(sql);
    const name = `chainlead_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
