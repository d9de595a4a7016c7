"use client";
import { X } from "lucide-react";
import { useState } from "react";
import { ChangeList } from "@/components/shared/change-text";
import { CountLines } from "@/components/shared/count-lines";
import { sortProblems } from "@/components/shared/form-problems";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { BulkEditPreview } from "@/server/contracts/bulk-edit";
import { BULK_FIELDS, type BulkField } from "@/server/domain/bulk-edit";
import { BASICS_WORDS } from "@/server/domain/project-fields";
import { FieldControl } from "../detail/field-control";
import { type BulkForm, useBulkEdit } from "./use-bulk-edit";

interface BulkEditDialogProps {
  ids: readonly number[];
  onClose: () => void;
  /** It happened: nothing is chosen any more. */
  onDone: (words: string) => void;
}

/** 批量修改: choose what changes, see what that does to every project, do it: all of it or nothing. */
export function BulkEditDialog({ ids, onClose, onDone }: BulkEditDialogProps) {
  const form = useBulkEdit(ids, onDone);
  const { found, failure } = form;
  const ready = found !== undefined && found.change.length > 0 && !form.stale;
  const fields = form.draft.map((d) => `patch.${d.field}`);
  const { atField, aboveButtons } = sortProblems(failure?.problems ?? [], [
    ...fields,
    ...form.draft.map((d) => d.field),
    "reason",
  ]);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`批量修改 ${ids.length} 个项目`}
      description="先核对每个项目的原值和新值，再一次改完；内容留空则清空原值。之后可以在“操作记录”中撤销。"
      size="lg"
      sticky={form.draft.length > 0}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          {ready ? (
            <Button variant="primary" busy={form.saving} onClick={form.save}>
              修改 {found.change.length} 个
            </Button>
          ) : (
            <Button
              variant="primary"
              busy={form.asking}
              disabled={form.draft.length === 0}
              onClick={form.ask}
            >
              {form.stale ? "重新核对" : "核对"}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {form.draft.map(({ field, value }) => (
          <div key={field} className="flex items-start gap-2">
            <Field
              label={BASICS_WORDS[field].label}
              error={atField[field] ?? atField[`patch.${field}`]}
              className="min-w-0 flex-1"
            >
              <FieldControl
                type={BASICS_WORDS[field].type}
                label={BASICS_WORDS[field].label}
                value={value}
                onChange={(next) => form.set(field, next)}
              />
            </Field>
            <IconButton
              label={`不改${BASICS_WORDS[field].label}`}
              icon={<X aria-hidden className="size-4" />}
              onClick={() => form.remove(field)}
              className="mt-6"
            />
          </div>
        ))}
        <AddField form={form} />
        {found ? <Shown found={found} /> : null}
        {form.needsReason || atField.reason ? (
          <Field label="原因" required hint={found ? whyReason(found) : undefined} error={atField.reason}>
            <TextField value={form.reason} onChange={(event) => form.setReason(event.target.value)} />
          </Field>
        ) : null}
        {aboveButtons.length > 0 ? <Notice tone="late">{aboveButtons.join("；")}</Notice> : null}
      </div>
    </Dialog>
  );
}

/** What a reason is asked for. */
function whyReason({ change }: BulkEditPreview): string {
  const [closed, odd] = [change.some((c) => c.closed), change.some((c) => c.odd.length > 0)];
  return [
    ...(closed ? ["部分项目在已关账月份有数，改动会在开放月份的分项数字中形成调整"] : []),
    ...(odd ? ["部分项目的计划日期有矛盾，请逐个核对，确认无误再说明原因"] : []),
  ].join("；");
}

function AddField({ form }: { form: BulkForm }) {
  const left = BULK_FIELDS.filter((field) => !form.draft.some((d) => d.field === field));
  if (left.length === 0) return null;
  return (
    <Select
      aria-label="修改内容"
      placeholder={form.draft.length === 0 ? "选择要修改的内容" : "再加一项内容"}
      options={left.map((field) => ({ value: field, label: BASICS_WORDS[field].label }))}
      value=""
      onChange={(event) => event.target.value && form.add(event.target.value as BulkField)}
    />
  );
}

const STEP = 50;

/** Old and new of every project, a part at a time. */
function Shown({ found }: { found: BulkEditPreview }) {
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <CountLines
        lines={[
          { label: "将修改", count: found.change.length, note: "" },
          ...(found.unchanged > 0 ? [{ label: "已是如此", count: found.unchanged, note: "不必改动" }] : []),
        ]}
        kept={found.kept}
      />
      {found.change.length > 0 ? (
        <ul
          aria-label="原值和新值"
          className="thin-scroll max-h-64 divide-y divide-line overflow-y-auto rounded-md border border-line"
        >
          {found.change.slice(0, shown).map((project) => (
            <li key={project.id} className="grid gap-x-4 px-3 py-1.5 sm:grid-cols-2">
              <span className="min-w-0 break-words">
                {project.name} <span className="text-sm text-faint">{project.number}</span>
                {[...(project.closed ? ["涉及已关账月份"] : []), ...project.odd].map((words) => (
                  <span key={words} className="block text-sm text-warn">
                    {words}
                  </span>
                ))}
              </span>
              <ChangeList changes={project.changes} full />
            </li>
          ))}
          {found.change.length > shown ? (
            <li className="p-1 text-center">
              <Button size="sm" variant="ghost" onClick={() => setShown(shown + 4 * STEP)}>
                还有 {found.change.length - shown} 个
              </Button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </>
  );
}
