"use client";
/** A closed month that would say something else today: what differs, and the two signatures that restate it. */
import { useState } from "react";
import { DeedDialog } from "@/components/shared/deed-dialog";
import { formatMonth } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPCClient } from "@/components/shared/trpc";
import { useViewer } from "@/components/shared/viewer";
import { Button } from "@/components/ui/button";
import type { MonthDesk } from "@/server/contracts/month-close";
import { SIGNING_PART_NAMES, SIGNING_PARTS, signingPartOf } from "@/server/domain/month-close";
import { LaterCorrections } from "./later-corrections";
import { Signatures } from "./signing-panel";
import { VersionDifference } from "./version-difference";

export function RestatingPanel({ desk, version }: { desk: MonthDesk; version: number }) {
  const viewer = useViewer();
  const client = useTRPCClient();
  const [asking, setAsking] = useState(false);
  const mine = signingPartOf(viewer.role);
  const { month, figures, signatures } = desk;
  const span = desk.closes.find((c) => c.month === month);
  const signed = (part: string) => signatures.some((s) => s.part === part && s.valid);
  const last = SIGNING_PART_NAMES.every((part) => part === mine || signed(part));
  return (
    <Section
      title="关账后的变化"
      note="已自动作为调整计入其后第一个开放的月份"
      actions={
        mine !== null && !signed(mine) ? (
          <Button variant={last ? "primary" : "secondary"} onClick={() => setAsking(true)}>
            以{SIGNING_PARTS[mine]}签署重述
          </Button>
        ) : null
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-muted">
          一般不需要处理。上级要求重报本月时，由统计与局长签署重述：本月和以后已关账的月份各存一个新版，原版仍可查看和打印。
        </p>
        {signatures.length > 0 ? <Signatures signatures={signatures} /> : null}
        <VersionDifference month={month} from={version} to={null}>
          <LaterCorrections corrections={desk.corrections} beside />
        </VersionDifference>
      </div>
      {asking ? (
        <DeedDialog
          title={`${last ? "签署并重述" : "签署重述"}：${formatMonth(month)}？`}
          confirm={last ? "签署并重述" : "签署重述"}
          danger={last}
          reason="重述的理由"
          perform={(reason) => client.statistics.restate.mutate({ month, figures: figures ?? "", reason })}
          onClose={() => setAsking(false)}
        >
          {span && span.firstMonth !== span.month
            ? `${formatMonth(span.firstMonth)}至${formatMonth(span.month)}是一次关账的，将一并重述。`
            : ""}
          {last
            ? "您是第二个签署的人，签署后立即存新版，不能撤回。"
            : "表示您已核对上面的变化，并同意重述。另一方签署后生效。"}
        </DeedDialog>
      ) : null}
    </Section>
  );
}
