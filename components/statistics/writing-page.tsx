"use client";
/** 出稿: texts that write themselves, their templates, and texts held against the figures. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { ExportHistory } from "@/components/shared/export-history";
import { FailureState } from "@/components/shared/failure-state";
import { PageHeader } from "@/components/shared/page-header";
import { useTRPC } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { ReportTemplate } from "@/server/contracts/writing";
import type { StatMonth } from "@/server/domain/periods";
import { FormItem } from "./form-item";
import { TemplateUpload } from "./template-upload";
import { TemplateVersions } from "./template-versions";
import { VerifyText } from "./verify-text";
import { WritingFigure } from "./writing-figure";
import { WritingText } from "./writing-text";
import { WRITING_URL } from "./writing-url";
import { WritingWords } from "./writing-words";

interface WritingPageProps {
  /** The last month that has ended. */
  ended: StatMonth;
  /** The present one. */
  last: StatMonth;
}

export function WritingPage({ ended, last }: WritingPageProps) {
  const trpc = useTRPC();
  const [url, setUrl] = useUrlState(WRITING_URL);
  const { data: templates, error, refetch } = useQuery(trpc.writing.templates.queryOptions());
  const month = url.month ?? ended;
  const exports = useCan("statistics:export");
  const template = templates?.find(({ id }) => id === url.template);
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        title="出稿"
        note={`选模板和统计月，看稿${exports ? "，再下载 Word" : ""}；每个数都能点开。改过的稿子可以再核对。`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <div className="flex flex-col gap-3">
          <WritingNav templates={templates ?? []} />
          {exports ? (
            <ExportHistory className="max-lg:hidden rounded-md border border-line bg-surface p-3" />
          ) : null}
        </div>
        <div className="min-w-0">
          {url.view === "verify" ? <VerifyText month={month} last={last} /> : null}
          {url.view === "words" ? <WritingWords month={month} /> : null}
          {url.view === "text" && error ? (
            <FailureState error={error} onRetry={() => void refetch()} />
          ) : null}
          {url.view === "text" && !templates && !error ? <Skeleton className="h-[40rem] w-full" /> : null}
          {url.view === "text" && templates && !template ? (
            <EmptyState title="没有这个模板" className="rounded-md border border-line bg-surface">
              可能已停用，请在左侧另选一个。
            </EmptyState>
          ) : null}
          {url.view === "text" && template ? (
            <div className="flex flex-col gap-3">
              <WritingText key={template.id} template={template} month={month} last={last} />
              <TemplateVersions template={template} />
            </div>
          ) : null}
        </div>
      </div>
      {url.figure ? (
        <WritingFigure key={url.figure} address={url.figure} onClose={() => setUrl({ figure: null })} />
      ) : null}
    </div>
  );
}

function WritingNav({ templates }: { templates: readonly ReportTemplate[] }) {
  const [url, setUrl] = useUrlState(WRITING_URL);
  const [uploading, setUploading] = useState(false);
  const mayEdit = useCan("form:edit");
  return (
    <nav aria-label="出稿内容" className="overflow-hidden rounded-md border border-line bg-surface">
      {mayEdit ? (
        <div className="flex min-h-10 items-center gap-2 border-b border-line px-3">
          <h2 className="mr-auto text-sm font-medium text-muted">模板</h2>
          <Button size="sm" onClick={() => setUploading(true)}>
            上传模板
          </Button>
        </div>
      ) : null}
      <ul className="max-lg:thin-scroll max-lg:flex max-lg:overflow-x-auto">
        {templates.map(({ id, name }) => (
          <FormItem
            key={id}
            name={name}
            current={url.view === "text" && url.template === id}
            onChoose={() => setUrl({ view: "text", template: id, figure: null })}
          />
        ))}
        <FormItem
          name="核对"
          current={url.view === "verify"}
          onChoose={() => setUrl({ view: "verify", figure: null })}
        />
        {mayEdit ? (
          <FormItem
            name="占位符一览"
            current={url.view === "words"}
            onChoose={() => setUrl({ view: "words", figure: null })}
          />
        ) : null}
      </ul>
      {uploading ? (
        <TemplateUpload
          template={null}
          onClose={() => setUploading(false)}
          onTaken={(template) => setUrl({ view: "text", template })}
        />
      ) : null}
    </nav>
  );
}
