"use client";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Conflict } from "@/components/shared/form-problems";
import { formatInstant } from "@/components/shared/format";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import {
  bothTexts,
  type Choice,
  type Choices,
  clashesIn,
  type FieldClash,
  isDecidable,
  mergeable,
} from "./conflict-choice";
import { ValueText } from "./value-text";

interface ConflictNoticeProps {
  conflicts: readonly Conflict[];
  onReload: () => void;
  /** Saves once more with the choice made for every field. */
  onDecide: (choices: Choices) => void;
  busy: boolean;
}

/** Two people changed the same thing: both versions of each field side by side, and the choice. */
export function ConflictNotice({ conflicts, onReload, onDecide, busy }: ConflictNoticeProps) {
  const [choices, setChoices] = useState<Choices>({});
  const clashes = clashesIn(conflicts);
  const by = [...new Set(conflicts.map((c) => c.by))].join("、");
  const at = conflicts.at(-1)?.at;
  const open = clashes.filter((c) => !choices[c.field]).length;
  const decidable = isDecidable(conflicts);
  const place = useRef<HTMLDivElement>(null);
  // The button that was pressed stands at the end of a long form.
  // Braces: in newer browsers scrollIntoView gives a promise, which is no clean-up function.
  useEffect(() => {
    place.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={place} className="scroll-mt-24">
      <Notice tone="late" className="flex flex-col gap-2">
        <p className="font-medium">
          {by} 刚刚改了同一处{at ? `（${formatInstant(new Date(at))}）` : ""}，您的修改还没有保存。
          {decidable ? "请逐项选定后保存：" : ""}
        </p>
        {clashes.map((clash) => (
          <ClashField
            key={clash.field}
            clash={clash}
            choice={choices[clash.field]}
            onChoose={(choice) => setChoices((now) => ({ ...now, [clash.field]: choice }))}
          />
        ))}
        {decidable ? null : <p>项目的阶段已经变动，请重新载入后再办理。</p>}
        <div className="flex flex-wrap items-center gap-2">
          {decidable ? (
            <Button
              size="sm"
              variant="primary"
              busy={busy}
              disabled={open > 0}
              onClick={() => onDecide(choices)}
            >
              {open > 0 ? `还有 ${open} 项未选` : "按所选保存"}
            </Button>
          ) : (
            <Button size="sm" onClick={onReload}>
              重新载入
            </Button>
          )}
        </div>
      </Notice>
    </div>
  );
}

interface ClashFieldProps {
  clash: FieldClash;
  choice: Choice | undefined;
  onChoose: (choice: Choice) => void;
}

function ClashField({ clash, choice, onChoose }: ClashFieldProps) {
  const group = useId();
  const { words } = clash;
  return (
    <fieldset className="rounded-md border border-line bg-surface p-2 text-ink">
      <legend className="px-1 text-sm font-medium text-muted">{words.label}</legend>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        <Version
          group={group}
          title={`用现在的（${clash.by}）`}
          chosen={choice?.take === "theirs"}
          onChoose={() => onChoose({ take: "theirs" })}
        >
          <ValueText type={words.type} value={clash.theirs} />
        </Version>
        <Version
          group={group}
          title="用我的"
          chosen={choice?.take === "mine"}
          onChoose={() => onChoose({ take: "mine" })}
        >
          <ValueText type={words.type} value={clash.mine} />
        </Version>
      </div>
      {mergeable(words) ? (
        <div className="mt-2">
          <Version
            group={group}
            title="合并两人的内容"
            chosen={choice?.take === "merged"}
            onChoose={() => onChoose({ take: "merged", text: bothTexts(clash) })}
          />
          {choice?.take === "merged" ? (
            <Textarea
              aria-label={`合并后的${words.label}`}
              className="mt-1"
              value={choice.text}
              onChange={(event) => onChoose({ take: "merged", text: event.target.value })}
            />
          ) : null}
        </div>
      ) : null}
    </fieldset>
  );
}

interface VersionProps {
  group: string;
  title: string;
  chosen: boolean;
  onChoose: () => void;
  children?: ReactNode;
}

const Version = ({ group, title, chosen, onChoose, children }: VersionProps) => (
  <label className="flex min-w-0 cursor-pointer items-start gap-2 rounded-sm p-1 hover:bg-sunken">
    <input
      type="radio"
      name={group}
      checked={chosen}
      onChange={onChoose}
      className="mt-1 size-3.5 shrink-0 accent-accent"
    />
    <span className="min-w-0">
      <span className="block text-sm text-muted">{title}</span>
      {children ? <span className="block break-words whitespace-pre-line">{children}</span> : null}
    </span>
  </label>
);
