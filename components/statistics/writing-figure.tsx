"use client";
/** What stands behind a figure of a text: the rows of the month report, the project, or the targets. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { FailureState } from "@/components/shared/failure-state";
import { useTRPC } from "@/components/shared/trpc";
import { Drawer } from "@/components/ui/drawer";
import { SkeletonLines } from "@/components/ui/skeleton";
import { type RateAddress, type ReportAddress, readAddress } from "@/server/domain/writing/figure-address";
import { FigureDrawer } from "./figure-drawer";

export function WritingFigure({ address, onClose }: { address: string; onClose: () => void }) {
  const read = readAddress(address);
  if (read === null) return null;
  if (read.kind === "rate") return <RateFigure address={read} onClose={onClose} />;
  if (read.kind === "report") return <ReportFigure address={read} onClose={onClose} />;
  const isProject = read.kind === "project";
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={isProject ? "项目的计划总投资" : `${read.year}年下半年目标`}
      description={
        isProject ? "取项目现在的计划总投资。" : "取设置中的下半年目标：有力争数用力争数，没有的用计划数。"
      }
    >
      <Link className="underline" href={isProject ? `/projects/${read.id}` : "/admin/targets"}>
        {isProject ? "打开项目" : "打开目标"}
      </Link>
    </Drawer>
  );
}

function RateFigure({ address, onClose }: { address: RateAddress; onClose: () => void }) {
  const { month, row, rate } = address;
  const window = `from=${Math.trunc(month / 100)}01&to=${month}`;
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title="转化率"
      description="取1月至本月签约的项目，看它们到月末走到哪一步；已关账的月份按关账时所知的数。打开的是现在的数。"
    >
      <Link className="underline" href={`/statistics/rates?${window}&figure=${row}~${rate}~count`}>
        打开分子分母的项目
      </Link>
    </Drawer>
  );
}

function ReportFigure({ address, onClose }: { address: ReportAddress; onClose: () => void }) {
  const trpc = useTRPC();
  const { month, row, column, indicator } = address;
  const { data, error, refetch } = useQuery(
    trpc.statistics.month.queryOptions({ month, cut: "chain", indicator }),
  );
  if (data)
    return <FigureDrawer report={data} figure={{ rowKey: row, column, side: "now" }} onClose={onClose} />;
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()} width="xl" title="数据来源">
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : <SkeletonLines lines={8} />}
    </Drawer>
  );
}
