"use client";
/** Which file, whose, where it stands, and the one next deed. */
import clsx from "clsx";
import { useState } from "react";
import { formatBytes, formatInstant } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ImportScene } from "@/server/contracts/import-batch";
import { CommitDialog } from "./commit-dialog";
import { commitWords, STATE_WORD } from "./import-words";
import { UndoDialog } from "./undo-dialog";
import type { Batch } from "./use-import-batch";

export function BatchHead({ batch, running }: { batch: Batch; running: boolean }) {
  const { scene } = batch;
  const [dialog, setDialog] = useState<"commit" | "undo" | null>(null);
  const state = STATE_WORD[scene.state];
  return (
    <>
      <PageHeader
        trail={[{ href: "/imports", label: "导入" }]}
        title={<span className="break-all">{scene.fileName}</span>}
        marks={<Badge tone={state.tone}>{state.label}</Badge>}
        note={`${scene.actorName} · ${formatInstant(new Date(scene.createdAt))} 上传 · ${formatBytes(scene.size)}`}
        actions={
          <>
            {scene.state === "tried" ? (
              <CommitButton scene={scene} running={running} onCommit={() => setDialog("commit")} />
            ) : null}
            {scene.state === "committed" ? (
              <Button disabled={running} onClick={() => setDialog("undo")}>
                撤销整批…
              </Button>
            ) : null}
          </>
        }
      >
        <StepStrip scene={scene} />
      </PageHeader>
      {dialog === "commit" && scene.summary ? (
        <CommitDialog scene={scene} summary={scene.summary} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === "undo" ? <UndoDialog scene={scene} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

interface CommitButtonProps {
  scene: ImportScene;
  running: boolean;
  onCommit: () => void;
}

function CommitButton({ scene, running, onCommit }: CommitButtonProps) {
  const deed = commitWords(scene);
  const { undecided } = scene.merge;
  if (deed === null && undecided === 0) return null;
  return (
    <Button variant="primary" disabled={running || undecided > 0} onClick={onCommit}>
      {undecided > 0 ? `还有 ${undecided} 处冲突未定` : `${deed}…`}
    </Button>
  );
}

type StepLook = "done" | "now" | "stopped" | "ahead";
const LOOK_WORD: Record<StepLook, string> = {
  done: "已完成",
  now: "当前",
  stopped: "未通过",
  ahead: "未开始",
};

/** How far each state has come: the steps before `at` are done. */
const REACHED: Record<ImportScene["state"], number> = {
  uploaded: 0,
  unreadable: 0,
  tried: 2,
  committed: 4,
  undone: 5,
};
const STEPS = [
  ["识别", "sheets"],
  ["列对应", "columns"],
  ["试算", "try"],
  ["导入", "result"],
] as const;
/** Undoing is a choice and no step on the way: it stands here only once it was made. */
const UNDONE = ["撤销", "undone"] as const;

function StepStrip({ scene }: { scene: ImportScene }) {
  const reached = REACHED[scene.state];
  const lookOf = (at: number): StepLook => {
    if (scene.state === "unreadable" && at === 0) return "stopped";
    if (at < reached) return "done";
    return at === reached ? "now" : "ahead";
  };
  const steps = scene.state === "undone" ? [...STEPS, UNDONE] : STEPS;
  return (
    <ol aria-label="步骤" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm sm:gap-x-1.5">
      {steps.map(([label, anchor], at) => {
        const look = lookOf(at);
        return (
          <li
            key={anchor}
            aria-current={look === "now" ? "step" : undefined}
            className="flex items-center gap-1.5"
          >
            {at > 0 ? <span aria-hidden className="hidden h-px w-6 bg-line-strong sm:block" /> : null}
            <StepName label={label} anchor={anchor} look={look} number={at + 1} />
          </li>
        );
      })}
    </ol>
  );
}

function StepName(props: { label: string; anchor: string; look: StepLook; number: number }) {
  const { label, anchor, look, number } = props;
  const words = (
    <>
      <span
        aria-hidden
        className={clsx(
          "inline-flex size-5 items-center justify-center rounded-full border text-xs",
          look === "done" && "border-transparent bg-accent-soft text-accent",
          look === "now" && "border-transparent bg-accent-fill text-on-fill",
          look === "stopped" && "border-late bg-late-soft text-late",
          look === "ahead" && "border-line-strong text-faint",
        )}
      >
        {look === "done" ? "✓" : look === "stopped" ? "✕" : number}
      </span>
      <span className={look === "now" ? "font-medium" : look === "ahead" ? "text-faint" : "text-muted"}>
        {label}
      </span>
      <span className="sr-only">（{LOOK_WORD[look]}）</span>
    </>
  );
  const className = "flex items-center gap-1.5 rounded-sm";
  return look === "done" || look === "now" ? (
    <a href={`#${anchor}`} className={clsx(className, "hover:underline")}>
      {words}
    </a>
  ) : (
    <span className={className}>{words}</span>
  );
}
