/**
 * The demo district: base rows, and one history a project. Pure: the same seed, size and day give the same district.
 * Projects are told one by one in the order in which their leads came in, so that any number fits into memory.
 */
import { addDays, type Day, daysBetween } from "@/server/domain/periods";
import { EVIDENCE_KINDS, type Rules, startingRules } from "@/server/domain/rules";
import type { FramedFact } from "@/server/record/store-histories";
import { appointments, CHAINS, categories, ENGINES } from "./bureau-chains";
import { ratesFrom, startingSettings, targets } from "./bureau-figures";
import { PEOPLE, UNITS } from "./bureau-people";
import { instantAt, workday } from "./calendar";
import type { IdKind, StoredFile } from "./chronicle";
import { anchors, type Enterprise } from "./enterprises";
import { demoFiles } from "./evidence";
import { type Telling, tell } from "./history";
import { randomFrom } from "./random";
import { investorsBornWith, type Subject } from "./subject";

export interface DistrictOptions {
  seed?: number;
  projects?: number;
  /** The day on which one looks at the district; nothing in it was recorded on that day or later. */
  today: Day;
  years?: number;
  detail?: Telling["detail"];
  rules?: Rules;
}

/** Projects for which the targets of the district were set, a year. */
const PROJECTS_OF_TARGETS = 100;
/** Share of the projects that were brought along from the year before the first one. */
const CARRIED_OVER = 0.12;
const CARRIED_DAYS = 290;

export interface District {
  units: typeof UNITS;
  people: typeof PEOPLE;
  chains: typeof CHAINS;
  categories: ReturnType<typeof categories>;
  appointments: ReturnType<typeof appointments>;
  engines: typeof ENGINES;
  settings: ReturnType<typeof startingSettings>;
  targets: ReturnType<typeof targets>;
  exchangeRates: ReturnType<typeof ratesFrom>;
  anchors: ReturnType<typeof anchors>;
  files: ReturnType<typeof demoFiles>;
  projects: number;
  /** The next project, in order; null when all have been told. */
  next(): { facts: readonly FramedFact[]; enterprises: Enterprise[]; subject: Subject } | null;
  /** How many ids of each table have been given out. */
  idsTaken(): Record<IdKind, number>;
  /** Share of the months of investment to keep from here on. */
  keepInvestment(share: number): void;
  /** How many ledger rows a project would have with every month of investment; tells it without giving out ids. */
  rowsOf(index: number): { investment: number; others: number };
}

function capturedOn(
  index: number,
  projects: number,
  first: Day,
  today: Day,
  seed: number,
): { day: Day; carriedOver: boolean } {
  const at = (index + randomFrom(seed, "captured", index).next()) / projects;
  const carriedOver = at < CARRIED_OVER;
  const offset = carriedOver
    ? (at / CARRIED_OVER - 1) * CARRIED_DAYS
    : ((at - CARRIED_OVER) / (1 - CARRIED_OVER)) * daysBetween(first, today);
  const day = workday(addDays(first, Math.floor(offset)));
  return { day: day < addDays(today, -3) ? day : addDays(today, -4), carriedOver };
}

export function demoDistrict(options: DistrictOptions): District {
  const {
    seed = 20_230_203,
    projects = 300,
    today,
    years = 3,
    detail = "full",
    rules = startingRules,
  } = options;
  const files = demoFiles();
  const fileIds = new Map<string, (typeof files)[number]>(files.map((f) => [f.kind, f]));
  const taken: Record<IdKind, number> = { agreement: 0, arrival: 0, investment: 0, evidence_link: 0 };
  const turns = new Map<string, number>();
  const thisYear = Number(today.slice(0, 4));
  const firstYear = thisYear - years + 1;
  const fileOf = (requirement: string, subject: Subject, day: string): StoredFile => {
    const file = fileIds.get(requirement) ?? files[0];
    if (!file) throw new Error("no demo files");
    const title = EVIDENCE_KINDS[file.kind];
    return {
      fileId: file.id,
      name: `${subject.investor.brand}${title}${day.replaceAll("-", "")}.${file.extension}`,
    };
  };
  const telling: Omit<Telling, "carriedOver"> = {
    seed,
    rules,
    today,
    detail,
    fileOf,
    investmentShare: 1,
    cutoff: instantAt(today, 0),
    turn: (name) => {
      const turn = turns.get(name) ?? 0;
      turns.set(name, turn + 1);
      return turn;
    },
    takeId: (kind) => {
      taken[kind] += 1;
      return taken[kind];
    },
  };
  let index = 0;
  const tellAt = (at: number, over: Partial<Telling> = {}) => {
    const { day, carriedOver } = capturedOn(at, projects, `${firstYear}-01-01`, today, seed);
    return tell(at, day, { ...telling, ...over, carriedOver });
  };
  return {
    units: UNITS,
    people: PEOPLE,
    chains: CHAINS,
    categories: categories(),
    appointments: appointments(today),
    engines: ENGINES,
    settings: startingSettings(),
    targets: targets(
      Array.from({ length: years }, (_, i) => firstYear + i),
      projects / years / PROJECTS_OF_TARGETS,
    ),
    exchangeRates: ratesFrom(firstYear, today),
    anchors: anchors(thisYear),
    files,
    projects,
    next() {
      if (index >= projects) return null;
      const told = tellAt(index);
      const enterprises = investorsBornWith(seed, index);
      index += 1;
      return { ...told, enterprises };
    },
    idsTaken: () => ({ ...taken }),
    keepInvestment(share) {
      telling.investmentShare = share;
    },
    rowsOf(at) {
      const { facts } = tellAt(at, { takeId: () => 1, turn: () => 0, investmentShare: 1 });
      const ledgers = facts.flatMap(({ fact }) => (fact.type === "EntryApproved" ? [fact.ledger] : []));
      const investment = ledgers.filter((ledger) => ledger === "investment").length;
      return { investment, others: ledgers.length - investment };
    },
  };
}
