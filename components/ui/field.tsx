"use client";

import clsx from "clsx";
import { createContext, type ReactNode, use, useId, useMemo, useState } from "react";

interface FieldTies {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
  /** A control reports a problem that it alone can see (text that is no date); null when it is gone. */
  reportProblem: (problem: string | null) => void;
}

const FieldContext = createContext<FieldTies | null>(null);

interface FieldProps {
  label: ReactNode;
  /** What to write, or what happens with it. */
  hint?: ReactNode;
  /** What is wrong and what to do next. */
  error?: string | null | undefined;
  /** Doubtful but allowed (a check character that does not fit). */
  warning?: string | null | undefined;
  required?: boolean;
  /** Keep the label for screen readers only (filters, table tools). */
  labelHidden?: boolean;
  className?: string;
  children: ReactNode;
}

/** Label, hint and problem around one control of this kit; the control finds its ids by itself. */
export function Field({
  label,
  hint,
  error,
  warning,
  required,
  labelHidden,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const [seen, setSeen] = useState<string | null>(null);
  const problem = error || seen;
  const noteId = problem || warning || hint ? `${id}-note` : undefined;
  const ties = useMemo<FieldTies>(
    () => ({
      id,
      describedBy: noteId,
      invalid: Boolean(problem),
      required: required ?? false,
      reportProblem: setSeen,
    }),
    [id, noteId, problem, required],
  );
  return (
    <div className={clsx("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-sm font-medium text-muted"}>
        {label}
        {required ? (
          <span className="ml-0.5 text-late" aria-hidden>
            *
          </span>
        ) : null}
      </label>
      <FieldContext value={ties}>{children}</FieldContext>
      {noteId ? <Note id={noteId} problem={problem} warning={warning} hint={hint} /> : null}
    </div>
  );
}

interface NoteProps {
  id: string;
  problem: string | null | undefined;
  warning: string | null | undefined;
  hint: ReactNode;
}

function Note({ id, problem, warning, hint }: NoteProps) {
  return (
    <div id={id} aria-live="polite" className="text-sm">
      {problem ? <p className="text-late">{problem}</p> : null}
      {!problem && warning ? <p className="text-warn">{warning}</p> : null}
      {/* A problem that says the rule itself is enough. */}
      {hint && !(typeof hint === "string" && problem?.includes(hint)) ? (
        <p className="text-faint">{hint}</p>
      ) : null}
    </div>
  );
}

interface ControlTies {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
}

/** The attributes that tie a control to its Field; outside a Field, an id of its own. */
export function useFieldTies(
  own: { id?: string | undefined; "aria-describedby"?: string | undefined } = {},
): ControlTies & {
  reportProblem: FieldTies["reportProblem"];
} {
  const spare = useId();
  const field = use(FieldContext);
  const described = [own["aria-describedby"], field?.describedBy].filter(Boolean).join(" ");
  return {
    id: own.id ?? field?.id ?? spare,
    "aria-describedby": described || undefined,
    "aria-invalid": field?.invalid ? true : undefined,
    "aria-required": field?.required ? true : undefined,
    reportProblem: field?.reportProblem ?? (() => undefined),
  };
}

/** The look that all text-like controls share. */
export const controlClass = (...extra: (string | false | undefined)[]) =>
  clsx(
    "h-8 w-full min-w-0 rounded-md border border-edge bg-surface px-2 text-base text-ink",
    "focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-late",
    "disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken",
    ...extra,
  );
