"use client";

import { type ReactNode, useId } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { AmountField } from "@/components/ui/amount-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { DateField } from "@/components/ui/date-field";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Choice, ProjectChoices } from "@/server/contracts/project-list";
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { MILESTONE_NAME, MILESTONES } from "@/server/domain/milestones";
import { HMT_PLACES, MAINLAND_PROVINCES } from "@/server/domain/places";
import { IndustryField } from "../detail/industry-field";
import { addressNow, type ProjectUrl } from "../list/list-url";

interface FilterFieldsProps {
  url: ProjectUrl;
  setUrl: (changes: Partial<ProjectUrl>) => void;
  choices: ProjectChoices | undefined;
}

const optionsOf = (list: readonly Choice[] | undefined) =>
  (list ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
const toggled = <Item,>(list: readonly Item[], item: Item): Item[] =>
  list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
const PLACES = [...MAINLAND_PROVINCES, ...HMT_PLACES].map((name) => ({ value: name, label: name }));
const LIGHT_OPTIONS = [
  { value: "late", label: "■ 滞后" },
  { value: "warning", label: "▲ 预警" },
  { value: "normal", label: "● 正常" },
  { value: "none", label: "○ 不计时" },
];
const OFF_OPTIONS = [
  { value: "any", label: "全部（含搁置、终止、流失）" },
  { value: "held", label: "搁置" },
  { value: "ended", label: "终止" },
  { value: "lost", label: "流失" },
];

/** Every condition of the list. Each applies at once; the list behind follows. */
export function FilterFields({ url, setUrl, choices }: FilterFieldsProps) {
  return (
    <div className="flex flex-col gap-3">
      <ChainsAndStages url={url} setUrl={setUrl} choices={choices} />
      <div className="grid grid-cols-1 gap-x-3 gap-y-2 sm:grid-cols-2">
        <Field label="亮灯">
          <Select
            options={LIGHT_OPTIONS}
            placeholder="不限"
            value={url.light ?? ""}
            onChange={(event) => setUrl({ light: (event.target.value || null) as ProjectUrl["light"] })}
          />
        </Field>
        <Field label="状态">
          <Select
            options={OFF_OPTIONS}
            placeholder="在推进"
            value={url.off ?? ""}
            onChange={(event) => setUrl({ off: (event.target.value || null) as ProjectUrl["off"] })}
          />
        </Field>
        <Pick
          label="承办人"
          list={choices?.owners}
          value={url.owner}
          onChange={(owner) => setUrl({ owner, ...(owner === null ? {} : { unowned: false }) })}
        />
        <Pick
          label="主办部门"
          list={choices?.departments}
          value={url.dept}
          onChange={(dept) => setUrl({ dept })}
        />
        <Pick
          label="街道园区"
          list={choices?.streets}
          value={url.street}
          onChange={(street) => setUrl({ street })}
        />
        <Pick
          label="战略新引擎"
          list={choices?.engines}
          value={url.engine}
          onChange={(engine) => setUrl({ engine })}
        />
        <Field label="投资方所在地">
          <Combobox
            options={PLACES}
            placeholder="不限"
            value={url.province || null}
            onChange={(province) => setUrl({ province: province ?? "" })}
          />
        </Field>
        <Field label="行业分类">
          <IndustryField
            wholeDivisions
            placeholder="不限"
            value={url.industry || null}
            onChange={(industry) => setUrl({ industry: industry ?? "" })}
          />
        </Field>
      </div>
      <Checkbox
        label="无责任人（还没有承办人）"
        checked={url.unowned}
        onChange={() => setUrl({ unowned: !addressNow().unowned, owner: null })}
      />
      <Ranges url={url} setUrl={setUrl} />
    </div>
  );
}

function ChainsAndStages({ url, setUrl, choices }: FilterFieldsProps) {
  return (
    <>
      <Group label="产业链">
        {[...(choices?.chains ?? []), { id: 0, name: "其他", hue: null }].map((chain) => (
          <Checkbox
            key={chain.id}
            label={<ChainDot index={chain.hue} name={chain.name} />}
            checked={url.chain.includes(chain.id)}
            onChange={() => setUrl({ chain: toggled(addressNow().chain, chain.id) })}
          />
        ))}
      </Group>
      <Group label="阶段">
        {MILESTONES.map((stage) => (
          <Checkbox
            key={stage}
            label={MILESTONE_NAME[stage]}
            checked={url.stage.includes(stage)}
            onChange={() => setUrl({ stage: toggled(addressNow().stage, stage) })}
          />
        ))}
      </Group>
    </>
  );
}

/** From … to …, both ends included. */
function Ranges({ url, setUrl }: Pick<FilterFieldsProps, "url" | "setUrl">) {
  const fen = (wan: number | null) => (wan === null ? null : Math.round(wan * FEN_PER_WAN));
  const wan = (value: number | null) => (value === null ? null : value / FEN_PER_WAN);
  const days = [
    { label: "签约日期", from: "signedFrom", to: "signedTo" },
    { label: "开工日期", from: "startedFrom", to: "startedTo" },
    { label: "首报日期", from: "reportedFrom", to: "reportedTo" },
    { label: "下一步到期", from: "dueFrom", to: "dueTo" },
  ] as const;
  return (
    <div className="grid grid-cols-1 gap-x-3 gap-y-2 sm:grid-cols-2">
      <Field label="计划总投资 从">
        <AmountField value={fen(url.min)} onChange={(value) => setUrl({ min: wan(value) })} />
      </Field>
      <Field label="计划总投资 到">
        <AmountField value={fen(url.max)} onChange={(value) => setUrl({ max: wan(value) })} />
      </Field>
      {days.flatMap(({ label, from, to }) => [
        <Field key={from} label={`${label} 从`}>
          <DateField value={url[from]} onChange={(value) => setUrl({ [from]: value })} />
        </Field>,
        <Field key={to} label={`${label} 到`}>
          <DateField value={url[to]} onChange={(value) => setUrl({ [to]: value })} />
        </Field>,
      ])}
    </div>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset aria-labelledby={id}>
      <legend id={id} className="mb-1 text-sm font-medium text-muted">
        {label}
      </legend>
      <div className="grid grid-cols-2 gap-x-3 gap-y-1 sm:grid-cols-4">{children}</div>
    </fieldset>
  );
}

interface PickProps {
  label: string;
  list: readonly Choice[] | undefined;
  value: number | null;
  onChange: (id: number | null) => void;
}

const Pick = ({ label, list, value, onChange }: PickProps) => (
  <Field label={label}>
    <Combobox
      options={optionsOf(list)}
      placeholder="不限"
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  </Field>
);
