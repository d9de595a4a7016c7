"use client";
/** 开通清单: what a new bureau still has to set up, each step a link for whoever may do it. Gone when all is done. */
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import { can } from "@/server/domain/permissions";
import { type SetupStep, setupDoers } from "@/server/domain/setup-steps";
import { Section } from "./section";
import { useTRPC } from "./trpc";
import { useViewer } from "./viewer";

export function SetupChecklist() {
  const trpc = useTRPC();
  const viewer = useViewer();
  const { data } = useQuery(
    trpc.admin.setup.queryOptions(undefined, {
      enabled: can(viewer, "setup:read"),
      refetchOnMount: "always",
      refetchOnWindowFocus: true,
    }),
  );
  const done = data?.filter((step) => step.done).length ?? 0;
  if (!data || done === data.length) return null;
  return (
    <div className="no-print mb-3">
      <Section title="开通清单" note={`已完成 ${done} / ${data.length} 项，全部完成后不再显示`} flush>
        <ol>
          {data.map((step) => (
            <li
              key={step.id}
              className="flex items-start gap-2.5 border-t border-line px-3 py-2 first:border-t-0"
            >
              <Mark done={step.done} />
              <Step step={step} mine={can(viewer, step.action)} />
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}

const Mark = ({ done }: { done: boolean }) => (
  <span className={done ? "text-ok" : "text-faint"}>
    {done ? (
      <CircleCheck aria-hidden className="mt-0.5 size-4" />
    ) : (
      <CircleDashed aria-hidden className="mt-0.5 size-4" />
    )}
    <span className="sr-only">{done ? "已完成" : "未完成"}</span>
  </span>
);

function Step({ step: { title, note, href, action, done }, mine }: { step: SetupStep; mine: boolean }) {
  return (
    <p className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
      {mine ? (
        <Link href={href} className="text-accent hover:underline">
          {title}
        </Link>
      ) : (
        <span className={done ? "text-muted" : undefined}>{title}</span>
      )}
      <span className="min-w-0 text-sm text-muted">{note}</span>
      {mine || done ? null : (
        <span className="text-sm text-faint sm:ml-auto">由{setupDoers(action)}办理</span>
      )}
    </p>
  );
}
