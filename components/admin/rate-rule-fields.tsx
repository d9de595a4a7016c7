"use client";
/** What the conversion rates mean: denominators and milestones, ticked from lists. */
import { AmountField } from "@/components/ui/amount-field";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { MILESTONE_NAME } from "@/server/domain/milestones";
import {
  ARRIVAL_BASES,
  type ArrivalBase,
  LANDING_STEPS,
  PERFORMING_STEPS,
  type RateRules,
  type RateStep,
} from "@/server/domain/rate-rules";
import { TickList } from "./gate-fields";

interface RateRuleFieldsProps {
  rates: RateRules;
  problemAt: (field: string) => string | undefined;
  onChange: (rates: RateRules) => void;
}

export const RATE_FIELDS = ["landed", "performing", "arrivalBase", "statisticsMinPlanFen"].map(
  (name) => `value.${name}`,
);

const named = <Step extends RateStep>(steps: readonly Step[]) =>
  steps.map((step): [Step, string] => [step, MILESTONE_NAME[step]]);
const Problem = ({ text }: { text: string | undefined }) =>
  text ? (
    <p role="alert" className="mt-1 text-sm text-late">
      {text}
    </p>
  ) : null;

export function RateRuleFields({ rates, problemAt, onChange }: RateRuleFieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="资金到位率的分母" error={problemAt("value.arrivalBase")}>
          <Select
            value={rates.arrivalBase}
            onChange={(e) => onChange({ ...rates, arrivalBase: e.target.value as ArrivalBase })}
            options={(Object.keys(ARRIVAL_BASES) as ArrivalBase[]).map((value) => ({
              value,
              label: `${ARRIVAL_BASES[value]}${value === "agreed" ? "（未填写的用计划总投资）" : ""}`,
            }))}
          />
        </Field>
        <Field label="纳统率的起点（计划总投资）" error={problemAt("value.statisticsMinPlanFen")}>
          <AmountField
            value={rates.statisticsMinPlanFen}
            onChange={(fen) => onChange({ ...rates, statisticsMinPlanFen: fen ?? 0 })}
          />
        </Field>
      </div>
      <div>
        <TickList
          legend="落地：须全部具备（供地，无需用地的除外）"
          names={named(LANDING_STEPS)}
          ticked={rates.landed}
          onChange={(landed) => onChange({ ...rates, landed })}
        />
        <Problem text={problemAt("value.landed")} />
      </div>
      <div>
        <TickList
          legend="履约：具备其一，且未终止"
          names={named(PERFORMING_STEPS)}
          ticked={rates.performing}
          onChange={(performing) => onChange({ ...rates, performing })}
        />
        <Problem text={problemAt("value.performing")} />
      </div>
    </div>
  );
}
