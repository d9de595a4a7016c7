"use client";
/** How many errors, warnings and hints there are, and what the list is narrowed to; all of it in the address. */
import { formatDay } from "@/components/shared/format";
import { useUrlState } from "@/components/shared/use-url-state";
import { useViewer } from "@/components/shared/viewer";
import { Checkbox } from "@/components/ui/checkbox";
import { MonthField } from "@/components/ui/month-field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { Checkup } from "@/server/contracts/checkup";
import {
  CHECK_LEVEL_NAMES,
  CHECK_LEVELS,
  type CheckId,
  type CheckLevel,
  checkOf,
} from "@/server/domain/checkup";
import type { StatMonth } from "@/server/domain/periods";
import { can } from "@/server/domain/permissions";
import { CHECKUP_URL } from "./checkup-url";

function LevelWords({ level, checkup }: { level: CheckLevel; checkup: Checkup | undefined }) {
  const open = checkup?.checks.reduce((sum, c) => sum + (checkOf(c.check).level === level ? c.open : 0), 0);
  return (
    <>
      {CHECK_LEVELS[level]} <b className="tabular-nums">{open ?? "…"}</b>
    </>
  );
}

/** The first day of what is still open, at the gravest level that has one. */
function oldestOf(checkup: Checkup | undefined): string | null {
  for (const level of CHECK_LEVEL_NAMES) {
    const days = (checkup?.checks ?? []).flatMap((c) =>
      checkOf(c.check).level === level ? (c.oldest ?? []) : [],
    );
    const first = days.sort()[0];
    if (first !== undefined) return `${CHECK_LEVELS[level]}最早自 ${formatDay(first)}`;
  }
  return null;
}

export function CheckupFilters({ present, checkup }: { present: StatMonth; checkup: Checkup | undefined }) {
  const [{ month, level, check, chain, mine }, setUrl] = useUrlState(CHECKUP_URL);
  const viewer = useViewer();
  const oldest = oldestOf(checkup);
  const named = new Set([...(checkup?.checks ?? []).map((c) => c.check), ...(check === null ? [] : [check])]);
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
      <Segmented
        label="级别"
        value={level ?? "all"}
        onChange={(next) => setUrl({ level: next === "all" ? null : next, check: null })}
        options={[
          { value: "all", label: "全部" },
          ...CHECK_LEVEL_NAMES.map((value) => ({
            value,
            label: <LevelWords level={value} checkup={checkup} />,
          })),
        ]}
      />
      <MonthField
        label="统计月"
        value={month ?? present}
        max={present}
        onChange={(next) => setUrl({ month: next })}
        className="w-36"
      />
      <Select
        aria-label="检查"
        className="w-48"
        value={check ?? ""}
        placeholder="全部检查"
        onChange={(event) => setUrl({ check: (event.target.value || null) as CheckId | null, level: null })}
        options={[...named].map((id) => ({ value: id, label: checkOf(id).name }))}
      />
      <Select
        aria-label="产业链"
        className="w-44"
        value={chain === null ? "" : String(chain)}
        placeholder="全部产业链"
        onChange={(event) => setUrl({ chain: event.target.value === "" ? null : Number(event.target.value) })}
        options={[
          ...(checkup?.chains ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
          { value: "0", label: "没有产业链" },
        ]}
      />
      {can(viewer, "project:capture") ? (
        <Checkbox
          label="只看我的"
          checked={mine === "1"}
          onChange={(event) => setUrl({ mine: event.target.checked ? "1" : "0" })}
        />
      ) : null}
      {oldest ? <span className="text-sm text-faint">{oldest}</span> : null}
    </div>
  );
}
