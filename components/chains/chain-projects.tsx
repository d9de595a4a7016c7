"use client";
import Link from "next/link";
import { EmptyState } from "@/components/shared/empty-state";
import { formatDay } from "@/components/shared/format";
import { Light } from "@/components/shared/light";
import { Section } from "@/components/shared/section";
import { StagePill } from "@/components/shared/stage-pill";
import { Amount } from "@/components/shared/unit-switch";
import { lightOn } from "@/server/domain/clocks";
import { isMilestone, MILESTONE_NAME, rankOf } from "@/server/domain/milestones";
import { dayOf } from "@/server/domain/periods";
import type { ChainHome } from "./chain-types";

/** Worst lights first, so that a leader reads from the top. */
export function ChainProjects({ home }: { home: ChainHome }) {
  const today = dayOf(new Date());
  if (home.projects.length === 0) {
    return (
      <Section title="项目">
        <EmptyState title="没有您可查看的项目" />
      </Section>
    );
  }
  return (
    <Section title="项目" note={`您可查看 ${home.visible} 个，红黄灯在前`} flush>
      <ul className="divide-y divide-line">
        {home.projects.map((p) => {
          const colour = lightOn(p, today);
          return (
            <li key={p.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
              <Link
                href={`/projects/${p.id}`}
                className="min-w-0 flex-[1_1_14rem] truncate font-medium hover:underline"
              >
                {p.name}
              </Link>
              {isMilestone(p.stage) ? (
                <StagePill label={MILESTONE_NAME[p.stage]} step={rankOf(p.stage)} size="sm" />
              ) : null}
              <span className="text-right sm:w-32">
                <Amount fen={p.amountFen} withUnit />
              </span>
              <span className="text-sm text-muted max-sm:flex-1 sm:w-16">{p.owner}</span>
              <Light
                state={colour}
                reason={colour === "normal" ? undefined : p.lightReason || undefined}
                since={
                  colour === "late"
                    ? formatDay(p.lateOn)
                    : colour === "warning"
                      ? formatDay(p.warnOn)
                      : undefined
                }
              />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
