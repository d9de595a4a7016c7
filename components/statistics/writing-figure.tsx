"use client";
/** What stands behind a figure of a text: the rows of the month report, the project, or the targets. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { FailureState } from "@/components/shared/failure-state";
import { useTRPC } from "@/components/shared/trpc";
import { Drawer } from "@/components/ui/drawer";
import { SkeletonLines } from "@/components/ui/skeleton";
import { CHECK_LEVELS } from "@/server/domain/checkup";
import { monthLabel } from "@/server/domain/periods";
import {
  type FigureAddress,
  type RateAddress,
  type ReportAddress,
  readAddress,
} from "@/server/domain/writing/figure-address";
import { type ListId, PROJECT_LISTS } from "@/server/domain/writing/project-lists";
import { FigureDrawer } from "./figure-drawer";

export function WritingFigure({ address, onClose }: { address: string; onClose: () => void }) {
  const read = readAddress(address);
  if (read === null) return null;
  if (read.kind === "rate") return <RateFigure address={read} onClose={onClose} />;
  if (read.kind === "report") return <ReportFigure address={read} onClose={onClose} />;
  return <ElsewhereFigure address={read} onClose={onClose} />;
}

type Elsewhere = Exclude<FigureAddress, RateAddress | ReportAddress>;

/** What it is, and the page that has it. */
function placeOf(address: Elsewhere): { title: string; description: string; href: string; open: string } {
  switch (address.kind) {
    case "project":
      return {
        title: "项目的计划总投资",
        description: "取项目现在的计划总投资。",
        href: `/projects/${address.id}`,
        open: "打开项目",
      };
    case "framework":
      return {
        title: "项目的框架协议金额",
        description: `截至${monthLabel(address.month)}末已审核的框架协议金额合计；打开的是项目现在的情况。`,
        href: `/projects/${address.id}`,
        open: "打开项目",
      };
    case "schedule":
      return {
        title: "序时进度",
        description: "统计月的月份数除以12。",
        href: `/statistics/targets?month=${address.month}`,
        open: "打开目标完成",
      };
    case "half-year":
      return {
        title: `${address.year}年下半年目标`,
        description: "取设置中的下半年目标：有力争数用力争数，没有的用计划数。",
        href: "/admin/targets",
        open: "打开目标",
      };
    case "check":
      return {
        title: `数据体检：${CHECK_LEVELS[address.level]}`,
        description: "出稿时尚未处理的条数，为全区数；打开的是您可查看的、现在的情况。",
        href: `/statistics/checkup?month=${address.month}&level=${address.level}`,
        open: "打开数据体检",
      };
    case "list":
      return {
        title: PROJECT_LISTS[address.list].name,
        description: `${PROJECT_LISTS[address.list].definition}为全区数；打开的是您可查看的、现在的项目。`,
        href: LIST_HREF[address.list],
        open: "打开项目列表",
      };
  }
}

const LIST_HREF: Record<ListId, string> = {
  unstarted: "/projects?unstarted=1",
  unconverted: "/projects?stage=framework",
  red: "/projects?light=late",
  stalled: "/projects?sort=updated&dir=asc",
};

function ElsewhereFigure({ address, onClose }: { address: Elsewhere; onClose: () => void }) {
  const { title, description, href, open } = placeOf(address);
  return (
    <Drawer open onOpenChange={(stays) => !stays && onClose()} title={title} description={description}>
      <Link className="underline" href={href}>
        {open}
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
  const { month, row, column, indicator, cut = "chain", side = "now" } = address;
  const compare = side === "change";
  const { data, error, refetch } = useQuery(
    trpc.statistics.month.queryOptions({ month, cut, indicator, ...(compare ? { compare } : {}) }),
  );
  // A share is told by what it is a share of.
  const figure = { rowKey: row, column, side: compare ? side : "now" } as const;
  if (data) return <FigureDrawer report={data} figure={figure} onClose={onClose} />;
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()} width="xl" title="数据来源">
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : <SkeletonLines lines={8} />}
    </Drawer>
  );
}
