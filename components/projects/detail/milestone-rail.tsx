"use client";
import clsx from "clsx";
import { ChangeList } from "@/components/shared/change-text";
import { formatInstant, formatMonth, NONE } from "@/components/shared/format";
import { Popover } from "@/components/ui/popover";
import type { MilestoneEntry, OpenCard } from "@/server/contracts/project-card";
import { MILESTONE_NAME } from "@/server/domain/milestones";
import { type RailStop, railOf, type StopState } from "./rail-model";

const DOT: Record<StopState, string> = {
  done: "border-accent-fill bg-accent-fill",
  pending: "border-accent bg-surface",
  returned: "border-late bg-surface",
  ahead: "border-line-strong bg-surface",
};
const WORD: Record<StopState, string | null> = {
  done: null,
  pending: "待审核",
  returned: "已退回",
  ahead: null,
};

/** The main line with its dates and the days between. Along the top; down the side on a phone. */
export function MilestoneRail({ card }: { card: OpenCard }) {
  const steps = railOf(card.milestones);
  const reached = steps.findLastIndex((stops) => stops.some((s) => s.state === "done"));
  return (
    <section
      aria-label="项目历程"
      className="thin-scroll overflow-x-auto rounded-md border border-line bg-surface px-3 py-3"
    >
      <ol className="flex flex-col lg:flex-row">
        {steps.map((stops, index) => (
          <li
            key={stops[0]?.kind}
            className={clsx(
              "relative min-w-0 pb-3 lg:flex-1 lg:pb-0",
              stops.length > 1 ? "lg:min-w-[15rem]" : "lg:min-w-[5.25rem]",
              // A phone shows what has happened and what comes next; the rest of the way would fill its screen.
              index > reached + 1 && "max-lg:hidden",
              index < steps.length - 1 && LINE,
              index < reached ? "before:bg-accent-fill" : "before:bg-line-strong",
            )}
          >
            {stops.length === 1 && stops[0] ? (
              <Stop stop={stops[0]} current={stops[0].kind === card.stage} />
            ) : (
              <Parallel stops={stops} card={card} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The line to the next step: downwards on a phone, to the right elsewhere. */
const LINE =
  "before:absolute before:top-3 before:bottom-[-10px] before:left-[5px] before:w-px lg:before:top-[6px] lg:before:right-0 lg:before:bottom-auto lg:before:left-0 lg:before:h-px lg:before:w-auto";

function Dot({ state, small }: { state: StopState; small?: boolean }) {
  return (
    <span
      aria-hidden
      className={clsx("relative shrink-0 rounded-full border-2", DOT[state], small ? "size-2" : "size-3")}
    />
  );
}

function Stop({ stop, current }: { stop: RailStop; current: boolean }) {
  return (
    <div className="flex gap-3 lg:flex-col lg:gap-1.5">
      <span className="flex h-[21px] items-center lg:h-3">
        <Dot state={stop.state} />
      </span>
      <div className="flex flex-wrap items-baseline gap-x-2 lg:block">
        <StopName stop={stop} current={current} />
        <StopDay stop={stop} />
      </div>
    </div>
  );
}

function Parallel({ stops, card }: { stops: RailStop[]; card: OpenCard }) {
  return (
    <div className="ml-[-1px] lg:ml-0">
      <span
        aria-hidden
        className="relative hidden size-3 rotate-45 border border-line-strong bg-surface lg:block"
      />
      <ul
        aria-label="可同时办理，不分先后"
        className="ml-6 flex flex-col gap-0.5 border-l border-line pl-2.5 lg:mt-1.5 lg:ml-0"
      >
        {stops.map((stop) => (
          <li key={stop.kind} className="flex flex-wrap items-center gap-x-2 lg:flex-nowrap">
            <Dot state={stop.state} small />
            <StopName stop={stop} current={stop.kind === card.stage} />
            <StopDay stop={stop} inline />
          </li>
        ))}
      </ul>
    </div>
  );
}

function StopName({ stop, current }: { stop: RailStop; current: boolean }) {
  const name = MILESTONE_NAME[stop.kind];
  const look = clsx(
    "text-left",
    stop.state === "ahead" ? "text-faint" : "text-ink",
    current && "font-semibold text-accent",
  );
  if (!stop.entry) return <span className={look}>{name}</span>;
  return (
    <Popover
      label={`${name}的记录`}
      className="max-w-80"
      trigger={
        <button
          type="button"
          aria-current={current ? "step" : undefined}
          className={clsx(
            look,
            "rounded-xs underline decoration-line-strong decoration-1 underline-offset-4 hover:decoration-accent",
          )}
        >
          {name}
        </button>
      }
    >
      <EntryStory entry={stop.entry} />
    </Popover>
  );
}

const dayWords = (entry: MilestoneEntry): string => (entry.undated ? "日期不详" : entry.occurredOn);

function StopDay({ stop, inline }: { stop: RailStop; inline?: boolean }) {
  const { entry, state, days } = stop;
  if (!entry) return inline ? <span className="text-sm text-faint">{NONE}</span> : null;
  const word = WORD[state];
  return (
    <>
      <span className={clsx("text-sm whitespace-nowrap text-muted", !inline && "lg:block")}>
        {dayWords(entry)}
      </span>
      {word ? (
        <span
          className={clsx(
            "text-sm whitespace-nowrap",
            !inline && "lg:block",
            state === "returned" ? "text-late" : "text-accent",
          )}
        >
          {word}
        </span>
      ) : days !== null && !entry.undated ? (
        <span className={clsx("text-xs whitespace-nowrap text-faint", !inline && "lg:block")}>
          {days === 0 ? "当天" : days < 0 ? `早 ${-days} 天` : `隔 ${days} 天`}
        </span>
      ) : null}
    </>
  );
}

/** Who reported it and who approved it, when, and what it says. */
function EntryStory({ entry }: { entry: MilestoneEntry }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">
        {MILESTONE_NAME[entry.kind]} · {dayWords(entry)}
      </p>
      <p className="text-sm text-muted">
        {entry.recordedBy ?? "系统"} 于 {formatInstant(new Date(entry.recordedAt))}{" "}
        {entry.imported ? "导入" : "报送"}
      </p>
      {entry.approvedAt && entry.kind !== "lead" && !entry.imported ? (
        <p className="text-sm text-muted">
          {entry.approvedBy ?? "系统"} 于 {formatInstant(new Date(entry.approvedAt))} 通过
          {entry.statMonth ? ` · 计入 ${formatMonth(entry.statMonth)}` : ""}
        </p>
      ) : null}
      {entry.status === "returned" && entry.returnReason ? (
        <p className="text-sm text-late">退回原因：{entry.returnReason}</p>
      ) : null}
      <ChangeList changes={entry.details} />
    </div>
  );
}
