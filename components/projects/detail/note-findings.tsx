"use client";
/** What was recognised in the text of a follow-up: shown where it stands, taken over one by one or all. */
import clsx from "clsx";
import { Check, Plus } from "lucide-react";
import { Fragment } from "react";
import { Button } from "@/components/ui/button";
import { type Found, NOTE_FIELDS } from "@/server/domain/read-note";
import type { NoteReading } from "./use-note-reading";

export function NoteFindings({ text, reading }: { text: string; reading: NoteReading }) {
  const { findings, isTaken, toggle, takeAll, presentOf } = reading;
  if (findings.length === 0) return null;
  const open = findings.filter((f) => f.value !== null && !isTaken(f));
  return (
    <section
      aria-label="识别结果"
      className="col-span-full flex flex-col gap-2 rounded-md border border-line bg-sunken p-3"
    >
      <div className="flex items-center gap-2">
        <h3 className="text-sm font-medium text-muted">从内容里识别到（采用后随本次跟进一起保存）</h3>
        <Button
          size="sm"
          variant="ghost"
          className="ml-auto shrink-0"
          disabled={open.length === 0}
          onClick={takeAll}
        >
          全部采用
        </Button>
      </div>
      <p className="thin-scroll max-h-32 overflow-y-auto text-sm break-words whitespace-pre-wrap">
        <Marked text={text} findings={findings} />
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {findings.map((found) => (
          <li key={found.field}>
            <Proposal
              found={found}
              taken={isTaken(found)}
              present={presentOf(found)}
              onToggle={() => toggle(found)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ProposalProps {
  found: Found;
  taken: boolean;
  /** What stands there now, when it is something else. */
  present: string;
  onToggle: () => void;
}

function Proposal({ found, taken, present, onToggle }: ProposalProps) {
  const label = NOTE_FIELDS[found.field];
  if (found.value === null)
    return (
      <span className="inline-flex min-h-7 items-center rounded-md border border-dashed border-line px-2 text-sm text-muted">
        {label}：{found.shown}
      </span>
    );
  const Icon = taken ? Check : Plus;
  return (
    <button
      type="button"
      aria-pressed={taken}
      aria-label={`${taken ? "不采用" : "采用"} ${label} ${found.shown}`}
      onClick={onToggle}
      className={clsx(
        "inline-flex min-h-7 max-w-full items-center gap-1 rounded-md border px-2 py-0.5 text-left text-sm",
        taken ? "border-accent bg-surface text-accent" : "border-edge bg-surface hover:bg-sunken",
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0 break-words">
        {label}：{found.shown}
        {present ? <span className="text-faint">（现为 {present}）</span> : null}
      </span>
    </button>
  );
}

/** The text with every finding marked; of two that overlap, the first. */
function Marked({ text, findings }: { text: string; findings: readonly Found[] }) {
  const parts: { at: number; words: string; label: string | null }[] = [];
  let at = 0;
  for (const { from, to, field } of findings) {
    if (from < at) continue;
    parts.push({ at, words: text.slice(at, from), label: null });
    parts.push({ at: from, words: text.slice(from, to), label: NOTE_FIELDS[field] });
    at = to;
  }
  parts.push({ at, words: text.slice(at), label: null });
  return parts.map((part) =>
    part.label ? (
      <mark
        key={`${part.at} ${part.label}`}
        title={part.label}
        className="rounded-sm bg-warn-soft px-0.5 text-ink"
      >
        {part.words}
      </mark>
    ) : (
      <Fragment key={part.at}>{part.words}</Fragment>
    ),
  );
}
