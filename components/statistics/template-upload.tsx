"use client";
/** Brings a template of a text in, or its next version. */
import { DOCUMENT_ENDING, MAX_DOCUMENT_BYTES, type ReportTemplate } from "@/server/contracts/writing";
import { NamedUpload } from "./named-upload";

interface TemplateUploadProps {
  /** The template that gets a new version; null for a new one. */
  template: ReportTemplate | null;
  onClose: () => void;
  onTaken: (id: number) => void;
}

export const TemplateUpload = ({ template, onClose, onTaken }: TemplateUploadProps) => (
  <NamedUpload
    title={template ? `上传“${template.name}”的新版本` : "上传模板"}
    description="下载一个模板，在 Word 里改成本单位的写法，要填数的地方写占位符，如 {签约项目数}；整句写全，没有数的分句出稿时自动略去。"
    what="模板"
    ending={DOCUMENT_ENDING}
    office="Word"
    maxBytes={MAX_DOCUMENT_BYTES}
    place="段"
    address="/api/writing/templates"
    stood={
      template && {
        name: template.name,
        fields: { templateId: String(template.id), expectedVersion: String(template.version) },
      }
    }
    onClose={onClose}
    onTaken={onTaken}
  />
);
