"use client";
/** 工作台: what is due today, in one look; every line leads to the thing. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { FailureState } from "@/components/shared/failure-state";
import { formatDay, formatMonth } from "@/components/shared/format";
import { PageHeader } from "@/components/shared/page-header";
import { SetupChecklist } from "@/components/shared/setup-checklist";
import { useTRPC } from "@/components/shared/trpc";
import { useViewer } from "@/components/shared/viewer";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { can, ROLE_NAME } from "@/server/domain/permissions";
import { ChainOnePage } from "./chain-page";
import { ChainsGlance } from "./chains-glance";
import { DeskSectionCard } from "./desk-lines";
import type { Desk, DeskSection } from "./desk-types";

const MONTH_STATE: Record<string, string> = {
  open: "开放",
  cutoff: "截止",
  review: "审核",
  closed: "关账",
  reported: "已上报",
};
const WEEKDAY = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
const weekdayOf = (day: string) => WEEKDAY[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "";

export function DeskScreen() {
  const trpc = useTRPC();
  const viewer = useViewer();
  const { data, error, refetch } = useQuery(
    trpc.desk.mine.queryOptions(undefined, { refetchOnWindowFocus: true }),
  );
  const waiting = data?.sections.reduce((sum, section) => sum + section.total, 0) ?? 0;
  const title = data?.chainPage
    ? data.chainPage.chains.map((chain) => chain.name).join("、") || "我的产业链"
    : "工作台";
  return (
    <>
      <PageHeader
        title={title}
        note={
          data
            ? `${formatDay(data.today, "words")} ${weekdayOf(data.today)} · ${viewer.name}（${ROLE_NAME[viewer.role]}）${data.sections.length > 0 ? ` · 待处理 ${waiting} 项` : ""}`
            : " "
        }
        actions={
          can(viewer, "project:capture") ? (
            <ButtonLink href="/projects?new=1" variant="primary">
              登记线索
            </ButtonLink>
          ) : null
        }
      />
      <SetupChecklist />
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? (
        <div className="grid gap-3 lg:grid-cols-2">
          {[1, 2, 3, 4].map((n) => (
            <Skeleton key={n} className="h-48 w-full" />
          ))}
        </div>
      ) : null}
      {data?.chainPage ? <ChainOnePage page={data.chainPage} /> : null}
      {data?.chains ? <ChainsGlance chains={data.chains} /> : null}
      {data && data.months.length > 0 ? <Months months={data.months} /> : null}
      {data ? <Sections sections={data.sections} /> : null}
    </>
  );
}

function Months({ months }: { months: Desk["months"] }) {
  return (
    <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="text-muted">统计月</span>
      {months.map(({ month, state }) => (
        <Link key={month} href={`/statistics?month=${month}`} className="text-accent hover:underline">
          {formatMonth(month)} · {MONTH_STATE[state] ?? state}
        </Link>
      ))}
    </p>
  );
}

/** Sections with something to do stand first and wide; the empty ones are named in one line beneath. */
function Sections({ sections }: { sections: readonly DeskSection[] }) {
  const full = sections.filter((section) => section.total > 0);
  const empty = sections.filter((section) => section.total === 0);
  if (sections.length === 0) return null;
  return (
    <div>
      <div className="gap-3 lg:columns-2 [&>*]:mb-3 [&>*]:break-inside-avoid">
        {full.map((section) => (
          <DeskSectionCard key={section.id} section={section} />
        ))}
      </div>
      {empty.length > 0 ? (
        <p className="text-sm text-muted">{empty.map((section) => section.empty).join(" · ")}</p>
      ) : null}
    </div>
  );
}
