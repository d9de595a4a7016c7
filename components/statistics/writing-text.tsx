"use client";
/** The text of a template and a month as paper; every number opens what it counts. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ExportButton } from "@/components/shared/export-button";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure } from "@/components/shared/form-problems";
import { formatInstant } from "@/components/shared/format";
import { FigureButton } from "@/components/shared/stat-figure";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { Notice } from "@/components/ui/badge";
import { Field } from "@/components/ui/field";
import { MonthField } from "@/components/ui/month-field";
import { Skeleton } from "@/components/ui/skeleton";
import type { FiguresState, ReportTemplate, WrittenParagraph } from "@/server/contracts/writing";
import { monthLabel, type StatMonth } from "@/server/domain/periods";
import { Paper } from "./paper";
import { PaperBlocks } from "./paper-blocks";
import { WRITING_URL } from "./writing-url";

interface WritingTextProps {
  template: ReportTemplate;
  month: StatMonth;
  last: StatMonth;
}

export function WritingText({ template, month, last }: WritingTextProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [, setUrl] = useUrlState(WRITING_URL);
  const choice = { template: template.id, month };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.writing.preview.queryOptions(choice),
    placeholderData: keepPreviousData,
  });
  const atMonth = error ? readFailure(error).problems.find((p) => p.field === "month")?.message : undefined;
  const exports = useCan("statistics:export");
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Field label="统计月" error={atMonth}>
          <MonthField label="统计月" value={month} max={last} onChange={(next) => setUrl({ month: next })} />
        </Field>
        {exports ? (
          <ExportButton
            key={`${template.id} ${month}`}
            label="下载 Word 文档"
            start={(requestId) => client.writing.write.mutate({ requestId, ...choice })}
          />
        ) : null}
      </div>
      {data && !error ? <StateNotice state={data} /> : null}
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-[40rem] w-full" /> : null}
      {data && !error ? (
        <div aria-busy={isPlaceholderData || undefined}>
          <Written
            paragraphs={data.paragraphs}
            name={template.name}
            onOpen={(figure) => setUrl({ figure })}
          />
        </div>
      ) : null}
    </div>
  );
}

/** Whether the figures are final. */
export const StateNotice = ({ state: { month, closeVersion, closeHash, asOf } }: { state: FiguresState }) =>
  closeVersion === null ? (
    <Notice tone="warn">
      {monthLabel(month)}未关账，以下为 {formatInstant(new Date(asOf))} 的数，定稿请以关账数为准。
    </Notice>
  ) : (
    <p className="text-sm text-muted" title={`校验码 ${closeHash ?? ""}`}>
      数据来自{monthLabel(month)}关账第{closeVersion}版（{formatInstant(new Date(asOf))}）。
    </p>
  );

interface WrittenProps {
  paragraphs: readonly WrittenParagraph[];
  name: string;
  onOpen: (address: string) => void;
}

const Written = ({ paragraphs, name, onOpen }: WrittenProps) => (
  <Paper label={`${name}预览`}>
    <PaperBlocks
      blocks={paragraphs.map(({ parts, ...block }) => ({
        ...block,
        shown: parts.map((part, at) =>
          typeof part === "string" ? (
            part
          ) : (
            <FigureButton
              // biome-ignore lint/suspicious/noArrayIndexKey: one figure may stand twice in a paragraph.
              key={`${part.address} ${at}`}
              label={`${part.text}，${part.name}，查看明细`}
              onOpen={() => onOpen(part.address)}
            >
              {part.text}
            </FigureButton>
          ),
        ),
      }))}
    />
  </Paper>
);
