"use client";
/** 产业链: all chains side by side, grouped by category, with their people and their pipeline. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ChainDot } from "@/components/shared/chain-dot";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount, NONE } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import { Skeleton } from "@/components/ui/skeleton";
import type { ChainLine, ChainPipeline } from "./chain-types";

const STEPS: { key: keyof ChainPipeline; label: string; title: string }[] = [
  { key: "lead", label: "线索", title: "现处线索阶段" },
  { key: "negotiation", label: "在谈", title: "现处在谈阶段" },
  { key: "framework", label: "框架", title: "现处框架协议阶段" },
  { key: "signed", label: "签约", title: "已正式签约（含已开工、投产）" },
  { key: "started", label: "开工", title: "已开工（含在建、投产）" },
  { key: "registered", label: "纳统", title: "已纳统（含在建、投产）" },
  { key: "producing", label: "投产", title: "已投产" },
  { key: "late", label: "红灯", title: "■ 滞后的项目" },
];

export function ChainList() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.chain.overview.queryOptions());
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  const categories = [...new Set((data?.chains ?? []).map((c) => c.category))];
  return (
    <>
      <PageHeader title="产业链" note="链长牵头 + 工作专班 + 主办部门；数字为当前在册，不含终止、流失" />
      {data ? (
        <div className="flex flex-col gap-4">
          {categories.map((category) => (
            <Section
              key={category}
              flush
              title={category ? `${category}产业链` : "其他产业链"}
              note={`${data.chains.filter((c) => c.category === category).length} 条`}
            >
              <ChainTable chains={data.chains.filter((c) => c.category === category)} />
            </Section>
          ))}
          {data.others.signed + data.others.lead + data.others.negotiation > 0 ? (
            <p className="text-sm text-muted">
              另有未归链项目：线索 {data.others.lead}、在谈 {data.others.negotiation}、签约{" "}
              {data.others.signed} 个。
            </p>
          ) : null}
        </div>
      ) : (
        <Skeleton className="h-96 w-full" />
      )}
    </>
  );
}

function ChainTable({ chains }: { chains: ChainLine[] }) {
  return (
    <>
      <div className="hidden overflow-x-auto md:block">
        <table className="w-full border-collapse text-left">
          <thead className="bg-sunken text-sm text-muted">
            <tr className="h-9">
              <th scope="col" className="px-3 font-medium">
                产业链
              </th>
              <th scope="col" className="px-3 font-medium">
                链长
              </th>
              <th scope="col" className="px-3 font-medium">
                主办部门
              </th>
              {STEPS.map((s) => (
                <th key={s.key} scope="col" title={s.title} className="px-2 text-right font-medium">
                  {s.label}
                </th>
              ))}
              <th scope="col" className="px-3 text-right font-medium">
                签约金额（
                <UnitWord />）
              </th>
              <th scope="col" className="px-3 text-right font-medium">
                累计到位（
                <UnitWord />）
              </th>
              <th scope="col" className="px-3 text-right font-medium">
                累计固投（
                <UnitWord />）
              </th>
            </tr>
          </thead>
          <tbody>
            {chains.map((c) => (
              <tr key={c.id} className="h-10 border-t border-line hover:bg-sunken">
                <th scope="row" className="px-3 font-medium whitespace-nowrap">
                  <Link href={`/chains/${c.id}`} className="hover:underline">
                    <ChainDot index={c.hue} name={c.name} />
                  </Link>
                </th>
                <td className="px-3 whitespace-nowrap" title={c.leader?.post}>
                  {c.leader?.name ?? NONE}
                </td>
                <td className="px-3 whitespace-nowrap text-muted">{c.leadDepartments.join("、") || NONE}</td>
                {STEPS.map((s) => (
                  <td
                    key={s.key}
                    className={`px-2 text-right tabular-nums ${s.key === "late" && c.pipeline.late > 0 ? "text-late" : ""}`}
                  >
                    {formatCount(c.pipeline[s.key])}
                  </td>
                ))}
                <td className="px-3 text-right">
                  <Amount fen={c.pipeline.signedFen} />
                </td>
                <td className="px-3 text-right">
                  <Amount fen={c.pipeline.arrivedFen} />
                </td>
                <td className="px-3 text-right">
                  <Amount fen={c.pipeline.investedFen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="divide-y divide-line md:hidden">
        {chains.map((c) => (
          <li key={c.id}>
            <Link href={`/chains/${c.id}`} className="block px-3 py-2.5">
              <span className="flex items-center justify-between gap-2 font-medium">
                <ChainDot index={c.hue} name={c.name} />
                <span className="text-sm text-muted">{c.leader?.name ?? NONE}</span>
              </span>
              <span className="mt-1 block text-sm text-muted">
                线索 {c.pipeline.lead} → 在谈 {c.pipeline.negotiation} → 签约 {c.pipeline.signed} → 开工{" "}
                {c.pipeline.started}
                {c.pipeline.late > 0 ? <span className="text-late"> · ■ {c.pipeline.late}</span> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
