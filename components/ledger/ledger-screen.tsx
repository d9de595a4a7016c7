"use client";
/** 台账: arrivals, investment, agreements and the review queue; the URL says which, of which project, and how narrowed. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ChainDot } from "@/components/shared/chain-dot";
import { FailureState } from "@/components/shared/failure-state";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC } from "@/components/shared/trpc";
import { Amount } from "@/components/shared/unit-switch";
import { useUrlState } from "@/components/shared/use-url-state";
import { useViewer } from "@/components/shared/viewer";
import { Notice } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { LinkTabs } from "@/components/ui/tabs";
import type { StatMonth } from "@/server/domain/periods";
import { type Action, can } from "@/server/domain/permissions";
import { AgreementTab, ArrivalTab, InvestmentTab } from "./ledger-tabs";
import type { ProjectSheet } from "./ledger-types";
import { LEDGER_URL, type LedgerPlace } from "./ledger-url";
import { ReviewQueue } from "./review-queue";

const REVIEWS: Action[] = [
  "entry:review",
  "milestone:approve-section",
  "milestone:approve-director",
  "milestone:approve-statistics",
];
const TABS = [
  ["arrival", "到位资金"],
  ["investment", "固投"],
  ["agreement", "协议"],
] as const;

export function LedgerScreen({ thisMonth }: { thisMonth: StatMonth }) {
  const trpc = useTRPC();
  const viewer = useViewer();
  const [place] = useUrlState(LEDGER_URL);
  const reviews = REVIEWS.some((action) => can(viewer, action));
  const tab = place.tab === "review" && !reviews ? "arrival" : place.tab;
  const queue = useQuery(trpc.ledger.queue.queryOptions({ limit: 200 }, { enabled: reviews }));
  const year = place.year ?? Math.trunc(thisMonth / 100);
  const opened = useQuery(
    trpc.ledger.projectSheet.queryOptions(
      { projectId: place.project ?? 1, year },
      { enabled: place.project !== null && tab !== "review" },
    ),
  );
  const sheet = place.project === null ? null : (opened.data ?? null);
  const waiting = queue.data ? Object.values(queue.data.counts).reduce((a, b) => a + b, 0) : undefined;
  const hrefOf = (to: LedgerPlace["tab"], more = "") =>
    `/ledger?${place.project !== null && to !== "review" ? `project=${place.project}&` : ""}tab=${to}${more}`;
  const entering = !sheet && place.view === "entry";
  return (
    <>
      <PageHeader
        title={
          sheet ? (
            // The whole name, over two lines where there is no room for one.
            <>
              <ChainDot index={sheet.project.chainHue} className="mr-1.5 align-middle" />
              {sheet.project.name}
            </>
          ) : (
            "台账"
          )
        }
        {...(place.project === null ? {} : { trail: [{ href: `/ledger?tab=${tab}`, label: "台账" }] })}
        actions={
          sheet ? (
            <ButtonLink href={`/projects/${sheet.project.id}`}>项目详情</ButtonLink>
          ) : can(viewer, "entry:draft") && (tab === "arrival" || tab === "investment") ? (
            <ButtonLink
              variant={entering ? "secondary" : "primary"}
              href={entering ? hrefOf(tab) : hrefOf(tab, "&view=entry")}
            >
              {entering ? "返回列表" : tab === "arrival" ? "登记到位资金" : "按月填报"}
            </ButtonLink>
          ) : null
        }
      >
        {sheet && tab !== "review" ? <ProjectFacts sheet={sheet} /> : null}
        <LinkTabs
          label="台账"
          tabs={[
            ...TABS.map(([id, label]) => ({ href: hrefOf(id), label, current: tab === id })),
            ...(reviews
              ? [{ href: hrefOf("review"), label: "审核", count: waiting, current: tab === "review" }]
              : []),
          ]}
        />
      </PageHeader>
      {tab === "review" ? <ReviewQueue /> : null}
      {tab !== "review" && place.project !== null && opened.error ? (
        <FailureState error={opened.error} onRetry={() => void opened.refetch()} />
      ) : null}
      {tab !== "review" && place.project !== null && !sheet && !opened.error ? (
        <Skeleton className="h-96 w-full" />
      ) : null}
      {place.project === null || sheet ? (
        <>
          {tab === "arrival" ? <ArrivalTab thisMonth={thisMonth} sheet={sheet} /> : null}
          {tab === "investment" ? <InvestmentTab thisMonth={thisMonth} sheet={sheet} /> : null}
          {tab === "agreement" ? <AgreementTab thisMonth={thisMonth} sheet={sheet} /> : null}
        </>
      ) : null}
    </>
  );
}

/** What the ledgers of the project are measured by, and what is out of proportion. */
function ProjectFacts({ sheet }: { sheet: ProjectSheet }) {
  const { project } = sheet;
  const facts = [
    ["计划总投资", project.plannedTotalFen],
    ["合同金额", project.contractFen],
    ["约定省外资金", project.agreedOutsideFen],
    ["累计省外资金（含在途）", project.outsideFen],
    ["累计固投（含在途）", project.investedFen],
  ] as const;
  return (
    <div className="mb-3 flex flex-col gap-2">
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <div className="flex gap-1.5">
          <dt className="text-muted">编号</dt>
          <dd>
            <Link href={`/projects/${project.id}`} className="hover:underline">
              {project.number}
            </Link>
          </dd>
        </div>
        {facts.map(([label, fen]) => (
          <div key={label} className="flex gap-1.5">
            <dt className="text-muted">{label}</dt>
            <dd className="font-medium">
              <Amount fen={fen} trim withUnit />
            </dd>
          </div>
        ))}
      </dl>
      {sheet.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
    </div>
  );
}
