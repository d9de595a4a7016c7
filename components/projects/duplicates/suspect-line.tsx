import Link from "next/link";
import { CertaintyBadge } from "@/components/shared/certainty-badge";
import { formatDay } from "@/components/shared/format";
import type { SuspectProject } from "@/server/contracts/project-list";
import { MILESTONE_NAME } from "@/server/domain/milestones";
import { type Ground, RaiseDispute } from "../attribution/raise-dispute";

/**
 * A project that may be the same: how sure, who was first, and why. Without a name where it may not be seen. With a
 * ground to stand on, its first report may be disputed from here.
 */
export function SuspectLine({ project, ground }: { project: SuspectProject; ground?: Ground }) {
  return (
    <li className="text-ink">
      <div className="flex flex-wrap items-baseline gap-x-2">
        {project.certainty ? <CertaintyBadge certainty={project.certainty} /> : null}
        {project.name === null ? (
          <span>他人登记的项目</span>
        ) : (
          <Link href={`/projects/${project.id}`} target="_blank" className="underline underline-offset-2">
            {project.name}
          </Link>
        )}
        <span className="text-muted">
          {[
            project.stage ? MILESTONE_NAME[project.stage] : null,
            `首报 ${project.firstReporter ?? "未记"} ${formatDay(project.firstReportedOn)}`,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {ground ? <RaiseDispute suspect={project} ground={ground} /> : null}
      </div>
      {project.reasons.length > 0 ? (
        <p className="break-words text-muted">{project.reasons.join("；")}</p>
      ) : null}
    </li>
  );
}
