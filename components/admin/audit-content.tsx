"use client";
import { NONE } from "@/components/shared/format";
import { type AuditEntry, auditLines } from "./audit-story";

/** How many lines stand open; a target sheet pasted at once has hundreds. */
const SHOWN = 5;

/** What an entry changed, one line a thing: label, old → new. The stored text is folded away behind it. */
export function AuditContent({ entry }: { entry: AuditEntry }) {
  const lines = auditLines(entry);
  const raw = [entry.before, entry.after].some((v) => v !== null && v !== undefined);
  if (!raw) return <>{NONE}</>;
  return (
    <div className="max-w-md min-w-40 text-sm">
      {lines.length === 0 ? (
        <span className="text-muted">内容没有变化</span>
      ) : (
        <Lines lines={lines.slice(0, SHOWN)} />
      )}
      {lines.length > SHOWN ? (
        <details>
          <summary className="cursor-pointer text-muted">另有 {lines.length - SHOWN} 项</summary>
          <Lines lines={lines.slice(SHOWN)} />
        </details>
      ) : null}
      <details className="text-xs text-faint">
        <summary className="cursor-pointer">原始内容</summary>
        <pre className="mt-1 whitespace-pre-wrap break-all">
          {[
            ["之前", entry.before],
            ["之后", entry.after],
          ]
            .filter(([, value]) => value !== null && value !== undefined)
            .map(([when, value]) => `${when} ${JSON.stringify(value)}`)
            .join("\n")}
        </pre>
      </details>
    </div>
  );
}

const Lines = ({ lines }: { lines: ReturnType<typeof auditLines> }) => (
  <ul>
    {lines.map(({ label, before, after }) => (
      <li key={label} className="break-words">
        <span className="text-muted">{label}</span>{" "}
        {before === null ? null : (
          <>
            {before === NONE ? NONE : <del className="text-faint">{before}</del>}
            <span className="text-faint"> → </span>
          </>
        )}
        {after}
      </li>
    ))}
  </ul>
);
