"use client";
/** 试算: what the ledger adds up to, what is doubtful in it, and every row of it. Nothing is written yet. */
import { Section } from "@/components/shared/section";
import { UnitWord } from "@/components/shared/unit-switch";
import { useUrlState } from "@/components/shared/use-url-state";
import { Notice } from "@/components/ui/badge";
import type { ImportSummary } from "@/server/contracts/import-batch";
import { DetailStep } from "./detail-step";
import { IMPORT_URL, placeOf } from "./import-url";
import { reasonsOut } from "./import-words";
import { StaleNotice } from "./job-strip";
import { differences } from "./ledger-figures";
import { MergeStep } from "./merge-step";
import { RowDrawer } from "./row-drawer";
import { RowFilters } from "./row-filters";
import { RowTable } from "./row-table";
import { TotalsTable } from "./totals-table";
import type { Batch } from "./use-import-batch";

interface TryStepProps {
  batch: Batch;
  summary: ImportSummary;
  running: boolean;
}

export function TryStep({ batch, summary, running }: TryStepProps) {
  const [url] = useUrlState(IMPORT_URL);
  const { counts } = summary;
  const ledger = summary.tables.length > 0;
  const trying = running && batch.scene.job?.kind === "import-try";
  const place = placeOf(url.at);
  return (
    <div id="try" className="flex scroll-mt-3 flex-col gap-3">
      {trying ? <StaleNotice /> : null}
      {counts.changed > 0 ? <MergeStep batch={batch} changed={counts.changed} /> : null}
      {summary.details ? <DetailStep batch={batch} details={summary.details} /> : null}
      {ledger ? <LedgerRows batch={batch} summary={summary} /> : null}
      {ledger && place ? <RowDrawer batch={batch} summary={summary} place={place} trying={trying} /> : null}
    </div>
  );
}

/** The ledger of projects: its sums, and its rows one by one. */
function LedgerRows({ batch, summary }: Omit<TryStepProps, "running">) {
  const { totals, entering, year, counts } = summary;
  const partly = differences(totals, entering, year).length > 0;
  return (
    <>
      {batch.open && counts.ready + counts.changed === 0 ? (
        <Notice tone={counts.failed > 0 ? "warn" : "neutral"}>
          没有可以导入的行：{reasonsOut(counts)}。
        </Notice>
      ) : null}
      {batch.scene.result || (counts.ready === 0 && summary.tables.every((t) => t.own)) ? null : (
        <Section
          title="试算合计"
          note={
            <>
              按可读的 {counts.rows - counts.failed} 行，金额单位：
              <UnitWord />
            </>
          }
          flush
        >
          <TotalsTable
            year={year}
            order={batch.scene.chainChoices.map((c) => c.name)}
            sides={[{ title: "台账", totals }, ...(partly ? [{ title: "本次导入", totals: entering }] : [])]}
          />
        </Section>
      )}
      <Section title="逐行核对" note={`${counts.rows} 行，点开一行看每一格`} flush>
        <RowFilters batch={batch} summary={summary} />
        <RowTable batch={batch} summary={summary} />
      </Section>
    </>
  );
}
