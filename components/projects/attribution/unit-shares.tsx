"use client";
/** 归属份额 of a unit: every project whose credit was ever divided, with its part in force. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { formatDay } from "@/components/shared/format";
import { useTRPC } from "@/components/shared/trpc";
import { useViewer } from "@/components/shared/viewer";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { SkeletonLines } from "@/components/ui/skeleton";
import type { ShareRow } from "@/server/contracts/attribution";
import { percent } from "@/server/domain/attribution-shares";
import { scopeOf } from "@/server/domain/permissions";
import { PageTurner } from "./page-turner";

const PAGE = 50;

export function UnitShares({ page, onTurn }: { page: number; onTurn: (page: number) => void }) {
  const trpc = useTRPC();
  const viewer = useViewer();
  const any = scopeOf(viewer, "attribution:read") === "all";
  const [unitId, setUnitId] = useState<number | null>(null);
  const { data, error, refetch } = useQuery({
    ...trpc.attribution.unitShares.queryOptions({ unitId, offset: (page - 1) * PAGE, limit: PAGE }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      {any ? <UnitChoice unitId={unitId} onChange={setUnitId} /> : null}
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={6} /> : null}
      {data?.total === 0 ? (
        <EmptyState title="没有划分过份额的项目">
          异议裁定或流转批准后，份额记在这里，自生效日起计。
        </EmptyState>
      ) : null}
      {data && data.total > 0 ? (
        <ul aria-label="归属份额" className="divide-y divide-line rounded-md border border-line bg-surface">
          {data.rows.map((row) => (
            <ShareLine key={`${row.projectId} ${row.unitId}`} row={row} />
          ))}
        </ul>
      ) : null}
      <PageTurner total={data?.total ?? 0} page={page} size={PAGE} onTurn={onTurn} />
    </>
  );
}

function UnitChoice({ unitId, onChange }: { unitId: number | null; onChange: (id: number | null) => void }) {
  const trpc = useTRPC();
  const { data: units } = useQuery(trpc.admin.units.queryOptions());
  return (
    <Field label="单位" className="mb-2 max-w-72">
      <Combobox
        options={(units ?? []).map((unit) => ({ value: String(unit.id), label: unit.name }))}
        value={unitId === null ? null : String(unitId)}
        onChange={(value) => onChange(value === null ? null : Number(value))}
        placeholder="全部单位"
        loading={!units}
      />
    </Field>
  );
}

const ShareLine = ({ row }: { row: ShareRow }) => (
  <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2.5">
    <span className="min-w-0 flex-[1_1_14rem] break-words">
      {row.project ? (
        <Link href={`/projects/${row.project.id}`} className="font-medium hover:underline">
          {row.project.name}
        </Link>
      ) : (
        <span className="text-muted">不在查看范围内的项目</span>
      )}
    </span>
    <span className="text-sm text-muted">
      {row.unit} · {formatDay(row.effectiveOn)} 起 ·{" "}
      {row.source === "dispute" ? (
        <Link href={`/attribution/disputes/${row.sourceId}`} className="underline underline-offset-2">
          首报异议
        </Link>
      ) : (
        "流转"
      )}
    </span>
    <span className="w-20 text-right font-medium tabular-nums">{percent(row.basisPoints)}</span>
  </li>
);
