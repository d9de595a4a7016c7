/** Addresses to which somebody is led after he signed in or out: of this site only. Pure. */

/** Longer than any filter of a list, shorter than what a header holds. */
const LONGEST = 4000;

/** Whether it is an address at all: a path, or a whole address of the web. */
export const isAddress = (given: unknown): given is string =>
  typeof given === "string" &&
  given.length <= LONGEST &&
  /^(\/|https?:\/\/)/i.test(given) &&
  URL.canParse(given, "http://here.invalid");

/**
 * The address in full when it is one of this site, otherwise null. Browsers read `/\elsewhere` and `/⇥/elsewhere` as
 * `//elsewhere`, so the address is asked what it became, not how it begins.
 */
export function ownAddress(given: unknown, origin: string): URL | null {
  if (!isAddress(given) || !URL.canParse(given, origin)) return null;
  const reached = new URL(given, origin);
  // A path of two slashes would be an address of its own once more.
  return reached.origin === origin && !reached.pathname.startsWith("//") ? reached : null;
}
