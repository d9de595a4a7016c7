"use client";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { type ReactNode, useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatMonth, NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { OpenCard } from "@/server/contracts/project-card";
import type { ArrivalEntry, InvestmentEntry } from "@/server/contracts/project-money";
import { shortPlace } from "@/server/domain/places";
import { EntryStatus } from "./entry-status";

const SHOWN_AT_FIRST = 6;

/** 资金与固投: what came in and what was built, with the state of approval. Entered in the ledger, read here. */
export function MoneySection({ card }: { card: OpenCard }) {
  const trpc = useTRPC();
  const asked = useQuery(trpc.project.money.queryOptions({ id: card.id }));
  const money = asked.data;
  const toLedger = (
    <ButtonLink size="sm" href={`/ledger?project=${card.id}`}>
      {card.rights.draftEntries ? "到台账填报" : "查看台账"}
    </ButtonLink>
  );
  return (
    <Section title="资金与固投" note={<UnitWord />} actions={toLedger} flush>
      {asked.error ? <FailureState error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {!money && !asked.error ? <SkeletonLines lines={4} className="p-3" /> : null}
      {money && money.arrivals.length + money.investments.length === 0 ? (
        <EmptyState title="还没有到位资金和固定资产投资" className="py-6!">
          签约后登记到位资金，开工后按月填报固定资产投资；审核通过的才计入统计。
        </EmptyState>
      ) : null}
      {money && money.arrivals.length > 0 ? <Arrivals rows={money.arrivals} /> : null}
      {money && money.investments.length > 0 ? <Investments rows={money.investments} /> : null}
    </Section>
  );
}

function useShortened<Row>(rows: readonly Row[]) {
  const [all, setAll] = useState(false);
  const rest = rows.length - SHOWN_AT_FIRST;
  const more =
    rest > 0 && !all ? (
      <Button variant="ghost" size="sm" className="m-1" onClick={() => setAll(true)}>
        还有 {rest} 笔
      </Button>
    ) : null;
  return { shown: all ? rows : rows.slice(0, SHOWN_AT_FIRST), more };
}

interface FrameProps {
  title: string;
  heads: readonly { label: string; right?: boolean }[];
  more: ReactNode;
  children: ReactNode;
}

function Frame({ title, heads, more, children }: FrameProps) {
  return (
    <div className="border-t border-line first:border-t-0">
      <h3 className="px-3 pt-2 pb-1 text-sm font-semibold text-muted">{title}</h3>
      <div className="thin-scroll overflow-x-auto">
        <table className="w-full min-w-[36rem]">
          <thead>
            <tr className="border-y border-line bg-sunken text-left text-sm text-muted">
              {heads.map((head) => (
                <th
                  key={head.label}
                  className={clsx("px-2 py-1.5 font-medium first:pl-3 last:pr-3", head.right && "text-right")}
                >
                  {head.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
      {more}
    </div>
  );
}

const CELL = "px-2 py-1.5 first:pl-3 last:pr-3";
const ROW = "border-b border-line last:border-b-0";
const Marks = ({ row }: { row: ArrivalEntry | InvestmentEntry }) => (
  <>
    {row.opening ? <Badge>期初</Badge> : null} {row.correctionOfId ? <Badge tone="warn">更正</Badge> : null}
  </>
);

function Arrivals({ rows }: { rows: readonly ArrivalEntry[] }) {
  const { shown, more } = useShortened(rows);
  return (
    <Frame
      title="到位资金"
      more={more}
      heads={[
        { label: "到位日期" },
        { label: "金额", right: true },
        { label: "出资方" },
        { label: "来源" },
        { label: "凭证号" },
        { label: "统计月" },
        { label: "状态" },
      ]}
    >
      {shown.map((row) => (
        <tr key={row.id} className={ROW}>
          <td className={clsx(CELL, "whitespace-nowrap")}>
            {row.arrivedOn} <Marks row={row} />
          </td>
          <td className={clsx(CELL, "figure")}>
            <Amount fen={row.amountFen} />
          </td>
          <td className={CELL}>{row.payerName || NONE}</td>
          <td className={clsx(CELL, "whitespace-nowrap")}>{shortPlace(row.sourceProvince) || NONE}</td>
          <td className={CELL}>{row.voucherNumber || NONE}</td>
          <td className={clsx(CELL, "whitespace-nowrap")}>{formatMonth(row.statMonth)}</td>
          <td className={CELL}>
            <EntryStatus status={row.status} />
          </td>
        </tr>
      ))}
    </Frame>
  );
}

function Investments({ rows }: { rows: readonly InvestmentEntry[] }) {
  const { shown, more } = useShortened(rows);
  const parts = ["constructionFen", "installationFen", "equipmentFen", "otherFen"] as const;
  return (
    <Frame
      title="固定资产投资"
      more={more}
      heads={[
        { label: "月份" },
        { label: "口径" },
        { label: "建筑", right: true },
        { label: "安装", right: true },
        { label: "设备", right: true },
        { label: "其他", right: true },
        { label: "合计", right: true },
        { label: "状态" },
      ]}
    >
      {shown.map((row) => (
        <tr key={row.id} className={ROW}>
          <td className={clsx(CELL, "whitespace-nowrap")}>
            {formatMonth(row.month)} <Marks row={row} />
          </td>
          <td className={clsx(CELL, "whitespace-nowrap")}>
            {row.basis === "official" ? "统计数" : "调度数"}
          </td>
          {parts.map((part) => (
            <td key={part} className={clsx(CELL, "figure text-muted")}>
              <Amount fen={row[part]} />
            </td>
          ))}
          <td className={clsx(CELL, "figure")}>
            <Amount fen={row.totalFen} />
          </td>
          <td className={CELL}>
            <EntryStatus status={row.status} />
          </td>
        </tr>
      ))}
    </Frame>
  );
}
