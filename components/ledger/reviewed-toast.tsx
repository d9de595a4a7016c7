"use client";
/** What was just decided, with the way to it: it stays until the next decision or until it is closed. */
import { CircleCheck, Undo2, X } from "lucide-react";
import Link from "next/link";
import { IconButton } from "@/components/ui/icon-button";
import type { QueueLine } from "./ledger-types";
import { kindWord } from "./queue-words";
import type { Reviewed } from "./use-review";

const hrefOf = (line: QueueLine) =>
  line.kind === "milestone"
    ? `/projects/${line.projectId}`
    : `/ledger?project=${line.projectId}&tab=${line.kind}`;

export function ReviewedToast({ reviewed, onClose }: { reviewed: Reviewed | null; onClose: () => void }) {
  const [first] = reviewed?.lines ?? [];
  return (
    <div role="status" className="pointer-events-none fixed inset-x-2 bottom-4 z-40 flex justify-center">
      {reviewed && first ? (
        <div className="pointer-events-auto flex max-w-full items-center gap-2 rounded-md border border-line-strong bg-surface py-1.5 pr-1.5 pl-3 shadow-lift">
          {reviewed.approved ? (
            <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
          ) : (
            <Undo2 aria-hidden className="size-4 shrink-0 text-warn" />
          )}
          <span className="min-w-0 truncate">
            {reviewed.approved ? "已通过" : "已退回"}
            {reviewed.lines.length > 1
              ? ` ${reviewed.lines.length} 条：${first.projectName} 等`
              : `：${first.projectName} ${kindWord(first)}`}
          </span>
          <Link href={hrefOf(first)} className="shrink-0 rounded-sm px-1 text-accent hover:underline">
            查看
          </Link>
          <IconButton
            size="sm"
            label="关闭提示"
            icon={<X aria-hidden className="size-4" />}
            onClick={onClose}
          />
        </div>
      ) : null}
    </div>
  );
}
