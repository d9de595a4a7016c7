"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useEffect } from "react";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure } from "@/components/shared/form-problems";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC } from "@/components/shared/trpc";
import { Skeleton, SkeletonLines } from "@/components/ui/skeleton";
import type { OpenCard } from "@/server/contracts/project-card";
import { AttributionPanel } from "../attribution/attribution-panel";
import { TwinsNotice } from "../duplicates/twins-notice";
import { AgreementsSection } from "./agreements-section";
import { AmountsPanel } from "./amounts-panel";
import { BasicsSection } from "./basics-section";
import { EvidenceSection } from "./evidence-section";
import { FollowUpsSection } from "./follow-ups-section";
import { HistorySection } from "./history-section";
import { LeadPanel } from "./lead-panel";
import { MaskedPage } from "./masked-page";
import { MilestoneRail } from "./milestone-rail";
import { MissingPage } from "./missing-page";
import { MoneySection } from "./money-section";
import { NextGates } from "./next-gates";
import { PendingReviews } from "./pending-reviews";
import { PeoplePanel } from "./people-panel";
import { ProjectHead } from "./project-head";
import { SourceSection } from "./source-section";

/** 项目详情: the rail on top, the next gate under it, then everything that is known. */
export function ProjectPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const asked = useQuery(trpc.project.card.queryOptions({ id }));
  if (asked.error && !asked.data) {
    if (readFailure(asked.error).code === "not-found") return <MissingPage id={id} />;
    return (
      <>
        <PageHeader title="项目详情" trail={[{ href: "/projects", label: "项目" }]} />
        <FailureState error={asked.error} onRetry={() => void asked.refetch()} />
      </>
    );
  }
  if (!asked.data) return <PageSkeleton />;
  return asked.data.masked ? <MaskedPage card={asked.data} /> : <OpenPage card={asked.data} />;
}

interface Part {
  id: string;
  title: string;
  body: ReactNode;
}

const partsOf = (card: OpenCard): Part[] => [
  { id: "basics", title: "概况", body: <BasicsSection card={card} /> },
  { id: "agreements", title: "协议", body: <AgreementsSection card={card} /> },
  ...(card.rights.readEntries
    ? [{ id: "money", title: "资金与固投", body: <MoneySection card={card} /> }]
    : []),
  { id: "follow-ups", title: "跟进", body: <FollowUpsSection card={card} /> },
  ...(card.rights.readEvidence
    ? [{ id: "evidence", title: "材料", body: <EvidenceSection card={card} /> }]
    : []),
  ...(card.imported ? [{ id: "source", title: "来源台账", body: <SourceSection id={card.id} /> }] : []),
  { id: "history", title: "历史", body: <HistorySection card={card} /> },
];

/** The parts of a long page, always at hand. */
function SectionNav({ parts }: { parts: readonly Part[] }) {
  return (
    <nav
      aria-label="本页内容"
      className="no-print thin-scroll sticky -top-3 z-10 overflow-x-auto rounded-md border border-line bg-surface sm:-top-4"
    >
      <ul className="flex">
        {parts.map((part) => (
          <li key={part.id}>
            <a
              href={`#${part.id}`}
              className="inline-flex h-9 items-center px-3 whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2"
            >
              {part.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The browser looks for the part in the address before there is one: links from the search box come to it here. */
function useNamedPart() {
  useEffect(() => {
    const named = window.location.hash.slice(1);
    if (named !== "") document.getElementById(named)?.scrollIntoView();
  }, []);
}

function OpenPage({ card }: { card: OpenCard }) {
  const parts = partsOf(card);
  useNamedPart();
  return (
    <>
      <ProjectHead card={card} />
      <div className="mt-3 flex flex-col gap-3">
        <TwinsNotice id={card.id} />
        <AbsorbedLine card={card} />
        <MilestoneRail card={card} />
        <PendingReviews card={card} />
        <NextGates card={card} />
        <div className="grid grid-cols-1 items-start gap-3 lg:grid-cols-[minmax(0,1fr)_18.5rem] lg:grid-rows-[auto_1fr]">
          <div className="lg:col-start-2">
            <AmountsPanel card={card} />
          </div>
          <div className="flex min-w-0 flex-col gap-3 lg:col-start-1 lg:row-span-2 lg:row-start-1">
            <SectionNav parts={parts} />
            {parts.map((part) => (
              <div key={part.id} id={part.id} className="scroll-mt-12">
                {part.body}
              </div>
            ))}
          </div>
          <div className="flex flex-col gap-3 lg:col-start-2">
            <LeadPanel card={card} />
            <AttributionPanel card={card} />
            <PeoplePanel card={card} />
          </div>
        </div>
      </div>
    </>
  );
}

/** What was merged into it. */
const AbsorbedLine = ({ card: { absorbed } }: { card: OpenCard }) =>
  absorbed.length === 0 ? null : (
    <p className="text-sm text-muted">
      已并入本项目：
      {absorbed.map(({ id, number, name }, at) => (
        <span key={id}>
          {at > 0 ? "、" : ""}
          <Link href={`/projects/${id}`} className="text-accent hover:underline">
            {name}（{number}）
          </Link>
        </span>
      ))}
    </p>
  );

function PageSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-7 w-80" />
      <Skeleton className="h-24 w-full" />
      <div className="rounded-md border border-line bg-surface p-4">
        <SkeletonLines lines={10} />
      </div>
    </div>
  );
}
