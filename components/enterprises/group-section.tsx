import Link from "next/link";
import { Section } from "@/components/shared/section";
import { Badge } from "@/components/ui/badge";
import type { EnterpriseCard } from "./enterprise-types";
import { ProjectLines } from "./project-lines";

type Member = EnterpriseCard["members"][number];

const RELATION: Record<Member["relation"], string> = { above: "上级", below: "下属", beside: "同集团" };

/** The other members of the group, each with the projects that the reader may see. */
export function GroupSection({ card }: { card: EnterpriseCard }) {
  const { members } = card;
  if (members.length === 0) return null;
  return (
    <Section title="同一集团的企业" note={`${members.length} 家，项目为您可查看的`} flush>
      <ul aria-label="同一集团的企业" className="divide-y divide-line">
        {members.map((member) => (
          <li key={member.id}>
            <p className="flex flex-wrap items-center gap-x-2 px-3 py-2">
              <Link href={`/enterprises/${member.id}`} className="font-medium hover:underline">
                {member.name}
              </Link>
              <Badge tone={member.relation === "above" ? "accent" : "neutral"}>
                {RELATION[member.relation]}
              </Badge>
              <span className="text-sm text-muted">
                {[member.province, member.city === member.province ? "" : member.city]
                  .filter(Boolean)
                  .join(" ")}
              </span>
            </p>
            {member.projects.length > 0 ? (
              <div className="border-t border-line pl-4">
                <ProjectLines projects={member.projects} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
