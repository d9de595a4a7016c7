"use client";
/** One chain's home: funnel, leader, task force, anchor enterprises, and the projects one may open. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Funnel } from "@/components/charts/funnel";
import { ChainDot, chainColor } from "@/components/shared/chain-dot";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { NONE } from "@/components/shared/format";
import { Light } from "@/components/shared/light";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { StatFigure } from "@/components/shared/stat-figure";
import { useTRPC } from "@/components/shared/trpc";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import { useCan } from "@/components/shared/viewer";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatRatioPercent } from "@/server/domain/amounts";
import { funnelOf } from "@/server/domain/chain-funnel";
import { ChainProjects } from "./chain-projects";
import type { ChainHome as Home } from "./chain-types";

export function ChainHome({ id }: { id: number }) {
  const trpc = useTRPC();
  const readsProjects = useCan("project:read");
  const { data, error, refetch } = useQuery(trpc.chain.home.queryOptions({ id }));
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-[32rem] w-full" />;
  return (
    <>
      <PageHeader
        trail={[{ href: "/chains", label: "产业链" }]}
        title={<ChainDot index={data.hue} name={`${data.name}产业链`} />}
        note={`${data.category || "未分类"} · 链长 ${data.leader ? `${data.leader.name}${data.leader.post ? `（${data.leader.post}）` : ""}` : NONE}`}
        actions={
          readsProjects ? <ButtonLink href={`/projects?chainIds=${id}`}>在项目中查看</ButtonLink> : null
        }
      />
      <div className="grid gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <PipelineSection home={data} />
          {readsProjects ? <ChainProjects home={data} /> : null}
        </div>
        <PeopleSections home={data} />
      </div>
    </>
  );
}

function PipelineSection({ home }: { home: Home }) {
  const { pipeline: p } = home;
  const steps = funnelOf(p);
  return (
    <Section title="漏斗" note="累计：在册项目中达到过该阶段的个数；转化率为相邻两级之比">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Funnel
          label="漏斗"
          color={chainColor(home.hue)}
          steps={steps.map(({ id, label, count }, at) => {
            const before = steps[at - 1];
            const percent = before ? formatRatioPercent(count, before.count, 1) : null;
            return { id, label: `${label}累计`, count, conversion: percent === null ? null : `${percent}%` };
          })}
        />
        <div className="grid grid-cols-2 content-start gap-2 sm:grid-cols-1 2xl:grid-cols-2">
          <StatFigure label="签约金额" value={<Amount fen={p.signedFen} />} unit={<UnitWord />} />
          <StatFigure label="累计到位" value={<Amount fen={p.arrivedFen} />} unit={<UnitWord />} />
          <StatFigure label="累计固投" value={<Amount fen={p.investedFen} />} unit={<UnitWord />} />
          <StatFigure
            label={<Light state="late" />}
            value={p.late}
            unit="个"
            note={p.held > 0 ? `搁置 ${p.held} 个，到期待复核的计入滞后` : undefined}
          />
        </div>
      </div>
    </Section>
  );
}

function PeopleSections({ home }: { home: Home }) {
  const people = [
    ...(home.leader ? [{ ...home.leader, label: "链长" }] : []),
    ...home.deputies.map((d) => ({ ...d, label: "副链长" })),
    ...home.leadDepartments.map((name) => ({ name, post: "", label: "主办部门" })),
    ...home.taskForce.map((t) => ({
      ...t,
      label: t.role === "task-force-head" ? "专班组长" : t.role === "liaison" ? "联络员" : "专班成员",
    })),
  ];
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Section title="链长与专班" flush>
        {people.length > 0 ? (
          <ul className="divide-y divide-line">
            {people.map((p) => (
              <li key={`${p.label}${p.name}`} className="flex gap-3 px-3 py-2">
                <span className="w-16 shrink-0 text-sm text-muted">{p.label}</span>
                <span className="min-w-0">
                  {p.name}
                  {p.post ? <span className="block text-sm text-muted">{p.post}</span> : null}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState title="尚未确定链长与专班" />
        )}
      </Section>
      <Section title="链主企业" note={`${home.anchors.length} 家`} flush>
        {home.anchors.length > 0 ? (
          <ul className="divide-y divide-line">
            {home.anchors.map((a) => (
              <li key={a.id} className="px-3 py-2">
                <Link href={`/enterprises/${a.id}`} className="hover:underline">
                  {a.name}
                </Link>
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState title="尚未确定链主企业" />
        )}
      </Section>
    </div>
  );
}
