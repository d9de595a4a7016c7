"use client";
/** What a person decides of one row: which project it means, and whether it goes in at all. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import type { DetailFate, DetailRowView } from "@/server/contracts/import-details";
import type { RowPlace } from "@/server/contracts/import-merge";
import type { Batch } from "./use-import-batch";

interface RowProps {
  batch: Batch;
  row: DetailRowView;
}

const isAt =
  ({ sheet, row }: RowPlace) =>
  (place: RowPlace) =>
    place.sheet === sheet && place.row === row;
const placeOf = ({ sheet, row }: RowPlace): RowPlace => ({ sheet, row });

const WITHOUT_PROJECT: ReadonlySet<DetailFate> = new Set(["unmatched", "ambiguous"]);

/** Projects that could be meant stand in the list at once; any other is found by typing. */
export function DetailProjectPick({ batch, row }: RowProps) {
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const picked = batch.scene.choices.picks.find(isAt(row));
  const offered = batch.open && (WITHOUT_PROJECT.has(row.fate) || picked !== undefined);
  const found = useQuery(
    trpc.ledger.projects.queryOptions(
      { q: query.trim(), limit: 20 },
      { enabled: offered && query.trim() !== "" },
    ),
  );
  if (!offered) return null;
  const others = query.trim() === "" ? [] : (found.data ?? []);
  const projects = new Map([...row.candidates, ...others].map((p) => [p.id, p]));
  const pick = (projectId: number | null) =>
    batch.change((now) => ({
      ...now,
      picks: [
        ...now.picks.filter((p) => !isAt(row)(p)),
        ...(projectId === null ? [] : [{ ...placeOf(row), projectId }]),
      ],
    }));
  return (
    <div className="mt-1 w-64 max-w-full">
      <Combobox
        aria-label={`第 ${row.row} 行对应的项目`}
        placeholder={
          row.candidates.length > 0 ? `${row.candidates.length} 个可能，请选定` : "输入名称或编号查找"
        }
        options={[...projects.values()].map(({ id, name, number }) => ({
          value: String(id),
          label: name,
          note: number,
        }))}
        filter={() => true}
        onQuery={setQuery}
        loading={found.isFetching}
        clearable
        value={picked?.projectId ? String(picked.projectId) : null}
        onChange={(value) => pick(value === null ? null : Number(value))}
      />
    </div>
  );
}

export function DetailDeeds({ batch, row }: RowProps) {
  const { choices } = batch.scene;
  if (!batch.open) return null;
  const here = isAt(row);
  const out = choices.leaveOut.some(here);
  const anyway = choices.takeAnyway.some(here);
  const toggle = (list: "leaveOut" | "takeAnyway", on: boolean) =>
    batch.change((now) => {
      const others = now[list].filter((place) => !here(place));
      return { ...now, [list]: on ? [...others, placeOf(row)] : others };
    });
  return (
    <>
      {row.fate === "covered" || anyway ? (
        <Button
          size="sm"
          aria-label={`第 ${row.row} 行${anyway ? "不再录入" : "仍要录入"}`}
          onClick={() => toggle("takeAnyway", !anyway)}
        >
          {anyway ? "不再录入" : "仍要录入"}
        </Button>
      ) : null}
      {row.fate === "ready" || row.fate === "changed" || out ? (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`第 ${row.row} 行${out ? "恢复录入" : "不录入"}`}
          onClick={() => toggle("leaveOut", !out)}
        >
          {out ? "恢复录入" : "不录入"}
        </Button>
      ) : null}
    </>
  );
}
