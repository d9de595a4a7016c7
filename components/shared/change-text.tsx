"use client";
import type { ValueChange } from "@/server/contracts/project-card";
import { industryLabel } from "@/server/domain/industries";
import { type FieldType, SENSITIVITY_NAME } from "@/server/domain/project-fields";
import { formatDay, formatMonth, NONE } from "./format";
import { Amount } from "./unit-switch";

/** Hundredths of a mu as people write them: 12000 → "120", 12050 → "120.5". */
export const areaText = (centiMu: number): string => String(centiMu / 100);

/** One value of a project in the words of the screen; what is kept as an id must come as a name. */
export function PlainValue({ type, value }: { type: FieldType; value: unknown }) {
  if (value === null || value === undefined || value === "") return <>{NONE}</>;
  if (type === "amount" && typeof value === "number") return <Amount fen={value} withUnit trim />;
  if (type === "area" && typeof value === "number") return <>{areaText(value)} 亩</>;
  if (type === "day" || type === "future-day") return <>{formatDay(String(value))}</>;
  if (type === "month") return <>{formatMonth(Number(String(value).replace("-", "")))}</>;
  if (type === "sensitivity")
    return <>{SENSITIVITY_NAME[value as keyof typeof SENSITIVITY_NAME] ?? String(value)}</>;
  if (type === "industry") return <>{industryLabel(String(value))}</>;
  return <>{String(value)}</>;
}

/** Changes told one under the other: 计划总投资 12,000 万元 → 12,600 万元. `full` also says where there was nothing. */
export function ChangeList({ changes, full }: { changes: readonly ValueChange[]; full?: boolean }) {
  if (changes.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map((change) => (
        <li key={change.label} className="min-w-0 break-words">
          <span className="text-muted">{change.label}</span>{" "}
          {change.before === null && !full ? null : (
            <>
              <del className="text-faint">
                <PlainValue type={change.type} value={change.before} />
              </del>
              <span className="text-faint"> → </span>
            </>
          )}
          <PlainValue type={change.type} value={change.after} />
        </li>
      ))}
    </ul>
  );
}
