"use client";
/** A section of the desk: what it is about, how many, and the first lines, each a link to the thing. */
import Link from "next/link";
import { useState } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatCount, formatDay } from "@/components/shared/format";
import { Light } from "@/components/shared/light";
import { Section } from "@/components/shared/section";
import { Amount } from "@/components/shared/unit-switch";
import { useViewer } from "@/components/shared/viewer";
import type { DeskLine, DeskSection } from "./desk-types";

interface DeskSectionCardProps {
  section: DeskSection;
  /** Shows so many lines first and the rest on demand: for the phone. */
  first?: number;
}

export function DeskSectionCard({ section, first }: DeskSectionCardProps) {
  const [open, setOpen] = useState(false);
  const lines = first === undefined || open ? section.lines : section.lines.slice(0, first);
  return (
    <Section
      title={section.title}
      note={`${formatCount(section.total)} 项`}
      flush
      actions={
        section.href && section.total > 0 ? (
          <Link href={section.href} className="text-sm text-accent hover:underline">
            {section.total > section.lines.length ? "查看全部" : "打开"}
          </Link>
        ) : null
      }
    >
      {section.lines.length === 0 ? (
        <p className="px-3 py-3 text-muted">{section.empty}</p>
      ) : (
        <ul className="divide-y divide-line">
          {lines.map((line) => (
            <Line key={line.key} line={line} />
          ))}
          {lines.length < section.lines.length ? (
            <li>
              <button
                type="button"
                onClick={() => setOpen(true)}
                className="min-h-11 w-full px-3 text-left text-accent hover:bg-sunken focus-visible:-outline-offset-2"
              >
                还有 {section.total - lines.length} 项
              </button>
            </li>
          ) : null}
        </ul>
      )}
    </Section>
  );
}

function Line({ line }: { line: DeskLine }) {
  const viewer = useViewer();
  const who = line.who === viewer.name ? "" : line.who;
  return (
    <li>
      <Link
        href={line.href}
        className="flex min-h-11 items-center gap-3 px-3 py-1.5 hover:bg-sunken focus-visible:-outline-offset-2"
      >
        <span className="min-w-0 flex-1">
          <span className="flex min-w-0 items-center gap-2">
            <ChainDot index={line.chainHue} />
            <span className="truncate font-medium">{line.title}</span>
          </span>
          <span className="flex min-w-0 items-baseline gap-2 text-sm text-muted">
            {line.light === null || line.light === "none" || line.light === "normal" ? null : (
              <Light state={line.light} />
            )}
            <span className="min-w-0 sm:truncate">
              {line.detail}
              {/* The dot stays at the end of its line, and a name in one piece. */}
              {line.detail && who ? "\u00a0· " : ""}
              <span className="whitespace-nowrap">{who}</span>
            </span>
          </span>
        </span>
        <span className="shrink-0 text-right text-sm text-faint tabular-nums">
          {line.amountFen === null ? null : (
            <span className="block text-ink">
              <Amount fen={line.amountFen} trim withUnit />
            </span>
          )}
          {line.on === null ? null : <span className="block">{formatDay(line.on, "near")}</span>}
        </span>
      </Link>
    </li>
  );
}
