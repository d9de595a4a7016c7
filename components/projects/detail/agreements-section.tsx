"use client";
import { EmptyState } from "@/components/shared/empty-state";
import { formatMonth, NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import { Badge } from "@/components/ui/badge";
import type { AgreementEntry, OpenCard } from "@/server/contracts/project-card";
import { EntryStatus } from "./entry-status";

const KIND: Record<AgreementEntry["kind"], string> = {
  framework: "框架协议",
  contract: "正式合同",
  supplement: "补充协议",
};

/** 协议: framework, contract and supplements, each kind on its own; they are never added together. */
export function AgreementsSection({ card }: { card: OpenCard }) {
  const { agreements } = card;
  if (agreements.length === 0) {
    return (
      <Section title="协议">
        <EmptyState title="还没有协议" className="py-6!">
          框架协议和正式签约通过审核后，自动记入这里。
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section title="协议" flush>
      <div className="thin-scroll overflow-x-auto">
        <table className="w-full min-w-[36rem]">
          <thead>
            <tr className="border-b border-line bg-sunken text-left text-sm text-muted">
              <th className="px-3 py-1.5 font-medium">种类</th>
              <th className="px-2 py-1.5 font-medium">签订日期</th>
              <th className="px-2 py-1.5 text-right font-medium">
                金额（
                <UnitWord />）
              </th>
              <th className="px-2 py-1.5 font-medium">文本编号</th>
              <th className="px-2 py-1.5 font-medium">有效期至</th>
              <th className="px-2 py-1.5 font-medium">统计月</th>
              <th className="px-3 py-1.5 font-medium">状态</th>
            </tr>
          </thead>
          <tbody>
            {agreements.map((row) => (
              <tr key={row.id} className="border-b border-line last:border-b-0">
                <td className="px-3 py-1.5">
                  {KIND[row.kind]} {row.opening ? <Badge>期初</Badge> : null}
                  {row.event ? <span className="block text-sm text-faint">{row.event}</span> : null}
                </td>
                <td className="px-2 py-1.5 whitespace-nowrap">{row.signedOn}</td>
                <td className="figure px-2 py-1.5">
                  <Amount fen={row.amountFen} />
                </td>
                <td className="px-2 py-1.5">{row.documentNumber || NONE}</td>
                <td className="px-2 py-1.5 whitespace-nowrap">{row.validUntil ?? NONE}</td>
                <td className="px-2 py-1.5 whitespace-nowrap">{formatMonth(row.statMonth)}</td>
                <td className="px-3 py-1.5">
                  <EntryStatus status={row.status} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
