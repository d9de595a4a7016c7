"use client";
/** What a shape opens: the drawer of the month report, the drawer of 阶段流转, or the page that has the figure. */
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/shared/trpc";
import type { ChartPlace } from "@/server/domain/charts/chart-view";
import { yearStart } from "@/server/domain/periods";
import { FigureDrawer } from "../figure-drawer";
import { FlowRows } from "../flow/flow-rows";
import { writeRate } from "../rates/rates-url";
import type { Charts } from "../statistics-types";
import type { OpenBeside } from "./charts-url";

/** The address of a figure that stands on another page; null: it opens beside the charts. */
export function pageOf(place: ChartPlace, { month, flow }: Charts, chainId: number | null): string | null {
  const address = (path: string, values: Record<string, string | number | null>) => {
    const given = Object.entries(values).filter(([, value]) => value !== null);
    return `${path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
  };
  switch (place.to) {
    case "rate": {
      const figure = writeRate({
        rowKey: chainId === null ? "total" : String(chainId),
        rate: place.rate,
        measure: "count",
      });
      return address("/statistics/rates", {
        from: yearStart(month),
        to: month,
        month,
        figure: figure.join("~"),
      });
    }
    case "cut":
      return address("/statistics", { month, cut: place.cut });
    case "flow-page":
      return address("/statistics/flow", { ...flow, month, chain: chainId });
    default:
      return null;
  }
}

interface ChartDrawerProps {
  place: OpenBeside;
  charts: Charts;
  chainId: number | null;
  onClose: () => void;
}

export function ChartDrawer({ place, charts, chainId, onClose }: ChartDrawerProps) {
  if (place.to === "flow") {
    const { stage, column } = place;
    return <FlowRows asked={{ ...charts.flow, chainId, stage, column }} onClose={onClose} />;
  }
  return <ReportFigure place={place} onClose={onClose} />;
}

function ReportFigure({
  place,
  onClose,
}: {
  place: Extract<OpenBeside, { to: "figure" }>;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const { month, cut, indicator, rowKey, column } = place;
  const { data } = useQuery(trpc.statistics.month.queryOptions({ month, cut, indicator }));
  if (!data) return null;
  return <FigureDrawer report={data} figure={{ rowKey, column, side: "now" }} onClose={onClose} />;
}
