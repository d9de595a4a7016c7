"use client";
/** The two signatures: who has signed, whether the figures are still the same, and the button of whoever may sign now. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DeedDialog } from "@/components/shared/deed-dialog";
import { formatAmountWithUnit, formatInstant, formatMonth } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useViewer } from "@/components/shared/viewer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { MonthDesk } from "@/server/contracts/month-close";
import {
  forbidsClosing,
  SIGNING_PART_NAMES,
  SIGNING_PARTS,
  signingPartOf,
} from "@/server/domain/month-close";
import type { StatMonth } from "@/server/domain/periods";

/** Why nobody can sign yet; null when signing is open. */
function hurdle({ state, ended, next, hindrances }: MonthDesk): string | null {
  if (!ended) return "本月还没有结束";
  if (next !== null) return `请按月关账，下一个该关的是${formatMonth(next)}`;
  if (state !== "review") return "进入审核后可以签署";
  return forbidsClosing(hindrances) ? "检查有错误，改正后才能签署" : null;
}

export function SigningPanel({ desk }: { desk: MonthDesk }) {
  const viewer = useViewer();
  const client = useTRPCClient();
  const [asking, setAsking] = useState(false);
  const mine = signingPartOf(viewer.role);
  const why = hurdle(desk);
  const { month, figures, hindrances } = desk;
  const signed = (part: string) => desk.signatures.find((s) => s.part === part);
  const done = mine !== null && signed(mine)?.valid === true;
  const last = SIGNING_PART_NAMES.every((part) => part === mine || signed(part)?.valid === true);
  return (
    <Section
      title="签署"
      note={figures === null ? undefined : `数字校验码 ${figures.slice(0, 8)}`}
      actions={
        mine !== null && why === null && !done ? (
          <Button variant="primary" onClick={() => setAsking(true)}>
            以{SIGNING_PARTS[mine]}签署
          </Button>
        ) : null
      }
    >
      {why === null ? <SignedFigures month={month} /> : null}
      <Signatures signatures={desk.signatures} />
      {why === null ? null : <p className="mt-2 text-sm text-muted">{why}。</p>}
      {asking ? (
        <DeedDialog
          title={last ? `签署并关账：${formatMonth(month)}？` : `签署${formatMonth(month)}？`}
          confirm={last ? "签署并关账" : "签署"}
          danger={last}
          reason={hindrances.length > 0 ? "照常关账的理由" : undefined}
          perform={(reason) => client.statistics.sign.mutate({ month, figures: figures ?? "", reason })}
          onClose={() => setAsking(false)}
        >
          {last
            ? "您是第二个签署的人，签署后立即关账，不能撤回。请先核对月报。"
            : "表示您已核对本月月报的数字。另一方签署同一组数字后关账；数字如有变化，需要重新签署。"}
          {desk.closes.length === 0 ? "这是首次关账，以前各月一并存档。" : ""}
          {hindrances.length > 0 ? `还有 ${hindrances.length} 项提醒没有处理。` : ""}
        </DeedDialog>
      ) : null}
    </Section>
  );
}

/** The figures that are signed, as far as one line holds them; the whole report is a click away. */
const HEADLINES = [
  ["signedYearCount", "签约项目累计", "个"],
  ["signedYearFen", "签约金额", ""],
  ["frameworkYearCount", "框架协议", "个"],
  ["outsideYearFen", "省外内资到位", ""],
  ["startedYearCount", "新开工", "个"],
  ["investmentYearFen", "固定资产投资", ""],
] as const;

function SignedFigures({ month }: { month: StatMonth }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.statistics.month.queryOptions({ month, cut: "chain", indicator: "outsideFen" }),
  );
  const total = data?.rows.find((row) => row.kind === "total");
  if (!total) return <Skeleton className="mb-3 h-10 w-full" />;
  return (
    <dl className="mb-3 flex flex-wrap gap-x-6 gap-y-1">
      {HEADLINES.map(([column, label, unit]) => {
        const value = Number(total.values[column] ?? 0);
        return (
          <div key={column} className="flex items-baseline gap-1.5">
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="font-semibold tabular-nums">
              {unit === "" ? formatAmountWithUnit(value, "yi") : `${value} ${unit}`}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Both parts: who has signed and when, and whether the figures have moved since. */
export const Signatures = ({ signatures }: Pick<MonthDesk, "signatures">) => (
  <ul className="grid gap-2 sm:grid-cols-2">
    {SIGNING_PART_NAMES.map((part) => {
      const signature = signatures.find((s) => s.part === part);
      return (
        <li key={part} className="flex flex-wrap items-center gap-2 rounded-md border border-line px-3 py-2">
          <span className="font-medium">{SIGNING_PARTS[part]}</span>
          {signature ? (
            <>
              <span>{signature.name}</span>
              <span className="text-sm text-muted">{formatInstant(new Date(signature.signedAt))}</span>
              <Badge tone={signature.valid ? "ok" : "late"}>
                {signature.valid ? "已签署" : "签后数字有变，需重签"}
              </Badge>
              {signature.reason ? (
                <span className="w-full text-sm text-muted">{signature.reason}</span>
              ) : null}
            </>
          ) : (
            <span className="text-muted">待签署</span>
          )}
        </li>
      );
    })}
  </ul>
);
