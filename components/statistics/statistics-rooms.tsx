"use client";
/** The rooms of the statistics, above each of them; those that a person may not enter are not named. */
import { usePathname, useSearchParams } from "next/navigation";
import { useViewer } from "@/components/shared/viewer";
import { LinkTabs } from "@/components/ui/tabs";
import { type Action, can } from "@/server/domain/permissions";

const ROOMS: readonly { href: string; label: string; needs: Action }[] = [
  { href: "/statistics", label: "月报", needs: "statistics:read" },
  { href: "/statistics/charts", label: "图表", needs: "statistics:read" },
  { href: "/statistics/rates", label: "转化率", needs: "statistics:read" },
  { href: "/statistics/targets", label: "目标", needs: "target:read" },
  { href: "/statistics/flow", label: "阶段流转", needs: "statistics:read" },
  { href: "/statistics/forms", label: "表样", needs: "project:export" },
  { href: "/statistics/checkup", label: "数据体检", needs: "checkup:read" },
  { href: "/statistics/writing", label: "出稿", needs: "statistics:read" },
  { href: "/statistics/closing", label: "关账", needs: "month:read" },
  { href: "/statistics/definitions", label: "口径", needs: "statistics:read" },
];

export function StatisticsRooms() {
  const viewer = useViewer();
  const here = usePathname();
  // The month is one question in all rooms: whoever looks at June goes on looking at June.
  const month = useSearchParams().get("month");
  const rooms = ROOMS.filter(({ needs }) => can(viewer, needs));
  if (rooms.length < 2) return null;
  return (
    <LinkTabs
      label="统计各页"
      className="no-print mb-3 shrink-0"
      tabs={rooms.map(({ href, label }) => ({
        href: month === null ? href : `${href}?month=${encodeURIComponent(month)}`,
        label,
        current: href === here,
      }))}
    />
  );
}
