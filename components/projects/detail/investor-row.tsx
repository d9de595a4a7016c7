"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { Badge } from "@/components/ui/badge";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";
import { codeVerdict, type InvestorDraft, readShare } from "./investor-draft";

interface InvestorRowProps {
  draft: InvestorDraft;
  index: number;
  last: boolean;
  problemAt: (part: "name" | "uscc") => string | undefined;
  onChange: (part: Partial<InvestorDraft>) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

/** One investor: who, how much, and its place in the order. */
export function InvestorRow({ draft, index, last, problemAt, onChange, onMove, onRemove }: InvestorRowProps) {
  const no = index + 1;
  return (
    <li className="rounded-md border border-line p-2">
      <div className="flex flex-wrap items-start gap-2 sm:flex-nowrap">
        <Field
          label={`第${no}投资方`}
          labelHidden
          error={problemAt("name")}
          className="min-w-0 flex-1 basis-full sm:basis-auto"
        >
          {draft.main ? (
            <p className="flex min-h-8 flex-wrap items-center gap-2">
              <span className="break-words">{draft.name}</span>
              <Badge tone="accent">主投资方</Badge>
            </p>
          ) : (
            <EnterprisePicker draft={draft} onChange={onChange} />
          )}
        </Field>
        <Field
          label={`第${no}投资方的股比`}
          labelHidden
          error={readShare(draft.share) === "wrong" ? "0.01 至 100" : undefined}
          className="w-24 shrink-0"
        >
          <TextField
            inputMode="decimal"
            placeholder="股比"
            className="pr-7! text-right"
            after="%"
            value={draft.share}
            onChange={(event) => onChange({ share: event.target.value })}
          />
        </Field>
        <div className="flex shrink-0">
          <IconButton
            label={`第${no}投资方上移`}
            disabled={index === 0}
            icon={<ArrowUp aria-hidden className="size-4" />}
            onClick={() => onMove(-1)}
          />
          <IconButton
            label={`第${no}投资方下移`}
            disabled={last}
            icon={<ArrowDown aria-hidden className="size-4" />}
            onClick={() => onMove(1)}
          />
          <IconButton
            label={`移除第${no}投资方`}
            disabled={draft.main}
            icon={<X aria-hidden className="size-4" />}
            onClick={onRemove}
          />
        </div>
      </div>
      {draft.enterpriseId === null && draft.name ? (
        <NewEnterprise draft={draft} problem={problemAt("uscc")} onChange={onChange} />
      ) : null}
    </li>
  );
}

const FRESH = "new:";
const FOUND_AT_MOST = 8;

/** Enterprises the bureau knows, by name, code or pinyin; a name it does not know makes a new one. */
function EnterprisePicker({ draft, onChange }: Pick<InvestorRowProps, "draft" | "onChange">) {
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const q = useDeferredValue(query.trim());
  const { data, isFetching } = useQuery(
    trpc.enterprise.list.queryOptions(
      { q, limit: FOUND_AT_MOST },
      { enabled: q.length >= 2, placeholderData: keepPreviousData },
    ),
  );
  const found = q.length >= 2 ? (data?.rows ?? []) : [];
  const value =
    draft.enterpriseId !== null ? String(draft.enterpriseId) : draft.name ? FRESH + draft.name : null;
  const typed = query.trim();
  const options: ComboOption[] = [
    ...found.map(({ id, name, foundAs, uscc, province, city }) => ({
      value: String(id),
      label: name,
      note: [foundAs, province + city, uscc].filter(Boolean).join(" · ") || "企业库",
    })),
    ...(value && !found.some((one) => String(one.id) === value) ? [{ value, label: draft.name }] : []),
    ...(typed.length >= 2 && !found.some((one) => one.name === typed)
      ? [{ value: FRESH + typed, label: typed, note: "新登记这家企业" }]
      : []),
  ];
  const choose = (next: string | null) => {
    const known = found.find((one) => String(one.id) === next);
    if (known) onChange({ enterpriseId: known.id, name: known.name, uscc: known.uscc ?? "" });
    else onChange({ enterpriseId: null, name: next?.slice(FRESH.length) ?? "", uscc: "", usccReason: "" });
  };
  return (
    <Combobox
      options={options}
      value={value}
      filter={() => true}
      onQuery={setQuery}
      loading={isFetching}
      clearable={false}
      placeholder="企业名称、信用代码或拼音首字母"
      empty="请输入至少两个字"
      onChange={choose}
    />
  );
}

interface NewEnterpriseProps extends Pick<InvestorRowProps, "draft" | "onChange"> {
  problem: string | undefined;
}

/** The credit code of an enterprise the bureau meets for the first time; a wrong check character asks why it is kept. */
function NewEnterprise({ draft, problem, onChange }: NewEnterpriseProps) {
  const verdict = codeVerdict(draft.uscc);
  const wrongShape = verdict === "wrong-shape" ? "应为 18 位数字或大写字母，不含 I、O、S、V、Z" : null;
  return (
    <div className="mt-2 grid grid-cols-1 gap-2 sm:grid-cols-2">
      <Field
        label="统一社会信用代码"
        error={wrongShape ?? (verdict === "valid" ? null : problem)}
        warning={verdict === "wrong-check-character" ? "校验位不符，请核对" : null}
        hint={verdict === "valid" ? "✓ 代码有效" : undefined}
      >
        <TextField
          maxLength={30}
          spellCheck={false}
          placeholder="可暂缺"
          value={draft.uscc}
          onChange={(event) => onChange({ uscc: event.target.value })}
        />
      </Field>
      {verdict === "wrong-check-character" ? (
        <Field label="代码无误的原因" required>
          <TextField
            maxLength={200}
            placeholder="如：营业执照即为此代码"
            value={draft.usccReason}
            onChange={(event) => onChange({ usccReason: event.target.value })}
          />
        </Field>
      ) : null}
    </div>
  );
}
