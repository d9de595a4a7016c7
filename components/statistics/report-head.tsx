"use client";
/** The head of 月报表: groups over columns, and beside 去年同期 the two sides and the change under each column. */
import clsx from "clsx";
import { UNIT_LABEL } from "@/components/shared/format";
import { useUnit } from "@/components/shared/unit-switch";
import { type FigureKind, UNIT_OF_KIND } from "@/server/domain/statistics-columns";
import { type FigurePlace, type PlacedGroup, placeCount } from "./figure-places";

const HEAD = "border-b border-line px-2 font-medium text-muted";
const GROUP_EDGE = "border-l border-l-line-strong";

export function useUnitWord(): (kind: FigureKind) => string {
  const { unit } = useUnit();
  return (kind) => (kind === "amount" ? UNIT_LABEL[unit] : UNIT_OF_KIND[kind]);
}

interface ReportHeadProps {
  groups: readonly PlacedGroup[];
  /** 产业链, 链长, 主办部门. */
  lead: readonly string[];
  compare: boolean;
}

export function ReportHead({ groups, lead, compare }: ReportHeadProps) {
  const unitWord = useUnitWord();
  const levels = compare ? 3 : 2;
  return (
    <thead className="sticky top-0 z-20 bg-sunken">
      <tr className="h-8">
        {lead.map((name, i) => (
          <th
            key={name}
            scope="col"
            rowSpan={levels}
            className={clsx(
              HEAD,
              "text-left whitespace-nowrap",
              i === 0 && "sticky left-0 z-10 bg-sunken border-r border-r-line-strong",
            )}
          >
            {name}
          </th>
        ))}
        {groups.map((group) => (
          <th
            key={group.id}
            scope="colgroup"
            colSpan={placeCount(group)}
            className={clsx(HEAD, GROUP_EDGE, "text-center whitespace-nowrap text-ink")}
          >
            {group.name}
          </th>
        ))}
      </tr>
      <tr className="h-9">
        {groups.flatMap((group) =>
          group.columns.map(({ column, places }, i) => (
            <th
              key={column.id}
              scope={compare ? "colgroup" : "col"}
              colSpan={places.length}
              title={column.definition}
              className={clsx(
                HEAD,
                i === 0 && GROUP_EDGE,
                compare ? "border-l border-l-line text-center" : "text-right",
              )}
            >
              <HeadWords words={column.header} unit={unitWord(column.kind)} />
            </th>
          )),
        )}
      </tr>
      {compare ? (
        <tr className="h-7">
          {groups.flatMap((group) =>
            group.columns.flatMap(({ places }, c) =>
              places.map((place, i) => (
                <th
                  key={`${place.column.id}-${place.side}`}
                  scope="col"
                  className={clsx(
                    HEAD,
                    "text-right text-sm whitespace-nowrap",
                    i === 0 && (c === 0 ? GROUP_EDGE : "border-l border-l-line"),
                  )}
                >
                  {place.sideName}
                  {place.side === "change" ? <Unit>{unitWord(place.kind)}</Unit> : null}
                </th>
              )),
            ),
          )}
        </tr>
      ) : null}
    </thead>
  );
}

function HeadWords({ words, unit }: { words: string; unit: string }) {
  // 其中亿元以上 on two lines costs less width than it says.
  const [, sub, rest] = /^(其中)(.{3,})$/.exec(words) ?? [null, "", words];
  return (
    <span className="inline-block leading-4 whitespace-nowrap">
      {sub ? (
        <>
          {sub}
          <br />
        </>
      ) : null}
      {rest}
      <Unit>{unit}</Unit>
    </span>
  );
}

const Unit = ({ children }: { children: string }) => (
  <span className="ml-1 text-xs font-normal text-faint">{children}</span>
);

/** The edge on the left of a figure: strong before a group, thin before a column that is compared. */
export const edgeBefore = (places: readonly FigurePlace[], index: number): string | false => {
  const [before, here] = [places[index - 1], places[index]];
  if (before?.column.group !== here?.column.group) return GROUP_EDGE;
  return here?.sideName !== "" && before?.column !== here?.column && "border-l border-l-line";
};
