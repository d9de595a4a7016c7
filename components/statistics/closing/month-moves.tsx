"use client";
/** The statistician's presses that move a month to its next state, or back one with a reason. */
import { useState } from "react";
import { DeedDialog } from "@/components/shared/deed-dialog";
import { formatMonth } from "@/components/shared/format";
import { useTRPCClient } from "@/components/shared/trpc";
import { useCan } from "@/components/shared/viewer";
import { Button } from "@/components/ui/button";
import type { MonthDesk } from "@/server/contracts/month-close";
import { goesBack, MOVES, type MonthState } from "@/server/domain/month-close";
import { MONTH_STATES } from "@/server/domain/month-states";

const FORWARD_WORDS: Partial<Record<MonthState, { verb: string; follows: string }>> = {
  cutoff: { verb: "填报截止", follows: "各单位会看到本月已截止。可以退回开放。" },
  review: { verb: "进入审核", follows: "统计与局长可以签署关账。可以退回截止。" },
  reported: { verb: "标为已上报", follows: "表示本月数字已报上级。" },
};

export function MonthMoves({ desk }: { desk: MonthDesk }) {
  const may = useCan("month:move");
  const client = useTRPCClient();
  const [to, setTo] = useState<MonthState | null>(null);
  if (!may) return null;
  const { month, state } = desk;
  const back = to !== null && goesBack(state, to);
  return (
    <>
      {MOVES[state].map((next) => (
        <Button
          key={next}
          variant={goesBack(state, next) ? "secondary" : "primary"}
          onClick={() => setTo(next)}
        >
          {goesBack(state, next) ? `退回${MONTH_STATES[next]}` : FORWARD_WORDS[next]?.verb}
        </Button>
      ))}
      {to === null ? null : (
        <DeedDialog
          title={`${formatMonth(month)}：${back ? `退回${MONTH_STATES[to]}` : FORWARD_WORDS[to]?.verb}？`}
          confirm={back ? `退回${MONTH_STATES[to]}` : (FORWARD_WORDS[to]?.verb ?? "")}
          reason={back ? "原因" : undefined}
          perform={(reason) => client.statistics.move.mutate({ month, from: state, to, reason })}
          onClose={() => setTo(null)}
        >
          {back ? "已有的签署随之作废，需要重新签署。" : FORWARD_WORDS[to]?.follows}
        </DeedDialog>
      )}
    </>
  );
}
