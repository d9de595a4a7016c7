"use client";
import { Section } from "@/components/shared/section";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import { Notice } from "@/components/ui/badge";
import type { OpenCard } from "@/server/contracts/project-card";

/** Every amount a project has, side by side: none ever overwrites another. */
export function AmountsPanel({ card }: { card: OpenCard }) {
  const { basics, amounts, doubts } = card;
  const rows: [label: string, fen: number | null, note?: string][] = [
    ["意向投资额", basics.intendedFen],
    ["框架协议金额", amounts.frameworkFen],
    ["合同金额", amounts.contractFen],
    ["计划总投资", basics.plannedTotalFen],
    ["其中：固定资产投资", basics.plannedFixedFen],
    ["约定省外资金", basics.agreedOutsideFen],
    ["备案总投资", basics.filedTotalFen],
    ["年度计划投资", basics.yearPlanFen],
    ["累计到位", amounts.arrivedFen || null, "已审核"],
    ["累计固投", amounts.investedFen || null, "统计数"],
  ];
  return (
    <Section title="金额" note={<UnitWord />}>
      <dl className="flex flex-col gap-1">
        {rows.map(([label, fen, note]) => (
          <div key={label} className="flex items-baseline justify-between gap-2">
            <dt className="text-muted">
              {label}
              {note ? <span className="ml-1 text-xs text-faint">{note}</span> : null}
            </dt>
            <dd className="font-medium">
              <Amount fen={fen} />
            </dd>
          </div>
        ))}
      </dl>
      {doubts.length > 0 ? (
        <Notice tone="warn" className="mt-3">
          <ul>
            {doubts.map((doubt) => (
              <li key={doubt}>▲ {doubt}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </Section>
  );
}
