/**
 * Where a login leads: only an address of this site. Browsers read `/\\elsewhere` and `/⇥/elsewhere` as `//elsewhere`, so
 * the address is asked what it became, not how it begins.
 */
export function safeNext(next: string | undefined, origin: string): string {
  if (!next?.startsWith("/") || !URL.canParse(next, origin)) return "/";
  const { origin: reached, pathname, search, hash } = new URL(next, origin);
  // A path of two slashes would be an address of its own once more.
  return reached === origin && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : "/";
}
