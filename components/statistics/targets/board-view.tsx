"use client";
/** 红黑榜: what is out, what would be signed now, and what was taken back. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DeedDialog } from "@/components/shared/deed-dialog";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatInstant, formatMonth } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useUnit } from "@/components/shared/unit-switch";
import { useRefresh } from "@/components/shared/use-refresh";
import { useCan } from "@/components/shared/viewer";
import { Badge, Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { isAmountIndicator, TARGET_INDICATORS } from "@/server/domain/statistics-columns";
import { BOARD_WORDS, type BoardColour } from "@/server/domain/target-scores";
import { TARGET_GOALS } from "@/server/domain/target-spans";
import { figureText } from "../figure-text";
import type { BoardContent, BoardDesk, TargetDesk } from "../statistics-types";
import { valueWords } from "./target-words";

type Asked = Pick<TargetDesk, "month" | "cut" | "goal" | "indicator">;

export function BoardView({ asked }: { asked: Asked }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.statistics.board.queryOptions(asked));
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-72 w-full" />;
  const { published, draft, differs, withdrawn } = data;
  return (
    <div className="flex flex-col gap-3">
      {published ? <Published board={published} /> : null}
      {draft && !published ? <Draft draft={draft} asked={asked} /> : null}
      {!published && !draft ? (
        <EmptyState title="这一期榜单尚未发布">局长签发后在这里公布；进度表随时可看。</EmptyState>
      ) : null}
      {differs ? (
        <Notice tone="warn">
          按现在的数和目标，榜单会与已发布的不同。已发布的不变；要更正，请先撤回再发布。
        </Notice>
      ) : null}
      <Withdrawn boards={withdrawn} />
    </div>
  );
}

const titleOf = ({ month, indicator, goal }: BoardContent): string =>
  `${formatMonth(month)}${TARGET_INDICATORS[indicator]}红黑榜（${TARGET_GOALS[goal]}）`;

function Published({ board }: { board: NonNullable<BoardDesk["published"]> }) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const publishes = useCan("board:publish");
  const [asking, setAsking] = useState(false);
  return (
    <Section
      title={titleOf(board.content)}
      note={
        <>
          <Badge tone="ok">已发布</Badge> {board.publisher} {formatInstant(new Date(board.publishedAt))} 签发
          {board.content.closedVersion === null
            ? "，签发时本月未关账"
            : `，取自关账第${board.content.closedVersion}版`}
        </>
      }
      actions={publishes ? <Button onClick={() => setAsking(true)}>撤回</Button> : null}
    >
      <Lists content={board.content} />
      {asking ? (
        <DeedDialog
          title="撤回这份榜单？"
          confirm="撤回"
          reason="撤回原因"
          danger
          perform={(reason, requestId) =>
            client.statistics.withdrawBoard.mutate({ requestId, boardId: board.id, reason })
          }
          onDone={() => void refresh()}
          onClose={() => setAsking(false)}
        >
          撤回后其他人不再看到；原件、签发人和撤回原因都留存。
        </DeedDialog>
      ) : null}
    </Section>
  );
}

function Draft({ draft, asked }: { draft: NonNullable<BoardDesk["draft"]>; asked: Asked }) {
  const client = useTRPCClient();
  const refresh = useRefresh();
  const publishes = useCan("board:publish");
  const [asking, setAsking] = useState(false);
  const { content, digest } = draft;
  const open = content.closedVersion === null;
  return (
    <Section
      title={titleOf(content)}
      note={
        <>
          <Badge tone="warn">草稿</Badge> {open ? "本月未关账，数字还会变；" : ""}只有局长和统计可见
        </>
      }
      actions={
        publishes && content.lines.length > 0 ? (
          <Button variant="primary" onClick={() => setAsking(true)}>
            签发榜单
          </Button>
        ) : null
      }
    >
      {content.ranked === 0 ? (
        <EmptyState title="没有可上榜的单位">这项目标尚未下达，或时段还没有开始。</EmptyState>
      ) : (
        <Lists content={content} />
      )}
      {asking ? (
        <DeedDialog
          title={`签发${titleOf(content)}？`}
          confirm="签发并发布"
          perform={(_, requestId) => client.statistics.publishBoard.mutate({ requestId, ...asked, digest })}
          onDone={() => void refresh()}
          onClose={() => setAsking(false)}
        >
          发布后全局可见，名单和数字按此刻固定，以后改目标、补数都不影响它。
          {open ? "本月还没有关账，建议关账后再发布。" : ""}
        </DeedDialog>
      ) : null}
    </Section>
  );
}

function Lists({ content }: { content: BoardContent }) {
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        {(["red", "black"] as const).map((colour) => (
          <List key={colour} colour={colour} content={content} />
        ))}
      </div>
      <p className="mt-3 text-sm text-muted">
        参加排位 {content.ranked} 个，红榜、黑榜各取 {content.size}{" "}
        名：红榜须完成率达到序时，黑榜须落后于序时，达到序时的不上黑榜；没有目标的不排位。
      </p>
    </>
  );
}

const EMPTY: Record<BoardColour, string> = {
  red: "没有达到序时的单位，红榜空缺。",
  black: "没有落后于序时的单位，黑榜空缺。",
};

function List({ colour, content }: { colour: BoardColour; content: BoardContent }) {
  const { unit } = useUnit();
  const lines = content.lines.filter((line) => line.colour === colour);
  const amount = isAmountIndicator(content.indicator);
  return (
    <section aria-label={BOARD_WORDS[colour]} className="rounded-md border border-line">
      <h3
        className={
          colour === "red"
            ? "border-b border-line bg-late-soft px-3 py-1.5 font-semibold text-late"
            : "border-b border-line bg-ink px-3 py-1.5 font-semibold text-surface print:text-ink"
        }
      >
        {BOARD_WORDS[colour]}
      </h3>
      {lines.length === 0 ? <p className="px-3 py-3 text-muted">{EMPTY[colour]}</p> : null}
      <ol>
        {lines.map((line) => (
          <li
            key={line.key}
            className="flex flex-wrap items-baseline gap-x-3 border-t border-line px-3 py-2 first:border-t-0"
          >
            <span className="w-14 text-sm text-muted">第 {line.place} 位</span>
            <span className="min-w-0 flex-1 font-medium">{line.name}</span>
            <span className="tabular-nums">{line.completion}%</span>
            <span className="w-full pl-17 text-sm text-muted tabular-nums">
              {amount
                ? `${valueWords(content.indicator, line.actual, unit)} / ${valueWords(content.indicator, line.target, unit)}`
                : `${line.actual} / ${line.target} 个`}
              ，{Number(line.lead) < 0 ? "欠" : "超"}序时{" "}
              {figureText("percent", line.lead.replace("-", ""), unit)} 个百分点
              {line.score ? `，得分 ${line.score}` : ""}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const Withdrawn = ({ boards }: { boards: BoardDesk["withdrawn"] }) =>
  boards.length === 0 ? null : (
    <Section title="撤回记录" flush className="no-print">
      <ul>
        {boards.map((board) => (
          <li key={board.id} className="border-t border-line px-3 py-2 first:border-t-0">
            {board.publisher} {formatInstant(new Date(board.publishedAt))} 签发，{board.withdrawer}{" "}
            {formatInstant(new Date(board.withdrawnAt))} 撤回：{board.reason}
          </li>
        ))}
      </ul>
    </Section>
  );
