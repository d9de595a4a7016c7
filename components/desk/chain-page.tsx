"use client";
/** 链长一页纸, for the phone first: red lights, what changed, funnel and target of the own chains. */
import Link from "next/link";
import { ChainDot, chainColor } from "@/components/shared/chain-dot";
import { CountHead } from "@/components/shared/count-head";
import { formatAmountWithUnit, formatDay, formatPercent, formatPoints } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { Amount, useUnit } from "@/components/shared/unit-switch";
import { DeskSectionCard } from "./desk-lines";
import type { ChainPage } from "./desk-types";

type LedChain = ChainPage["chains"][number];

export function ChainOnePage({ page }: { page: ChainPage }) {
  return (
    <div className="grid items-start gap-3 lg:grid-cols-2">
      <DeskSectionCard section={page.red} first={4} />
      <Changes page={page} />
      {page.chains.map((chain) => (
        <ChainCard key={chain.id} chain={chain} />
      ))}
    </div>
  );
}

function Changes({ page }: { page: ChainPage }) {
  const { changes, since } = page;
  const { unit } = useUnit();
  const money = (fen: number) => formatAmountWithUnit(fen, unit, { signed: true, trim: true });
  const words = [
    changes.leads > 0 ? `新增线索 ${changes.leads}` : "",
    changes.advanced > 0 ? `推进 ${changes.advanced}` : "",
    changes.arrivedFen !== 0 ? `到位 ${money(changes.arrivedFen)}` : "",
    changes.investedFen !== 0 ? `固投 ${money(changes.investedFen)}` : "",
    changes.left > 0 ? `离开主线 ${changes.left}` : "",
  ].filter(Boolean);
  return (
    <Section title="变化" note={`自 ${formatDay(since, "words")} 以来`} flush>
      <p className={words.length > 0 ? "px-3 py-2 font-medium" : "px-3 py-2 text-muted"}>
        {words.length > 0 ? words.join(" · ") : "没有新增、推进、到位和固投"}
      </p>
      <ul className="divide-y divide-line border-t border-line">
        {changes.lines.map((line) => (
          <li key={line.key}>
            <Link
              href={`/projects/${line.projectId}`}
              className="flex min-h-10 items-center gap-3 px-3 py-1.5 hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <span className="w-12 shrink-0 text-sm text-faint tabular-nums">
                {formatDay(line.on, "near")}
              </span>
              <span className="min-w-0 flex-1 truncate">{line.name}</span>
              <span className="shrink-0 text-sm text-muted tabular-nums">
                {line.what}
                {line.amountFen === null ? "" : ` ${money(line.amountFen)}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const percentOf = (value: LedChain["completion"]): number => Math.min(100, Math.max(0, Number(value ?? 0)));

function ChainCard({ chain }: { chain: LedChain }) {
  const lead =
    chain.lead === null
      ? ""
      : Number(chain.lead) < 0
        ? `欠序时 ${formatPoints(String(chain.lead).replace("-", ""))}`
        : `超序时 ${formatPoints(String(chain.lead))}`;
  return (
    <Section
      title={<ChainDot index={chain.hue} name={chain.name} />}
      actions={
        <Link href={`/chains/${chain.id}`} className="text-sm text-accent hover:underline">
          产业链主页
        </Link>
      }
    >
      <ol aria-label={`${chain.name}漏斗`} className="flex items-center justify-between gap-1">
        {chain.funnel.map((step, at) => (
          <li key={step.id} className="flex items-center gap-1">
            {at > 0 ? (
              <span aria-hidden className="px-1 text-faint">
                →
              </span>
            ) : null}
            <span className="text-center">
              <span className="block text-xl font-semibold tabular-nums">{step.count}</span>
              <span className="block text-sm text-muted">
                <CountHead label={step.label} kind="reached" />
              </span>
            </span>
          </li>
        ))}
      </ol>
      <dl className="mt-3 flex flex-wrap gap-x-4 gap-y-1 border-t border-line pt-2">
        <div className="flex gap-1.5">
          <dt className="text-muted">签约金额</dt>
          <dd className="font-medium">
            <Amount fen={chain.signedFen} trim withUnit />
          </dd>
        </div>
        <div className="flex gap-1.5">
          <dt className="text-muted">省外内资完成年度目标</dt>
          <dd className="font-medium tabular-nums">
            {formatPercent(chain.completion === null ? null : String(chain.completion))}
          </dd>
          {lead ? <dd className={Number(chain.lead) < 0 ? "text-late" : "text-ok"}>{lead}</dd> : null}
        </div>
      </dl>
      {chain.completion === null ? null : (
        <div aria-hidden className="mt-2 h-2 overflow-hidden rounded-xs bg-sunken">
          <div
            className="h-full"
            style={{ width: `${percentOf(chain.completion)}%`, background: chainColor(chain.hue) }}
          />
        </div>
      )}
    </Section>
  );
}
