import { NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { Badge } from "@/components/ui/badge";
import type { EnterpriseMergeScene, MergingField } from "@/server/contracts/enterprise-merge";
import type { EnterpriseMergeForm, Take } from "./use-enterprise-merge";

const TITLES: Record<Take, string> = { keep: "保留的企业", give: "并入的企业" };

/** Every field in which the two differ, with the value that stays. */
export function MergeChoices({ scene, form }: { scene: EnterpriseMergeScene; form: EnterpriseMergeForm }) {
  if (scene.fields.length === 0) return null;
  return (
    <Section title="资料" note={`不一致 ${scene.fields.length} 项，其余相同`} flush>
      <ul className="divide-y divide-line">
        {scene.fields.map((field) => (
          <Choice
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

interface ChoiceProps {
  field: MergingField;
  take: Take;
  onTake: (take: Take) => void;
}

function Choice({ field, take, onTake }: ChoiceProps) {
  const { label } = field;
  return (
    <li>
      <fieldset className="grid gap-x-3 gap-y-1 px-3 py-1.5 md:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1fr)]">
        <legend className="sr-only">{label}</legend>
        <span aria-hidden className="flex flex-wrap items-start gap-x-1.5 pt-0.5 text-sm text-muted">
          {label}
          {field.keep !== null && field.give !== null ? <Badge tone="warn">不一致</Badge> : null}
        </span>
        {(["keep", "give"] as const).map((value) => (
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
            <span className="min-w-0 [overflow-wrap:anywhere] whitespace-pre-line">
              <span className="mr-1 text-sm text-faint md:sr-only">{TITLES[value]}</span>
              {field[value] ?? NONE}
            </span>
          </label>
        ))}
      </fieldset>
    </li>
  );
}
