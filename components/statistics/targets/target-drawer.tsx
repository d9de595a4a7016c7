"use client";
/** The records behind the actual of a row: those of the month report, from the month on that the target counts. */
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/shared/trpc";
import { monthNumberOf } from "@/server/domain/periods";
import { TARGET_COLUMNS } from "@/server/domain/statistics-columns";
import { FigureDrawer } from "../figure-drawer";
import type { TargetDesk } from "../statistics-types";

export function TargetDrawer({
  desk,
  rowKey,
  onClose,
}: {
  desk: TargetDesk;
  rowKey: string;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const { cut, indicator, counted, knownOn } = desk;
  const month = counted?.to ?? desk.month;
  const { data } = useQuery(
    trpc.statistics.month.queryOptions({ month, cut, indicator, ...(knownOn === null ? {} : { knownOn }) }),
  );
  if (!data || !counted) return null;
  const figure = { rowKey, column: TARGET_COLUMNS[indicator].year, side: "now" } as const;
  const part = monthNumberOf(counted.from) === 1 ? {} : { since: counted.from };
  return <FigureDrawer key={rowKey} report={data} figure={figure} {...part} onClose={onClose} />;
}
