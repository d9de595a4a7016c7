import { PlainValue } from "@/components/shared/change-text";
import { Section } from "@/components/shared/section";
import { Badge } from "@/components/ui/badge";
import type { MergeField, MergeScene } from "@/server/contracts/merge";
import type { MergeForm, Take } from "./use-merge";

const isDifferent = ({ keep, give }: MergeField): boolean => keep !== null && give !== null;

/** Every field in which the two differ, with the value that stays. */
export function MergeFields({ scene, form }: { scene: MergeScene; form: MergeForm }) {
  const [differ, oneSided] = [scene.fields.filter(isDifferent), scene.fields.filter((f) => !isDifferent(f))];
  const fields = [...differ, ...oneSided];
  if (fields.length === 0) return null;
  return (
    <Section
      title="资料"
      note={`不一致 ${differ.length} 项，只有一边填写 ${oneSided.length} 项，其余相同`}
      flush
    >
      <ul className="divide-y divide-line">
        {fields.map((field) => (
          <FieldRow
            key={field.field}
            field={field}
            take={form.takes[field.field] ?? "keep"}
            onTake={(take) => form.take(field.field, take)}
          />
        ))}
      </ul>
    </Section>
  );
}

interface FieldRowProps {
  field: MergeField;
  take: Take;
  onTake: (take: Take) => void;
}

function FieldRow({ field, take, onTake }: FieldRowProps) {
  const { label, type, list } = field;
  const choices: { value: Take; title: string; shown?: string | number | null }[] = [
    { value: "keep", title: "保留的项目", shown: field.keep },
    { value: "give", title: "并入的项目", shown: field.give },
    ...(list && field.keep !== null && field.give !== null
      ? [{ value: "both" as const, title: "两边都留" }]
      : []),
  ];
  return (
    <li>
      <fieldset className="grid gap-x-3 gap-y-1 px-3 py-1.5 md:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1fr)_7rem]">
        <legend className="sr-only">{label}</legend>
        <span aria-hidden className="flex flex-wrap items-start gap-x-1.5 pt-0.5 text-sm text-muted">
          {label}
          {isDifferent(field) ? <Badge tone="warn">不一致</Badge> : null}
        </span>
        {choices.map(({ value, title, shown }) => (
          <label
            key={value}
            className={`flex min-w-0 cursor-pointer items-start gap-2 rounded-sm px-1.5 py-0.5 hover:bg-sunken ${take === value ? "bg-accent-soft" : "text-muted"}`}
          >
            <input
              type="radio"
              name={`merge-${field.field}`}
              checked={take === value}
              onChange={() => onTake(value)}
              className="mt-1 size-3.5 shrink-0 accent-accent"
            />
            <span className="min-w-0 break-words whitespace-pre-line">
              <span className={value === "both" ? "" : "mr-1 text-sm text-faint md:sr-only"}>{title}</span>
              {value === "both" ? null : <PlainValue type={type} value={shown} />}
            </span>
          </label>
        ))}
      </fieldset>
    </li>
  );
}
