import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

interface PageHeaderProps {
  title: ReactNode;
  /** The way back: ‹ 项目. The page itself is not listed. */
  trail?: readonly { href: string; label: string }[];
  /** Beside the title: a stage, a light, a badge. */
  marks?: ReactNode;
  /** One line under the title. */
  note?: ReactNode;
  /** Buttons, the deciding one last. */
  actions?: ReactNode;
  /** The title is long: on a phone it has the whole width, and the buttons follow under it. */
  longTitle?: boolean;
  /** Under everything: tabs, filters. */
  children?: ReactNode;
}

/** The head of a page: one h1, what marks it, what can be done. */
export function PageHeader({
  title,
  trail = [],
  marks,
  note,
  actions,
  longTitle = false,
  children,
}: PageHeaderProps) {
  return (
    <header className="mb-3">
      {trail.length > 0 ? (
        <nav aria-label="所在位置" className="mb-1 text-sm text-faint">
          <ol className="flex flex-wrap items-center gap-1">
            {trail.map((step, at) => (
              <li key={step.href} className="flex items-center gap-1">
                <span aria-hidden>{at === 0 ? "‹" : "›"}</span>
                <Link href={step.href} className="rounded-sm hover:text-ink hover:underline">
                  {step.label}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <div className={clsx("min-w-0 flex-[1_1_14rem]", longTitle && "max-sm:basis-full")}>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-xl font-semibold">{title}</h1>
            {marks}
          </div>
          {note ? <p className="mt-0.5 text-muted">{note}</p> : null}
        </div>
        {actions ? <div className="no-print flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children ? <div className="mt-3">{children}</div> : null}
    </header>
  );
}
