"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { FailureState } from "@/components/shared/failure-state";
import { formatDay, formatDays, NONE } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { MaskedRow, OpenRow, ProjectPeek as Peek, ProjectRow } from "@/server/contracts/project-list";
import { MILESTONE_NAME } from "@/server/domain/milestones";
import { placeOf } from "./project-columns";
import { ProjectLight, StageMark } from "./project-marks";

interface ProjectPeekProps {
  id: number | null;
  /** Its row, when the list has it. */
  row: ProjectRow | undefined;
  onClose: () => void;
}

/** A project at a glance beside the list; j and k walk on while it is open. */
export function ProjectPeek({ row, id, onClose }: ProjectPeekProps) {
  const trpc = useTRPC();
  const masked = row?.masked ?? false;
  const peek = useQuery(
    trpc.project.peek.queryOptions({ id: id ?? 0 }, { enabled: id !== null && !masked, staleTime: 15_000 }),
  );
  const shown = row?.masked ? null : (row ?? peek.data?.row);
  return (
    <Drawer
      modal={false}
      open={id !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      width="md"
      title={row?.masked ? "敏感线索" : (shown?.name ?? "项目")}
      footer={
        shown ? (
          <ButtonLink href={`/projects/${shown.id}`} variant="primary">
            打开项目
          </ButtonLink>
        ) : undefined
      }
    >
      {row?.masked ? <MaskedWords {...row} /> : null}
      {shown ? <RowFacts row={shown} peek={peek.data} /> : null}
      {masked ? null : peek.error ? (
        <FailureState error={peek.error} onRetry={() => void peek.refetch()} />
      ) : peek.data ? (
        <PeekRest peek={peek.data} />
      ) : (
        <SkeletonLines lines={5} className="mt-4" />
      )}
    </Drawer>
  );
}

function MaskedWords({ firstReporter, sizeWord, chainName }: MaskedRow) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        该线索标为敏感，只向承办人、专班和分管领导公开。需要了解时，请联系首报单位。
      </p>
      <Facts
        facts={[
          ["产业链", chainName ?? NONE],
          ["投资规模", sizeWord],
          ["首报单位", firstReporter ?? NONE],
        ]}
      />
    </div>
  );
}

/** Who reported it and when, as far as is known: an imported row may know the person and no day. */
function firstReportOf(row: OpenRow, peek: Peek | undefined): string {
  const who = [row.firstReporter, peek?.reporterName].filter(Boolean).join(" ");
  const undated = peek?.milestones.find((m) => m.kind === "lead")?.undated;
  return `${who || NONE} · ${undated ? "日期不详" : formatDay(row.firstReportedOn)}`;
}

function RowFacts({ row, peek }: { row: OpenRow; peek: Peek | undefined }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StageMark stage={row.stage} offState={row.offState} size="md" />
        <span className="text-sm text-muted">{formatDays(row.daysInStage)}</span>
        <ProjectLight {...row} />
        {row.sensitivity === "sensitive" ? <Badge tone="late">敏感</Badge> : null}
      </div>
      <Facts
        facts={[
          ["编号", row.number],
          [
            "产业链",
            row.chainName ? <ChainDot key="chain" index={row.chainHue} name={row.chainName} /> : NONE,
          ],
          ["链长", row.leaderName ?? NONE],
          ["投资方", row.investorName || NONE],
          ["来源地", placeOf(row) || NONE],
          ["承办人", row.ownerName ?? NONE],
          ["首报", firstReportOf(row, peek)],
          ["主办部门", row.leadUnitName ?? NONE],
          [
            "下一步",
            row.nextStep ? `${row.nextStep}${row.nextDueOn ? `（${formatDay(row.nextDueOn)}）` : ""}` : NONE,
          ],
        ]}
      />
      <Figures
        figures={[
          ["意向", row.intendedFen],
          ["计划总投资", row.plannedTotalFen],
          ["到位", row.arrivedFen || null],
          ["固投", row.investedFen || null],
        ]}
      />
    </div>
  );
}

const PeekRest = ({ peek }: { peek: Peek }) => (
  <div className="mt-4 flex flex-col gap-4">
    {peek.offReason ? <Part title="离开主线">{`${formatDay(peek.offSince)} ${peek.offReason}`}</Part> : null}
    {peek.content ? <Part title="建设内容">{peek.content}</Part> : null}
    {peek.progress ? <Part title="最新进展">{peek.progress}</Part> : null}
    {peek.difficulty ? <Part title="存在问题">{peek.difficulty}</Part> : null}
    <Milestones milestones={peek.milestones} />
    <FollowUps followUps={peek.followUps} />
  </div>
);

function Milestones({ milestones }: Pick<Peek, "milestones">) {
  return (
    <Part title="节点">
      <ol className="flex flex-col gap-1">
        {milestones.map(({ kind, status, occurredOn, undated }) => (
          <li key={kind} className="flex items-center gap-2">
            <span className="w-24 text-sm text-muted tabular-nums">
              {undated ? "日期不详" : formatDay(occurredOn)}
            </span>
            <span>{MILESTONE_NAME[kind]}</span>
            {status === "submitted" ? <Badge tone="warn">待审核</Badge> : null}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function FollowUps({ followUps }: Pick<Peek, "followUps">) {
  if (followUps.length === 0) return null;
  return (
    <Part title="最近跟进">
      <ul className="flex flex-col gap-2">
        {followUps.map((one) => (
          <li key={one.id}>
            <span className="text-sm text-faint">
              {formatDay(one.occurredOn)} {one.authorName}
            </span>
            <p className="line-clamp-3">{one.summary}</p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h3 className="mb-0.5 text-sm font-medium text-muted">{title}</h3>
    {typeof children === "string" ? <p className="whitespace-pre-line">{children}</p> : children}
  </section>
);

const Facts = ({ facts }: { facts: [label: string, value: ReactNode][] }) => (
  <dl className="grid grid-cols-[5rem_1fr] gap-x-2 gap-y-1">
    {facts.map(([label, value]) => (
      <div key={label} className="contents">
        <dt className="text-sm leading-[21px] text-muted">{label}</dt>
        <dd className="min-w-0">{value}</dd>
      </div>
    ))}
  </dl>
);

const Figures = ({ figures }: { figures: [label: string, fen: number | null][] }) => (
  <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line">
    {figures.map(([label, fen]) => (
      <div key={label} className="bg-surface px-2 py-1.5">
        <dt className="text-sm text-muted">
          {label}{" "}
          <span className="text-xs text-faint">
            <UnitWord />
          </span>
        </dt>
        <dd className="font-medium">
          <Amount fen={fen} />
        </dd>
      </div>
    ))}
  </dl>
);
