"use client";
/** 导入: a workbook goes in at the top, the batches of the past stand beneath. */
import { useQuery } from "@tanstack/react-query";
import { FailureState } from "@/components/shared/failure-state";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC } from "@/components/shared/trpc";
import { SkeletonLines } from "@/components/ui/skeleton";
import { ImportHistory } from "./import-history";
import { UploadLedger } from "./upload-ledger";

export function ImportList() {
  const trpc = useTRPC();
  // A batch may have moved on since it was last listed: asked anew whenever one comes back.
  const { data, error, refetch } = useQuery(trpc.import.list.queryOptions(undefined, { staleTime: 0 }));
  return (
    <>
      <PageHeader
        title="导入"
        note="手工台账从这里导入：上传后先试算，逐格核对，确认无误再导入，整批可以撤销。"
      />
      <div className="flex flex-col gap-3">
        <Section title="上传台账">
          <UploadLedger />
        </Section>
        <Section title="导入记录" note={data && data.length > 0 ? `${data.length} 批` : null} flush>
          {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
          {!data && !error ? <SkeletonLines lines={6} className="p-3" /> : null}
          {data ? <ImportHistory batches={data} /> : null}
        </Section>
      </div>
    </>
  );
}
