"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Conflict } from "@/components/shared/form-problems";
import { formatInstant } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { ProjectTeam } from "@/server/contracts/project-card";

interface ListClashProps {
  projectId: number;
  conflicts: readonly Conflict[];
  /** A list in a few words, one entry a line. */
  lines: (team: ProjectTeam) => readonly string[];
  mine: readonly string[];
  busy: boolean;
  /** Takes the list that stands now, to go on from there. */
  onTakeTheirs: (now: ProjectTeam) => void;
  /** Saves what was typed over the list that stands now. */
  onKeepMine: (now: ProjectTeam) => void;
}

/** Two people replaced the same list: both versions side by side, and the choice. */
export function ListClash({ projectId, conflicts, ...rest }: ListClashProps) {
  const trpc = useTRPC();
  const asked = useQuery(trpc.project.team.queryOptions({ id: projectId }, { staleTime: 0 }));
  const last = conflicts.at(-1);
  const now = asked.isFetching ? undefined : asked.data;
  return (
    <Notice tone="late" className="mb-3">
      <p className="font-medium">
        {last?.by} 刚刚改了同一份名单{last ? `（${formatInstant(new Date(last.at))}）` : ""}
        ，您的修改还没有保存。
      </p>
      <div className="mt-2 grid grid-cols-2 gap-3 text-ink">
        <Version title={`现在的内容（${last?.by ?? ""}）`}>
          {now ? <Lines lines={rest.lines(now)} /> : <SkeletonLines lines={2} />}
        </Version>
        <Version title="我的修改">
          <Lines lines={rest.mine} />
        </Version>
      </div>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" disabled={!now} onClick={() => now && rest.onTakeTheirs(now)}>
          采用对方的，接着改
        </Button>
        <Button
          size="sm"
          variant="danger"
          disabled={!now}
          busy={rest.busy}
          onClick={() => now && rest.onKeepMine(now)}
        >
          以我的修改为准
        </Button>
      </div>
    </Notice>
  );
}

const Version = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="min-w-0">
    <h3 className="text-sm font-medium text-muted">{title}</h3>
    {children}
  </section>
);

const Lines = ({ lines }: { lines: readonly string[] }) =>
  lines.length === 0 ? (
    <p className="text-muted">（空）</p>
  ) : (
    <ul>
      {lines.map((line) => (
        <li key={line} className="break-words">
          {line}
        </li>
      ))}
    </ul>
  );
