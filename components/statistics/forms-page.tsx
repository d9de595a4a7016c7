"use client";
/** 表样: the forms that a bureau hands in; each is chosen, looked at and exported. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ExportButton } from "@/components/shared/export-button";
import { ExportHistory } from "@/components/shared/export-history";
import { FailureState } from "@/components/shared/failure-state";
import { PageHeader } from "@/components/shared/page-header";
import { Section } from "@/components/shared/section";
import { useTRPC, useTRPCClient } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { useViewer } from "@/components/shared/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import type { FormChoice } from "@/server/contracts/ready-form";
import { dayOf, type StatMonth } from "@/server/domain/periods";
import { can } from "@/server/domain/permissions";
import { READY_FORM_IDS, type ReadyFormId, readyForm, startingPeriod } from "@/server/domain/ready-forms";
import { FormChoiceFields } from "./form-choice-fields";
import { FormItem } from "./form-item";
import { FormPreviewTable } from "./form-preview-table";
import { FORM_URL } from "./form-url";
import { FormWordsView } from "./form-words-view";
import { OwnFormView } from "./own-form-view";
import { OwnFormsNav } from "./own-forms-nav";

/** The forms that this person may export. */
function useForms(): ReadyFormId[] {
  const viewer = useViewer();
  return READY_FORM_IDS.filter((id) => can(viewer, readyForm(id).action));
}

/** What the address says, completed by what the form begins with; only what the form asks for. */
function useChoice(present: StatMonth, form: ReadyFormId): FormChoice {
  const [url] = useUrlState(FORM_URL);
  const starting = startingPeriod(present, dayOf(new Date()));
  const { period, byChain, cuts } = readyForm(form);
  const days = period === "days" || period === "week";
  return {
    form,
    month: period === "month" ? (url.month ?? starting.month) : null,
    from: period === "days" ? (url.from ?? starting.from) : null,
    to: days ? (url.to ?? starting.to) : null,
    chainIds: byChain && url.chain !== null ? [url.chain] : [],
    cut: cuts ? url.cut : "chain",
  };
}

export function FormsPage({ present }: { present: StatMonth }) {
  const forms = useForms();
  const [url, setUrl] = useUrlState(FORM_URL);
  const form = forms.find((id) => id === url.form) ?? forms[0];
  const ownForms = can(useViewer(), "statistics:export");
  const choice = useChoice(present, form ?? "leads");
  if (form === undefined) return null;
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        title="表样"
        note={`按上报格式出表：选表样和期间，看内容，再导出。${ownForms ? "上级发来的表可传为自有表样，每月自动填数。" : "内容以您可查看的为限。"}`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <div className="flex flex-col gap-3">
          <nav aria-label="现成表样" className="overflow-hidden rounded-md border border-line bg-surface">
            <ul className="max-lg:thin-scroll max-lg:flex max-lg:overflow-x-auto">
              {forms.map((id) => (
                <FormItem
                  key={id}
                  name={readyForm(id).name}
                  current={url.own === null && id === form}
                  onChoose={() => setUrl({ form: id, own: null, view: null })}
                />
              ))}
            </ul>
          </nav>
          {ownForms ? <OwnFormsNav /> : null}
          <ExportHistory className="max-lg:hidden rounded-md border border-line bg-surface p-3" />
        </div>
        {url.own === null || !ownForms ? (
          <FormView key={form} choice={choice} present={present} />
        ) : url.own === "words" ? (
          <FormWordsView present={present} />
        ) : (
          <OwnFormView key={url.own} id={url.own} present={present} />
        )}
      </div>
    </div>
  );
}

function FormView({ choice, present }: { choice: FormChoice; present: StatMonth }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { name, holds, blank, paper } = readyForm(choice.form);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...trpc.export.formPreview.queryOptions(choice),
    placeholderData: keepPreviousData,
  });
  return (
    <Section
      title={name}
      note={`${paper} 横向`}
      actions={
        <ExportButton
          label="导出"
          start={(requestId) => client.export.form.mutate({ requestId, ...choice })}
        />
      }
    >
      <p className="text-muted">{holds}</p>
      {blank.length > 0 ? (
        <p className="mt-1 text-sm text-faint">系统未收录、留空待填：{blank.join("；")}</p>
      ) : null}
      <FormChoiceFields choice={choice} present={present} error={error} />
      {error ? <FailureState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-64 w-full" /> : null}
      {data && !error ? (
        <div aria-busy={isPlaceholderData || undefined} className="flex flex-col gap-4">
          {data.sheets.map((sheet) => (
            <FormPreviewTable key={sheet.name} sheet={sheet} />
          ))}
        </div>
      ) : null}
    </Section>
  );
}
