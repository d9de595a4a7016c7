/** Section rows group what follows them: by chain, by stage, or by something that decides neither. */

import type { Place } from "@/server/domain/read-place";
import { type Heading, readHeading } from "./chain-names";
import type { SheetCell } from "./workbook";

interface Section {
  value: string;
  level: number;
  cell: SheetCell;
}

export interface SectionState {
  chain: Section | null;
  stage: Section | null;
  /** Sections by where the investors are from, or by who is responsible. */
  place: Place | null;
  department: string | null;
}

export const noSection = (): SectionState => ({ chain: null, stage: null, place: null, department: null });

/** A heading without an ordinal stands beside the last one of its kind. */
const levelOf = (heading: Heading, beside: Section | null): number => heading.level || (beside?.level ?? 9);

/** `chainFree`: the table has no chain column, so a heading that merely could be a chain is one. */
export function startSection(
  state: SectionState,
  text: string,
  cell: SheetCell,
  knownChains: readonly string[],
  chainFree: boolean,
): void {
  const heading = readHeading(text, knownChains);
  if (heading.kind === "place" || heading.kind === "department") {
    state.place = heading.kind === "place" ? heading.place : state.place;
    state.department = heading.kind === "department" ? heading.value : state.department;
    return;
  }
  // A heading of another kind above them ends the groups by place and department.
  if (heading.level === 1) Object.assign(state, { place: null, department: null });
  if (heading.kind === "chain" && (heading.certain || chainFree)) {
    const level = levelOf(heading, state.chain);
    if (state.stage && state.stage.level > level) state.stage = null;
    state.chain = { value: heading.value, level, cell };
  } else if (heading.kind === "stage") {
    const level = levelOf(heading, state.stage);
    if (state.chain && state.chain.level > level) state.chain = null;
    state.stage = { value: heading.value, level, cell };
  } else {
    // 承接产业链, 其他: what stood below it or beside it ends here.
    const level = heading.level || 1;
    if (state.chain && state.chain.level >= level) state.chain = null;
    if (state.stage && state.stage.level >= level) state.stage = null;
  }
}

export const currentSection = (state: SectionState): Section | null => state.chain;
