/** 分解核对: the sum of chains, of departments and of streets beside the district's target. */
import clsx from "clsx";
import { NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { TARGET_INDICATOR_NAMES, type TargetIndicator } from "@/server/domain/statistics-columns";
import {
  DIVISION_GROUPS,
  type DivisionGroup,
  divisionOf,
  divisionWord,
} from "@/server/domain/target-division";
import type { TargetGoal } from "@/server/domain/target-spans";
import {
  goalPlace,
  headerOf,
  rowIdOf,
  shownTarget,
  type Target,
  type TargetScope,
  valueAt,
} from "./target-sheet";

interface TargetDivisionProps {
  year: number;
  goal: TargetGoal;
  targets: readonly Target[];
  scopes: readonly TargetScope[];
}

export function TargetDivision({ year, goal, targets, scopes }: TargetDivisionProps) {
  const at = (rowId: string, indicator: TargetIndicator) =>
    valueAt(targets, goalPlace(year, goal, rowId, indicator));
  const groups = (Object.keys(DIVISION_GROUPS) as DivisionGroup[]).map((group) => ({
    group,
    of: (indicator: TargetIndicator) =>
      divisionOf(
        at("district/0", indicator),
        scopes.filter((s) => s.group === group).map((s) => at(rowIdOf(s), indicator)),
      ),
  }));
  const divided = groups.filter(({ of }) => TARGET_INDICATOR_NAMES.some((name) => of(name) !== null));
  if (divided.length === 0) return null;
  return (
    <Section
      title="分解核对"
      note="各链、各部门、各街道园区分别分解全区目标，互不相加"
      flush
      className="mt-3"
    >
      <div className="thin-scroll overflow-x-auto">
        <table className="w-full border-collapse text-right tabular-nums" aria-label="分解核对">
          <thead className="bg-sunken text-sm text-muted">
            <tr className="h-9">
              <th scope="col" className="px-3 text-left font-medium">
                分解到
              </th>
              {TARGET_INDICATOR_NAMES.map((name) => (
                <th key={name} scope="col" className="px-3 font-medium whitespace-nowrap">
                  {headerOf(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {divided.map(({ group, of }) => (
              <tr key={group} className="border-t border-line">
                <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">
                  {DIVISION_GROUPS[group]}合计
                </th>
                {TARGET_INDICATOR_NAMES.map((name) => {
                  const division = of(name);
                  return (
                    <td key={name} className="px-3 py-1.5 whitespace-nowrap">
                      {division ? shownTarget(name, division.sum) : NONE}
                      {division ? (
                        <span
                          className={clsx(
                            "block text-sm",
                            division.over === 0 ? "text-muted" : "font-medium text-warn",
                          )}
                        >
                          {divisionWord(division, (value) => shownTarget(name, value))}
                        </span>
                      ) : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
