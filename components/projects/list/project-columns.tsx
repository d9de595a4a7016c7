import clsx from "clsx";
import type { ReactNode } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatDay, formatDays, NONE } from "@/components/shared/format";
import { Amount, UnitWord } from "@/components/shared/unit-switch";
import type { DataColumn } from "@/components/table/data-column";
import { Badge } from "@/components/ui/badge";
import type { OpenRow, ProjectRow, ProjectSums } from "@/server/contracts/project-list";
import { PROJECT_COLUMNS, type ProjectColumnId } from "@/server/contracts/project-view";
import { dayOf } from "@/server/domain/periods";
import { shortPlace } from "@/server/domain/places";
import { ProjectLight, StageMark } from "./project-marks";

/** A cell of an open row; sensitive leads show nothing there. */
const open = (cell: (row: OpenRow) => ReactNode) => (row: ProjectRow) => (row.masked ? "" : cell(row));
const text = (value: (row: OpenRow) => string | null) => open((row) => value(row) || NONE);

/** 辽宁沈阳; a municipality is named once. */
export const placeOf = ({
  originProvince,
  originCity,
}: {
  originProvince: string;
  originCity: string;
}): string => {
  const province = shortPlace(originProvince);
  const city = shortPlace(originCity);
  return province === city ? province : `${province}${city}`;
};

/** The words of the columns stand with their ids: exports use the same. */
type Column = Omit<DataColumn<ProjectRow>, "header"> & { id: ProjectColumnId };

const MAIN: Column[] = [
  {
    id: "name",
    width: 232,
    grow: true,
    pinned: "start",
    hideable: false,
    sortable: true,
    cell: (row) => <NameCell row={row} />,
  },
  {
    id: "chain",
    width: 114,
    cell: (row) => (row.chainName ? <ChainDot index={row.chainHue} name={row.chainName} /> : NONE),
  },
  { id: "leader", width: 64, cell: text((row) => row.leaderName) },
  {
    id: "stage",
    width: 78,
    sortable: true,
    cell: open((row) => <StageMark stage={row.stage} offState={row.offState} />),
  },
  {
    id: "plannedTotal",
    unit: <UnitWord />,
    width: 120,
    align: "end",
    sortable: true,
    definition: "签约时约定的计划总投资；尚未约定时以“意向”标明意向投资额，不计入合计",
    cell: (row) => <PlannedCell row={row} />,
  },
  {
    id: "arrived",
    unit: <UnitWord />,
    definition: "已审核的到位资金累计",
    width: 100,
    align: "end",
    sortable: true,
    cell: open((row) => <Amount fen={row.arrivedFen || null} />),
  },
  {
    id: "invested",
    unit: <UnitWord />,
    definition: "已审核的固定资产投资累计（统计数）",
    width: 100,
    align: "end",
    sortable: true,
    cell: open((row) => <Amount fen={row.investedFen || null} />),
  },
  {
    id: "stageSince",
    width: 80,
    align: "end",
    sortable: true,
    definition: "进入现阶段的天数",
    cell: open((row) => formatDays(row.daysInStage)),
  },
  {
    id: "late",
    width: 76,
    sortable: true,
    cell: open((row) => <ProjectLight {...row} />),
  },
  {
    id: "nextDue",
    width: 172,
    grow: true,
    sortable: true,
    cell: open((row) => <NextCell row={row} />),
  },
  { id: "firstReporter", width: 88, cell: (row) => row.firstReporter ?? NONE },
];

const HIDDEN: Column[] = [
  { id: "number", width: 112, sortable: true, cell: text((row) => row.number) },
  { id: "investor", width: 200, cell: text((row) => row.investorName) },
  { id: "origin", width: 110, cell: text(placeOf) },
  { id: "owner", width: 80, cell: text((row) => row.ownerName) },
  { id: "leadUnit", width: 110, cell: text((row) => row.leadUnitName) },
  { id: "street", width: 110, cell: text((row) => row.streetName) },
  {
    id: "intended",
    unit: <UnitWord />,
    width: 120,
    align: "end",
    sortable: true,
    cell: open((row) => <Amount fen={row.intendedFen} />),
  },
  {
    id: "contractOn",
    width: 104,
    sortable: true,
    cell: open((row) => formatDay(row.contractOn)),
  },
  {
    id: "startOn",
    width: 104,
    sortable: true,
    cell: open((row) => formatDay(row.startOn)),
  },
  {
    id: "firstReported",
    width: 104,
    sortable: true,
    cell: open((row) => formatDay(row.firstReportedOn)),
  },
  { id: "company", width: 200, cell: text((row) => row.companyName) },
  { id: "projectCode", width: 190, cell: text((row) => row.projectCode) },
];

/** What a 1366 px screen has no room for: the leader follows from the chain, the first reporter stands in the peek. */
const ONLY_WHEN_ROOMY: ReadonlySet<string> = new Set(["leader", "firstReporter"]);

const columnsFor = (roomy: boolean): DataColumn<ProjectRow>[] =>
  [
    ...MAIN.map((column) => (ONLY_WHEN_ROOMY.has(column.id) ? { ...column, hidden: !roomy } : column)),
    ...HIDDEN.map((column) => ({ ...column, hidden: true })),
  ].map((column) => ({ ...column, header: PROJECT_COLUMNS[column.id] }));

/** The columns with the sums of everything that the filter finds; `roomy`: a wide screen shows two more at once. */
export function projectColumns(sums: ProjectSums | undefined, roomy: boolean): DataColumn<ProjectRow>[] {
  const footer: Record<string, number | undefined> = {
    plannedTotal: sums?.plannedTotalFen,
    arrived: sums?.arrivedFen,
    invested: sums?.investedFen,
  };
  return columnsFor(roomy).map((column) =>
    column.id in footer ? { ...column, footer: <Amount fen={footer[column.id]} /> } : column,
  );
}

function NameCell({ row }: { row: ProjectRow }) {
  if (row.masked) {
    return (
      <span className="truncate text-muted">
        敏感线索
        {row.firstReporter ? <span className="text-sm text-faint"> · 首报 {row.firstReporter}</span> : null}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="truncate" title={row.name}>
        {row.name}
      </span>
      {row.sensitivity === "sensitive" ? <Badge tone="late">敏感</Badge> : null}
    </span>
  );
}

function PlannedCell({ row }: { row: ProjectRow }) {
  if (row.masked) return <span className="text-muted">{row.sizeWord}</span>;
  if (row.plannedTotalFen !== null || row.intendedFen === null) return <Amount fen={row.plannedTotalFen} />;
  return (
    <span className="text-faint">
      <span className="mr-1 text-xs">意向</span>
      <Amount fen={row.intendedFen} />
    </span>
  );
}

function NextCell({ row }: { row: OpenRow }) {
  if (!row.nextStep && !row.nextDueOn) return NONE;
  const overdue = row.nextDueOn !== null && row.nextDueOn < dayOf(new Date());
  return (
    <span
      className="flex min-w-0 flex-1 items-baseline gap-1.5"
      title={[row.nextStep, row.nextDueOn].filter(Boolean).join(" ")}
    >
      <span className="min-w-0 flex-1 truncate">{row.nextStep || "下一步"}</span>
      {row.nextDueOn ? (
        <span className={clsx("shrink-0 text-sm", overdue ? "text-late" : "text-faint")}>
          {formatDay(row.nextDueOn, "near")}
          {overdue ? <span className="sr-only">（已过期）</span> : null}
        </span>
      ) : null}
    </span>
  );
}
