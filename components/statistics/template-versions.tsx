"use client";
/** What a template is and was: downloaded, replaced, taken out of use. */
import { useState } from "react";
import { formatCount, formatDay } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useTRPCClient } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { useCan } from "@/components/shared/viewer";
import { Button } from "@/components/ui/button";
import { DEFAULT_TEMPLATE_IDS, type ReportTemplate } from "@/server/contracts/writing";
import { dayOf } from "@/server/domain/periods";
import { RetireDialog } from "./retire-dialog";
import { TemplateUpload } from "./template-upload";
import { WRITING_URL } from "./writing-url";

export function TemplateVersions({ template }: { template: ReportTemplate }) {
  const [doing, setDoing] = useState<"replace" | "retire" | null>(null);
  const [exports, mayEdit] = [useCan("statistics:export"), useCan("form:edit")];
  const own = typeof template.id === "number";
  if (!exports) return null;
  const close = () => setDoing(null);
  const lines = own
    ? template.versions.map(({ version, fileName, authorName, at }) => ({
        version,
        fileName,
        by: `${authorName} · ${formatDay(dayOf(new Date(at)))}`,
      }))
    : [{ version: template.version, fileName: "系统自带，下载后可在 Word 里改，再上传为自己的模板", by: "" }];
  return (
    <Section
      title="模板"
      note={template.placeholders === null ? null : `${formatCount(template.placeholders)} 处占位符`}
      actions={
        own && mayEdit ? (
          <>
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
        {lines.map(({ version, fileName, by }) => (
          <li key={version} className="flex min-h-9 flex-wrap items-center gap-x-3 px-3 py-1">
            <span className="w-14 shrink-0 font-medium">第 {version} 版</span>
            <span className="min-w-0 flex-1 text-muted sm:truncate" title={fileName}>
              {fileName}
            </span>
            <span className="shrink-0 text-sm text-faint">{by}</span>
            <a
              className="shrink-0 text-sm underline"
              href={`/api/writing/templates/${template.id}/${version}`}
              download
            >
              下载模板
            </a>
          </li>
        ))}
      </ul>
      {doing === "replace" ? <TemplateUpload template={template} onClose={close} onTaken={close} /> : null}
      {doing === "retire" && typeof template.id === "number" ? (
        <Retire id={template.id} template={template} onClose={close} />
      ) : null}
    </Section>
  );
}

function Retire({ id, template, onClose }: { id: number; template: ReportTemplate; onClose: () => void }) {
  const client = useTRPCClient();
  const [, setUrl] = useUrlState(WRITING_URL);
  return (
    <RetireDialog
      id={id}
      name={template.name}
      version={template.version}
      words="停用后不能再用它出稿；已出的稿和操作日志不受影响，需要时可重新上传。"
      retire={(input) => client.writing.retire.mutate(input)}
      onRetired={() => setUrl({ template: DEFAULT_TEMPLATE_IDS[0] })}
      onClose={onClose}
    />
  );
}
