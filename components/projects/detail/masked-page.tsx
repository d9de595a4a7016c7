"use client";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatAmountWithUnit, NONE } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { Badge } from "@/components/ui/badge";
import type { MaskedCard } from "@/server/contracts/project-card";

const yi = (fen: number) => formatAmountWithUnit(fen, "yi", { trim: true });

/** Size as a tier: 1 亿元以上、不足 5 亿元. The boundary belongs to the tier. */
function tierWords({ tierFromFen, tierToFen }: Pick<MaskedCard, "tierFromFen" | "tierToFen">): string {
  const from = tierFromFen === null ? "" : `${yi(tierFromFen)}以上`;
  const to = tierToFen === null ? "" : `不足 ${yi(tierToFen)}`;
  return [from, to].filter(Boolean).join("、") || NONE;
}

/** A sensitive lead for those who are not named on it: chain, size and first reporter. */
export function MaskedPage({ card }: { card: MaskedCard }) {
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="敏感线索"
        trail={[{ href: "/projects", label: "项目" }]}
        marks={<Badge tone="warn">敏感</Badge>}
      />
      <Section title="可见内容">
        <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-y-1.5">
          <dt className="text-faint">所属产业链</dt>
          <dd>{card.chain ? <ChainDot index={card.chain.hue} name={card.chain.name} /> : "未定"}</dd>
          <dt className="text-faint">投资规模</dt>
          <dd>{tierWords(card)}</dd>
          <dt className="text-faint">首报单位</dt>
          <dd>{card.reportingUnit ?? NONE}</dd>
          <dt className="text-faint">首报日期</dt>
          <dd>{card.firstReportedOn}</dd>
        </dl>
        <p className="mt-3 text-muted">
          这条线索仅对指定人员开放。因工作需要查看的，请向首报单位申请，由其把您加入项目专班后即可查看；每次查看都会留下记录。
        </p>
      </Section>
    </div>
  );
}
