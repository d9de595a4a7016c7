import { z } from "zod";
import { urlMonth, urlParam } from "@/components/shared/url-state";
import type { EntryFilter } from "@/server/contracts/ledger";
import { type StatMonth, yearStart } from "@/server/domain/periods";

const month = urlMonth();
const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  urlParam(z.enum(values).nullable(), null);
const count = urlParam(z.coerce.number().int().positive().nullable(), null);

/** Everything that decides what the ledger screen shows. */
export const LEDGER_URL = {
  tab: urlParam(z.enum(["arrival", "investment", "agreement", "review"]), "arrival"),
  view: urlParam(z.enum(["list", "entry"]), "list"),
  project: count,
  /** A row to look at: its correction is opened, or its review. */
  entry: count,
  from: month,
  to: month,
  month,
  year: count,
  page: count,
  missing: urlParam(z.enum(["0", "1"]), "0"),
  status: choice(["draft", "submitted", "approved", "returned"]),
  chain: urlParam(z.coerce.number().int().min(0).nullable(), null),
  q: urlParam(z.string().max(60), ""),
  basis: urlParam(z.enum(["official", "dispatch"]), "official"),
  kind: choice(["framework", "contract", "supplement"]),
  of: choice(["arrival", "investment", "agreement", "milestone"]),
};
export type LedgerPlace = { [Key in keyof typeof LEDGER_URL]: ReturnType<(typeof LEDGER_URL)[Key]["read"]> };

const NARROWINGS = ["from", "to", "status", "chain", "kind"] as const;
/** True when the person has narrowed the list. */
export const isNarrowed = (place: LedgerPlace): boolean =>
  NARROWINGS.some((key) => place[key] !== null) || place.q !== "";

/** The filter of a list. Without a first month the list begins in January of this year; a project shows all its years. */
export function filterOf(place: LedgerPlace, thisMonth: StatMonth): EntryFilter {
  const { project, status, chain, q, basis, kind, to } = place;
  const from = place.from ?? (project === null ? yearStart(thisMonth) : null);
  return {
    basis,
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(status === null ? {} : { status }),
    ...(chain === null ? {} : { chainId: chain }),
    ...(project === null ? {} : { projectId: project }),
    ...(q === "" ? {} : { q }),
    ...(kind === null ? {} : { kind }),
  };
}
