import Link from "next/link";
import { StagePill } from "@/components/shared/stage-pill";
import { Amount } from "@/components/shared/unit-switch";
import {
  isMilestone,
  MILESTONE_NAME,
  OFF_STATE_NAME,
  type OffState,
  rankOf,
} from "@/server/domain/milestones";
import type { EnterpriseCard } from "./enterprise-types";

/** Projects of an enterprise, one a line. */
export const ProjectLines = ({ projects }: { projects: EnterpriseCard["projects"] }) => (
  <ul className="divide-y divide-line">
    {projects.map((p) => (
      <li key={p.id} className="flex items-center gap-3 px-3 py-2">
        <Link href={`/projects/${p.id}`} className="min-w-0 flex-1 truncate hover:underline">
          {p.name}
        </Link>
        {p.offState ? (
          <StagePill label={OFF_STATE_NAME[p.offState as OffState]} step={0} off size="sm" />
        ) : isMilestone(p.stage) ? (
          <StagePill label={MILESTONE_NAME[p.stage]} step={rankOf(p.stage)} size="sm" />
        ) : null}
        <span className="w-28 text-right">
          <Amount fen={p.amountFen} withUnit trim />
        </span>
      </li>
    ))}
  </ul>
);
