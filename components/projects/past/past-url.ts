/** What of 项目（时点） stands in its address: the day, the column, the filter, the page. */
import { z } from "zod";
import { KNOWN_DAY } from "@/components/shared/known-day";
import { type UrlValues, urlParam } from "@/components/shared/url-state";
import { PAST_PAGE, type PastFilter } from "@/server/contracts/past-projects";
import { BOARD_COLUMNS } from "@/server/contracts/project-list";
import { isMilestone } from "@/server/domain/milestones";
import { addMonths, type Day, lastDayOf, monthOfDay } from "@/server/domain/periods";
import type { ProjectUrl } from "../list/list-url";

const id = () => urlParam<number | null>(z.coerce.number<string>().int().positive().nullable(), null);

export const PAST_URL = {
  known: KNOWN_DAY,
  column: urlParam(z.enum(BOARD_COLUMNS).nullable(), null),
  q: urlParam(z.string().max(60), ""),
  /** 0: without a chain. */
  chain: urlParam<number | null>(z.coerce.number<string>().int().min(0).nullable(), null),
  dept: id(),
  street: id(),
  changed: { read: (text: string) => text === "1", write: (value: boolean) => (value ? "1" : null) },
  page: urlParam(z.coerce.number<string>().int().min(1).max(20_000), 1),
};
export type PastUrl = UrlValues<typeof PAST_URL>;

const addressOf = (page: string, parts: Record<string, string | number | null>): string => {
  const given = Object.entries(parts).filter(([, value]) => value !== null && value !== "");
  return given.length === 0
    ? page
    : `${page}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
};
const only = <Value>(list: readonly Value[]): Value | null => (list.length === 1 ? (list[0] ?? null) : null);

/** From the list of today to that of the day, with as much of its filter as an earlier day knows. */
export const pastHref = ({ q, chain, stage, off, dept, street }: ProjectUrl, known: Day): string =>
  addressOf("/projects/past", {
    ...{ known, q, dept, street },
    chain: only(chain),
    column: off === null || off === "any" ? only(stage) : off,
  });

/** From the day back to the list of today, with the same filter. */
export const presentHref = ({ q, chain, column, dept, street }: PastUrl): string =>
  addressOf("/projects", {
    ...{ q, chain, dept, street },
    stage: column !== null && isMilestone(column) ? column : null,
    off: column !== null && !isMilestone(column) ? column : null,
  });

const filterOf = (url: PastUrl): PastFilter => ({
  ...(url.q === "" ? {} : { q: url.q }),
  ...(url.chain === null ? {} : { chainId: url.chain }),
  ...(url.dept === null ? {} : { leadUnitId: url.dept }),
  ...(url.street === null ? {} : { streetUnitId: url.street }),
  changed: url.changed,
});

/** What is asked of the server, and what an export asks for. */
export const orderOf = (url: PastUrl, today: Day) => ({
  // Without a choice: the end of the last month.
  knownOn: url.known ?? lastDayOf(addMonths(monthOfDay(today), -1)),
  filter: filterOf(url),
  ...(url.column === null ? {} : { column: url.column }),
});
export const pageOf = (url: PastUrl) => ({ offset: (url.page - 1) * PAST_PAGE, limit: PAST_PAGE });
