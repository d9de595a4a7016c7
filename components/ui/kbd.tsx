import type { ReactNode } from "react";

/** A key as printed on the keyboard; fingers have none. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-sunken px-1 font-sans text-xs text-muted pointer-coarse:hidden">
      {children}
    </kbd>
  );
}
