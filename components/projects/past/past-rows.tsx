/** The projects of the earlier day: where each stood, and where it stands now if otherwise. */
import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { formatAmount, formatAmountWithUnit, UNIT_LABEL } from "@/components/shared/format";
import { StagePill } from "@/components/shared/stage-pill";
import { useUnit } from "@/components/shared/unit-switch";
import { SimpleTable } from "@/components/table/simple-table";
import type { PastProject, PastStand } from "@/server/contracts/past-projects";
import { MILESTONES, rankOf } from "@/server/domain/milestones";
import { movesOf, standWords } from "./past-words";

const Stage = ({ stand }: { stand: PastStand }) => (
  <StagePill
    label={standWords(stand)}
    step={rankOf(stand.stage)}
    steps={MILESTONES.length}
    off={stand.offState !== null}
    size="sm"
  />
);

/** A project that has been taken back has no page of its own any more. */
const Name = ({ row }: { row: PastProject }) =>
  row.now.offState === "withdrawn" ? (
    <span>{row.name}</span>
  ) : (
    <Link href={`/projects/${row.id}`} className="text-accent hover:underline">
      {row.name}
    </Link>
  );

function Now({ row }: { row: PastProject }) {
  const { unit } = useUnit();
  const moves = movesOf(row, row.now);
  if (!moves.stage && !moves.amount && !moves.chain) return <span className="text-faint">未变</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {moves.stage ? <Stage stand={row.now} /> : null}
      {moves.amount ? (
        <span className="whitespace-nowrap tabular-nums">
          {formatAmountWithUnit(row.now.amountFen, unit)}
        </span>
      ) : null}
      {moves.chain ? <ChainDot index={row.now.chainHue} name={row.now.chainName ?? "其他"} /> : null}
    </span>
  );
}

const Unbroken = ({ children }: { children: ReactNode }) => (
  <span className="whitespace-nowrap">{children}</span>
);

export function PastRows({ rows }: { rows: readonly PastProject[] }) {
  const { unit } = useUnit();
  const chain = (row: PastStand) => (
    <Unbroken>
      <ChainDot index={row.chainHue} name={row.chainName ?? "其他"} />
    </Unbroken>
  );
  return (
    <>
      <div className="rounded-md border border-line bg-surface max-sm:hidden print:block! print:border-0">
        <SimpleTable
          label="项目"
          rows={rows}
          rowId={(row) => row.id}
          columns={[
            { header: "编号", cell: (row) => <Unbroken>{row.number}</Unbroken> },
            { header: "项目名称", width: "min-w-48", cell: (row) => <Name row={row} /> },
            { header: "产业链", cell: chain },
            { header: "当时阶段", cell: (row) => <Stage stand={row} /> },
            {
              header: `当时金额（${UNIT_LABEL[unit]}）`,
              align: "end",
              cell: (row) => formatAmount(row.amountFen, unit),
            },
            { header: "现在", cell: (row) => <Now row={row} /> },
            { header: "签约日期", cell: (row) => <Unbroken>{row.contractOn ?? "—"}</Unbroken> },
            { header: "实际开工", cell: (row) => <Unbroken>{row.startOn ?? "—"}</Unbroken> },
            { header: "来源地", cell: (row) => <Unbroken>{row.originProvince || "—"}</Unbroken> },
            { header: "主办部门", cell: (row) => row.leadUnitName ?? "—" },
            { header: "街道园区", cell: (row) => row.streetName ?? "—" },
          ]}
        />
      </div>
      <Cards rows={rows} />
    </>
  );
}

/** On a phone: one project a card. */
function Cards({ rows }: { rows: readonly PastProject[] }) {
  const { unit } = useUnit();
  return (
    <ul className="flex flex-col gap-2 sm:hidden print:hidden">
      {rows.map((row) => (
        <li key={row.id} className="rounded-md border border-line bg-surface px-3 py-2">
          <p className={clsx("font-medium", row.now.offState === "withdrawn" && "text-muted")}>
            <Name row={row} />
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
            <Stage stand={row} />
            <ChainDot index={row.chainHue} name={row.chainName ?? "其他"} />
            <span className="tabular-nums">{formatAmountWithUnit(row.amountFen, unit)}</span>
          </p>
          <p className="mt-1 flex items-center gap-2 text-sm">
            <span className="text-muted">现在</span>
            <Now row={row} />
          </p>
        </li>
      ))}
    </ul>
  );
}
