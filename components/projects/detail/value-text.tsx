"use client";
import { formatDay, formatMonth, NONE } from "@/components/shared/format";
import { Amount } from "@/components/shared/unit-switch";
import type { ValueChange } from "@/server/contracts/project-card";
import { industryLabel } from "@/server/domain/industries";
import { type FieldType, SENSITIVITY_NAME } from "@/server/domain/project-fields";
import { useChoices } from "./use-choices";

/** Hundredths of a mu as people write them: 12000 → "120", 12050 → "120.5". */
export const areaText = (centiMu: number): string => String(centiMu / 100);

/** One value of a project in the words of the screen; ids that come without a name are looked up. */
export function ValueText({ type, value }: { type: FieldType; value: unknown }) {
  if (value === null || value === undefined || value === "") return <>{NONE}</>;
  if (type === "amount" && typeof value === "number") return <Amount fen={value} withUnit trim />;
  if (type === "area" && typeof value === "number") return <>{areaText(value)} 亩</>;
  if (type === "day" || type === "future-day") return <>{formatDay(String(value))}</>;
  if (type === "month") return <>{formatMonth(Number(String(value).replace("-", "")))}</>;
  if (type === "sensitivity")
    return <>{SENSITIVITY_NAME[value as keyof typeof SENSITIVITY_NAME] ?? String(value)}</>;
  if (type === "industry") return <>{industryLabel(String(value))}</>;
  if (typeof value === "number") return <NameOf type={type} id={value} />;
  return <>{String(value)}</>;
}

function NameOf({ type, id }: { type: FieldType; id: number }) {
  const choices = useChoices();
  const lists = {
    chain: choices?.chains,
    unit: choices?.departments,
    street: choices?.streets,
    account: choices?.owners,
  };
  const list = type in lists ? lists[type as keyof typeof lists] : undefined;
  return <>{list?.find((one) => one.id === id)?.name ?? String(id)}</>;
}

/** Changes told one under the other: 计划总投资 12,000 万元 → 12,600 万元. */
export function ChangeList({ changes }: { changes: readonly ValueChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map((change) => (
        <li key={change.label} className="min-w-0 break-words">
          <span className="text-muted">{change.label}</span>{" "}
          {change.before === null ? null : (
            <>
              <del className="text-faint">
                <ValueText type={change.type} value={change.before} />
              </del>
              <span className="text-faint"> → </span>
            </>
          )}
          <ValueText type={change.type} value={change.after} />
        </li>
      ))}
    </ul>
  );
}
