import { ownAddress } from "@/server/domain/own-address";

/** Where a login leads: only to a path of this site, else to the start. */
export function safeNext(next: string | undefined, origin: string): string {
  const reached = next?.startsWith("/") ? ownAddress(next, origin) : null;
  return reached ? `${reached.pathname}${reached.search}${reached.hash}` : "/";
}
