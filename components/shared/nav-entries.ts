/** Names of the icons in nav-icon.tsx: a server layout can pass a name, but not a component. */
export type NavIconName =
  | "desk"
  | "projects"
  | "pool"
  | "attribution"
  | "ledger"
  | "statistics"
  | "chains"
  | "dispatch"
  | "enterprises"
  | "imports"
  | "operations"
  | "reports"
  | "admin";

export interface NavItem {
  href: string;
  label: string;
  icon: NavIconName;
  /** What waits there for this person; nothing when 0 or missing. */
  badge?: number | undefined;
  /** Pinyin and initials for the palette: "xiangmu xm". */
  keywords?: string;
}

export interface NavGroup {
  /** Read aloud only; the rail shows a line between groups. */
  label: string;
  items: readonly NavItem[];
}

/** The item whose place contains the address: the longest matching one; "/" only matches itself. */
export function currentHref(items: readonly NavItem[], pathname: string): string | null {
  const inside = items.filter(
    ({ href }) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`)),
  );
  return inside.reduce<string | null>(
    (best, { href }) => (href.length > (best?.length ?? -1) ? href : best),
    null,
  );
}

/** "collapsed" or "open". The server reads it too, so it must not stand in a client module. */
export const RAIL_COOKIE = "rail";
