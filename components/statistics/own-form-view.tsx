"use client";
/** One own form: for which month it is filled, what each placeholder becomes, and what it was before. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "@/components/shared/empty-state";
import { ExportButton } from "@/components/shared/export-button";
import { FailureState } from "@/components/shared/failure-state";
import { readFailure } from "@/components/shared/form-problems";
import { formatCount, formatDay } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { useViewer } from "@/components/shared/viewer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { MonthField } from "@/components/ui/month-field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { OwnForm } from "@/server/contracts/own-form";
import { dayOf, type StatMonth } from "@/server/domain/periods";
import { can } from "@/server/domain/permissions";
import { FormColumnsDialog } from "./form-columns-dialog";
import { FormPlaces } from "./form-places";
import { FORM_URL } from "./form-url";
import { OwnFormUpload } from "./own-form-upload";
import { RetireOwnForm } from "./retire-own-form";

export function OwnFormView({ id, present }: { id: number; present: StatMonth }) {
  const trpc = useTRPC();
  const { data: forms, error, refetch } = useQuery(trpc.form.list.queryOptions());
  const form = forms?.find((one) => one.id === id);
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!forms) return <Skeleton className="h-64 w-full" />;
  if (!form)
    return (
      <EmptyState title="没有这张表样" className="rounded-md border border-line bg-surface">
        可能已停用，请在左侧另选一张。
      </EmptyState>
    );
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Filling form={form} present={present} />
      <Versions form={form} />
    </div>
  );
}

function Filling({ form, present }: { form: OwnForm; present: StatMonth }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [url, setUrl] = useUrlState(FORM_URL);
  const choice = { id: form.id, month: url.month ?? present, viewId: form.lists ? url.view : null };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.form.preview.queryOptions(choice),
    placeholderData: keepPreviousData,
  });
  const atMonth = error ? readFailure(error).problems.find((p) => p.field === "month")?.message : undefined;
  return (
    <Section
      title={form.name}
      note={`第 ${form.version} 版 · ${formatCount(form.placeholders)} 处占位符`}
      actions={
        <ExportButton
          key={`${choice.month} ${choice.viewId ?? ""}`}
          label="填数并下载"
          start={(requestId) => client.form.fill.mutate({ requestId, ...choice })}
        />
      }
    >
      <div className="mb-3 flex flex-wrap items-start gap-3">
        <Field label="统计月" error={atMonth}>
          <MonthField
            label="统计月"
            value={choice.month}
            max={present}
            onChange={(month) => setUrl({ month })}
          />
        </Field>
        {form.lists ? <ViewField value={choice.viewId} onChange={(view) => setUrl({ view })} /> : null}
      </div>
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-64 w-full" /> : null}
      {data && !error ? (
        <div aria-busy={isPlaceholderData || undefined}>
          <FormPlaces preview={data} />
        </div>
      ) : null}
    </Section>
  );
}

function ViewField({ value, onChange }: { value: number | null; onChange: (view: number | null) => void }) {
  const trpc = useTRPC();
  const { data: views } = useQuery(trpc.view.list.queryOptions());
  return (
    <Field label="项目范围" hint="按存好的视图，各栏为今天的情况" className="w-56">
      <Select
        placeholder="全部可查看的项目"
        value={value === null ? "" : String(value)}
        options={(views ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={(event) => onChange(event.target.value === "" ? null : Number(event.target.value))}
      />
    </Field>
  );
}

function Versions({ form }: { form: OwnForm }) {
  const [doing, setDoing] = useState<"columns" | "replace" | "retire" | null>(null);
  const mayEdit = can(useViewer(), "form:edit");
  const close = () => setDoing(null);
  return (
    <Section
      title="版本"
      note="出表总用最新一版"
      actions={
        mayEdit ? (
          <>
            {form.lists ? (
              <Button size="sm" onClick={() => setDoing("columns")}>
                改列对应
              </Button>
            ) : null}
            <Button size="sm" onClick={() => setDoing("replace")}>
              上传新版本
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setDoing("retire")}>
              停用
            </Button>
          </>
        ) : null
      }
      flush
    >
      <ul className="divide-y divide-line">
        {form.versions.map(({ version, fileName, authorName, at }) => (
          <li key={version} className="flex min-h-9 flex-wrap items-center gap-x-3 px-3 py-1">
            <span className="w-14 shrink-0 font-medium">第 {version} 版</span>
            <span className="min-w-0 flex-1 truncate text-muted" title={fileName}>
              {fileName}
            </span>
            <span className="shrink-0 text-sm text-faint">
              {authorName} · {formatDay(dayOf(new Date(at)))}
            </span>
            <a className="shrink-0 text-sm underline" href={`/api/forms/${form.id}/${version}`} download>
              下载表样
            </a>
          </li>
        ))}
      </ul>
      {doing === "columns" ? <FormColumnsDialog form={form} onClose={close} /> : null}
      {doing === "replace" ? <OwnFormUpload form={form} onClose={close} onTaken={close} /> : null}
      {doing === "retire" ? <RetireOwnForm form={form} onClose={close} /> : null}
    </Section>
  );
}
