"use client";
/** 月报表 on screen: two-level header, sub-totals and total, every figure a button. */
import { useMemo } from "react";
import { ChainDot } from "@/components/shared/chain-dot";
import { FigureButton } from "@/components/shared/stat-figure";
import { UnitWord, useUnit } from "@/components/shared/unit-switch";
import type { DataColumn } from "@/components/table/data-column";
import { DataTable } from "@/components/table/data-table";
import { type ReportColumn, reportColumns, UNIT_OF_KIND } from "@/server/domain/statistics-columns";
import { figureText } from "./figure-text";
import type { OpenFigure, Report, ReportRow } from "./statistics-types";

function leadColumns(cut: Report["cut"]): DataColumn<ReportRow>[] {
  const name: DataColumn<ReportRow> = {
    id: "name",
    header: cut === "chain" ? "产业链" : "分组",
    width: 170,
    pinned: "start",
    hideable: false,
    cell: (row) => (row.hue === null ? row.name : <ChainDot index={row.hue} name={row.name} />),
  };
  if (cut !== "chain") return [name];
  return [
    name,
    { id: "leader", header: "链长", width: 80, cell: (row) => row.leader },
    { id: "department", header: "主办部门", width: 110, cell: (row) => row.department },
  ];
}

function figureColumn(column: ReportColumn, onOpen: (figure: OpenFigure) => void): DataColumn<ReportRow> {
  return {
    id: column.id,
    group: column.group,
    header: column.header,
    unit: column.kind === "amount" ? <UnitWord /> : UNIT_OF_KIND[column.kind],
    definition: column.definition,
    width: column.kind === "amount" || column.kind === "usd" ? 128 : 92,
    align: "end",
    cell: (row) => <Figure row={row} column={column} onOpen={onOpen} />,
  };
}

function Figure({
  row,
  column,
  onOpen,
}: {
  row: ReportRow;
  column: ReportColumn;
  onOpen: (figure: OpenFigure) => void;
}) {
  const { unit } = useUnit();
  const value = row.values[column.id] ?? null;
  const text = figureText(column.kind, value, unit);
  if (value === null || value === 0) return <span className="text-muted">{text}</span>;
  return (
    <FigureButton
      label={`${row.name} ${column.group} ${column.header} ${text}，查看明细`}
      onOpen={() => onOpen({ rowKey: row.key, column: column.id })}
    >
      {text}
    </FigureButton>
  );
}

export function ReportTable({ report, onOpen }: { report: Report; onOpen: (figure: OpenFigure) => void }) {
  const columns = useMemo(
    () => [...leadColumns(report.cut), ...reportColumns(report.shape).map((c) => figureColumn(c, onOpen))],
    [report, onOpen],
  );
  return (
    <DataTable
      label="月报表"
      columns={columns}
      rowCount={report.rows.length}
      getRow={(index) => report.rows[index]}
      rowId={(row) => row.key}
      rowName={(row) => row.name}
      rowTone={(row) => (row.kind === "total" ? "total" : row.kind === "subtotal" ? "subtotal" : "plain")}
      className="min-h-72"
    />
  );
}
