"use client";
/** Brings a form in, or its next version. */
import { MAX_OWN_FORM_BYTES, OWN_FORM_ENDING, type OwnForm } from "@/server/contracts/own-form";
import { NamedUpload } from "./named-upload";

interface OwnFormUploadProps {
  /** The form that gets a new version; null for a new one. */
  form: OwnForm | null;
  onClose: () => void;
  onTaken: (id: number) => void;
}

export const OwnFormUpload = ({ form, onClose, onTaken }: OwnFormUploadProps) => (
  <NamedUpload
    title={form ? `上传“${form.name}”的新版本` : "上传自有表样"}
    description="在要填数的格里写占位符，如 {{签约.累计个数}}，其余都保持原样；只有表头的项目清单按表头自动对应。"
    what="表样"
    ending={OWN_FORM_ENDING}
    office="Excel"
    maxBytes={MAX_OWN_FORM_BYTES}
    place="格"
    address="/api/forms"
    stood={
      form && {
        name: form.name,
        fields: { formId: String(form.id), expectedVersion: String(form.version) },
      }
    }
    onClose={onClose}
    onTaken={onTaken}
  />
);
