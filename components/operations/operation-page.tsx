"use client";
/** One operation: what it changed, what stayed, what took it back; 撤销 or 恢复. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { ChangeList } from "@/components/shared/change-text";
import { FailureState } from "@/components/shared/failure-state";
import { formatCount, formatInstant } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Skeleton, SkeletonLines } from "@/components/ui/skeleton";
import type { OperationCard, OperationChange } from "@/server/contracts/operation";
import { undoKindOf } from "@/server/domain/operations";
import { kindWord, StateBadge } from "./operation-words";
import { UndoDialog } from "./undo-dialog";

const TRAIL = [{ href: "/operations", label: "操作记录" }];

export function OperationPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const { data: card, error, refetch } = useQuery(trpc.operation.card.queryOptions({ id }));
  const [undoing, setUndoing] = useState(false);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!card) return <Skeleton className="h-96 w-full" />;
  const verb = undoKindOf(card.kind) === "redo" ? "恢复" : "撤销";
  return (
    <>
      <PageHeader
        trail={TRAIL}
        title={card.name}
        marks={<StateBadge state={card.state} />}
        note={`${kindWord(card.kind)} · ${card.by} · ${formatInstant(new Date(card.at))} · ${formatCount(card.projects)} 个项目`}
        actions={
          <>
            {card.importId === null ? null : (
              <Link
                href={`/imports/${card.importId}`}
                className="inline-flex h-8 items-center rounded-md border border-line-strong bg-surface px-3 hover:bg-sunken"
              >
                {card.kind === "import" && card.state !== "undone"
                  ? "到这一批导入，整批撤销"
                  : "查看这一批导入"}
              </Link>
            )}
            {card.mayUndo ? (
              <Button variant="primary" onClick={() => setUndoing(true)}>
                {card.state === "partly" ? `${verb}其余` : verb}
              </Button>
            ) : null}
          </>
        }
      />
      <div className="flex flex-col gap-3">
        <Relatives card={card} />
        {card.kept.length > 0 ? <KeptSection kept={card.kept} /> : null}
        {card.enterprises.length > 0 ? <EnterpriseChanges enterprises={card.enterprises} /> : null}
        <ChangesSection id={id} imported={card.kind === "import" || card.kind === "import-undo"} />
      </div>
      {undoing ? <UndoDialog operation={card} onClose={() => setUndoing(false)} /> : null}
    </>
  );
}

const Said = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex flex-wrap gap-x-2">
    <dt className="w-20 shrink-0 text-muted">{label}</dt>
    <dd className="min-w-0 flex-1 break-words">{children}</dd>
  </div>
);

/** Its reason, what it takes back, and what took it back. */
function Relatives({ card }: { card: OperationCard }) {
  const { reason, undoes, undoneBy } = card;
  if (!reason && !undoes && undoneBy.length === 0) return null;
  return (
    <dl className="flex flex-col gap-1 rounded-md border border-line bg-surface px-3 py-2">
      {reason ? <Said label="原因">{reason}</Said> : null}
      {undoes ? (
        <Said label="针对">
          <Link href={`/operations/${undoes.id}`} className="text-accent hover:underline">
            {undoes.name}
          </Link>
        </Said>
      ) : null}
      {undoneBy.map((one) => (
        <Said key={one.id} label={kindWord(one.kind)}>
          <Link href={`/operations/${one.id}`} className="text-accent hover:underline">
            {one.by} {formatInstant(new Date(one.at))}，{formatCount(one.projects)} 个项目
          </Link>{" "}
          <StateBadge state={one.state} />
        </Said>
      ))}
    </dl>
  );
}

const KeptSection = ({ kept }: { kept: OperationCard["kept"] }) => (
  <Section title="保留未动" note={`${formatCount(kept.length)} 处`} flush>
    <ul className="thin-scroll max-h-72 divide-y divide-line overflow-y-auto">
      {kept.map((line) => (
        <li
          key={`${line.enterpriseId ?? ""}/${line.projectId}/${line.label}`}
          className="flex flex-wrap gap-x-3 px-3 py-1.5"
        >
          {line.enterpriseId === undefined ? (
            <ProjectName id={line.projectId} name={line.name} />
          ) : (
            <EnterpriseName id={line.enterpriseId} name={line.name} />
          )}
          <span>{line.label}</span>
          <span className="text-muted">{line.why}</span>
        </li>
      ))}
    </ul>
  </Section>
);

const ProjectName = ({ id, name }: { id: number; name: string | null }) =>
  name === null ? (
    <span className="text-faint">已不存在，或您无权查看</span>
  ) : (
    <Link href={`/projects/${id}`} className="font-medium [overflow-wrap:anywhere] hover:underline">
      {name}
    </Link>
  );

const EnterpriseName = ({ id, name }: { id: number; name: string | null }) =>
  name === null ? (
    <span className="text-faint">您不能查看的企业</span>
  ) : (
    <Link href={`/enterprises/${id}`} className="font-medium [overflow-wrap:anywhere] hover:underline">
      {name}
    </Link>
  );

/** What a merge or a split changed on the enterprises themselves. */
const EnterpriseChanges = ({ enterprises }: { enterprises: OperationCard["enterprises"] }) => (
  <Section title="企业" flush>
    <ul className="divide-y divide-line">
      {enterprises.map((one) => (
        <li key={one.id} className="grid gap-x-4 gap-y-0.5 px-3 py-2 md:grid-cols-2">
          <EnterpriseName id={one.id} name={one.name} />
          <ChangeList changes={one.changes} full />
        </li>
      ))}
    </ul>
  </Section>
);

const PAGE = 50;

function ChangesSection({ id, imported }: { id: number; imported: boolean }) {
  const trpc = useTRPC();
  const changes = useInfiniteQuery(
    trpc.operation.changes.infiniteQueryOptions(
      { id, limit: PAGE },
      {
        initialCursor: 0,
        getNextPageParam: (last, pages) => (last.length === PAGE ? pages.length * PAGE : undefined),
      },
    ),
  );
  const rows = changes.data?.pages.flat() ?? [];
  return (
    <Section title={imported ? "涉及的项目" : "改了什么"} flush>
      {changes.error ? <FailureState error={changes.error} onRetry={() => void changes.refetch()} /> : null}
      {!changes.data && !changes.error ? <SkeletonLines lines={6} className="p-3" /> : null}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <ChangedProject key={row.projectId} row={row} />
        ))}
      </ul>
      {changes.hasNextPage ? (
        <div className="border-t border-line p-3 text-center">
          <Button busy={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
            更多项目
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

const ChangedProject = ({ row }: { row: OperationChange }) => (
  <li className="grid gap-x-4 gap-y-0.5 px-3 py-2 md:grid-cols-2">
    <span className="min-w-0">
      <ProjectName id={row.projectId} name={row.name} />{" "}
      {row.number ? <span className="text-sm text-faint">{row.number}</span> : null}
    </span>
    <ChangeList changes={row.changes} full />
  </li>
);
