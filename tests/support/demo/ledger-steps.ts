/** Arrivals, investment and supplements on their way through the ledger: drafted, handed in, approved or sent back. */
import { FEN_PER_WAN } from "@/server/domain/amounts";
import { addDays, addMonths, monthOfDay } from "@/server/domain/periods";
import type { ArrivalRow, InvestmentRow, Ledger, LedgerRows } from "@/server/domain/project-facts";
import { HOSTS, person } from "./bureau-people";
import { dayAt, officeHour } from "./calendar";
import type { Course } from "./course";
import type { Errand, Telling } from "./history";
import { arrivalsOf, investmentsOf, reportingInstant, supplementDay } from "./money";
import { type Random, seedOf } from "./random";
import { roundWan, type Subject } from "./subject";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ON_DESK_DAYS = 40;
const DRAWN_INTO_DAYS = 8;
const RETURN_REASONS = [
  "进账单付款人与投资方不一致，请补充股权关系说明",
  "凭证号与影像不符，请核对",
  "该笔为银行贷款，请剔除或更换凭证",
  "设备发票为含税金额，请核实口径",
];

type Outcome = "approved" | "waiting" | "draft" | "returned" | "returned-then-approved";

interface Way<L extends Ledger> {
  ledger: L;
  row: LedgerRows[L];
  draftAt: number;
  outcome: Outcome;
  by: number;
  reviewer: number;
  correctionOfId?: () => number;
  /** Called with the id of the row once it is drafted. */
  drafted?: (id: number, errandAt: number, attach: Parameters<Errand["run"]>[0]) => void;
}

/** The errands of one row, an hour or a few days apart. */
function errandsOf<L extends Ledger>(way: Way<L>, random: Random): Errand[] {
  const { ledger, row, draftAt, outcome, by, reviewer } = way;
  let id = 0;
  const submitAt = draftAt + random.int(3, 50) * MINUTE;
  const errands: Errand[] = [
    {
      at: draftAt,
      run: (c) => {
        const correctionOfId = way.correctionOfId?.();
        id = c.draft(
          ledger,
          row,
          { at: draftAt, by },
          correctionOfId === undefined ? {} : { correctionOfId },
        );
        way.drafted?.(id, draftAt, c);
      },
    },
  ];
  if (outcome === "draft") return errands;
  errands.push({ at: submitAt, run: (c) => c.submitEntry(ledger, id, { at: submitAt, by }) });
  if (outcome === "waiting") return errands;
  const reviewAt = Math.max(officeHour(addDays(dayAt(submitAt), random.int(1, 4)), random), submitAt + HOUR);
  const approve = (at: number): Errand => ({
    at,
    run: (c) => c.approveEntry(ledger, id, { at, by: reviewer }),
  });
  if (outcome === "approved") return [...errands, approve(reviewAt)];
  const reason = random.pick(RETURN_REASONS);
  errands.push({
    at: reviewAt,
    run: (c) => c.returnEntry(ledger, id, reason, { at: reviewAt, by: reviewer }),
  });
  if (outcome === "returned") return errands;
  const againAt = reviewAt + random.int(4, 60) * HOUR;
  errands.push({ at: againAt, run: (c) => c.draft(ledger, row, { at: againAt, by }, { id }) });
  errands.push({
    at: againAt + 5 * MINUTE,
    run: (c) => c.submitEntry(ledger, id, { at: againAt + 5 * MINUTE, by }),
  });
  return [...errands, approve(againAt + random.int(3, 60) * HOUR)];
}

const DESK_OUTCOMES: readonly Outcome[] = ["waiting", "returned", "waiting", "draft", "waiting", "approved"];

/** What has become of a row by today: nearly always approved, unless it came in during the last weeks. */
function outcomeOf(age: number, owner: number, telling: Telling, random: Random): Outcome {
  if (age >= ON_DESK_DAYS) return random.chance(0.05) ? "returned-then-approved" : "approved";
  return DESK_OUTCOMES[telling.turn(`arrival/${owner}`) % DESK_OUTCOMES.length] ?? "waiting";
}

const statistician = (random: Random) => person(random.chance(0.65) ? "tongji" : "caoyunfei").id;

function arrivalErrands(
  row: ArrivalRow,
  floor: number,
  subject: Subject,
  telling: Telling,
  random: Random,
): Errand[] {
  const lag = random.chance(0.05) ? random.int(50, 140) : random.int(2, 14);
  let draftAt = Math.max(
    officeHour(addDays(row.arrivedOn, lag), random),
    floor + random.int(30, 200) * MINUTE,
  );
  if (draftAt >= telling.cutoff) return [];
  const age = (telling.cutoff - draftAt) / DAY;
  const outcome = outcomeOf(age, subject.owner.id, telling, random);
  if (age < ON_DESK_DAYS && outcome !== "returned") {
    draftAt = Math.max(draftAt, telling.cutoff - ((age / ON_DESK_DAYS) * DRAWN_INTO_DAYS + 0.6) * DAY);
  }
  const by = subject.owner.id;
  if (telling.detail === "brief") {
    return [
      { at: draftAt, run: (c) => c.enterApproved("arrival", row, { at: draftAt, by: statistician(random) }) },
    ];
  }
  let entryId = 0;
  const way: Way<"arrival"> = {
    ledger: "arrival",
    row,
    draftAt,
    outcome,
    by,
    reviewer: statistician(random),
    drafted: (id, at, c) => {
      entryId = id;
      c.attach(
        "bank-voucher",
        telling.fileOf("bank-voucher", subject, row.arrivedOn),
        { at, by },
        { kind: "arrival", id },
      );
    },
  };
  const errands = errandsOf(way, random);
  return outcome === "approved" && age > 90 && random.chance(0.02)
    ? [...errands, ...correction(row, () => entryId, draftAt, subject, telling, random)]
    : errands;
}

/** A later check found part of the money not to count: the approved row stays, a negative one points at it. */
function correction(
  row: ArrivalRow,
  of: () => number,
  draftAt: number,
  subject: Subject,
  telling: Telling,
  random: Random,
): Errand[] {
  if (row.currency !== "CNY") return [];
  const at = officeHour(addDays(dayAt(draftAt), random.int(35, 75)), random);
  const share = random.between(0.1, 0.4);
  const part = (fen: number) => -Math.round((fen * share) / FEN_PER_WAN) * FEN_PER_WAN;
  const split = {
    outsideFen: part(row.outsideFen),
    insideFen: part(row.insideFen),
    foreignFen: part(row.foreignFen),
  };
  const amountFen = split.outsideFen + split.insideFen + split.foreignFen;
  const minus: ArrivalRow = {
    ...row,
    ...split,
    arrivedOn: dayAt(at),
    amountFen,
    originalCents: amountFen,
    voucherKind: "核查冲减单",
    voucherNumber: `${row.voucherNumber}-冲减`,
    note: "数据核查：其中部分为过桥往来款，予以冲减",
  };
  if (amountFen === 0 || at >= telling.cutoff) return [];
  return errandsOf(
    {
      ledger: "arrival",
      row: minus,
      draftAt: at,
      outcome: "approved",
      by: subject.owner.id,
      reviewer: statistician(random),
      correctionOfId: of,
    },
    random,
  );
}

function investmentErrands(
  row: InvestmentRow,
  floor: number,
  subject: Subject,
  telling: Telling,
  random: Random,
): Errand[] {
  if (seedOf(telling.seed, "month", subject.index, row.month) / 2 ** 32 >= telling.investmentShare) return [];
  const month = random.chance(0.03) ? addMonths(row.month, 1) : row.month;
  const draftAt = Math.max(reportingInstant(month, random), floor + random.int(30, 300) * MINUTE);
  if (draftAt >= telling.cutoff) return [];
  if (telling.detail === "brief") {
    return [
      {
        at: draftAt,
        run: (c) => c.enterApproved("investment", row, { at: draftAt, by: statistician(random) }),
      },
    ];
  }
  const host = HOSTS.find((p) => p.unitId === subject.leadUnit.id) ?? subject.owner;
  const by = row.basis === "dispatch" ? host.id : subject.owner.id;
  const fresh = row.month >= addMonths(monthOfDay(telling.today), -1);
  const outcome: Outcome =
    fresh && random.chance(0.3)
      ? random.weighted([
          ["waiting", 8],
          ["returned", 1],
          ["draft", 1],
        ])
      : random.chance(0.03)
        ? "returned-then-approved"
        : "approved";
  return errandsOf(
    { ledger: "investment", row, draftAt, outcome, by, reviewer: statistician(random) },
    random,
  );
}

/** 增资: a supplement adds to the amount, never a project; the plan grows with it. */
function supplementErrands(subject: Subject, course: Course, telling: Telling, random: Random): Errand[] {
  const day = supplementDay(course, telling.today, random);
  const floor = course.steps.start?.approvedAt;
  if (day === null || !floor) return [];
  const wan = roundWan((subject.contractFen / FEN_PER_WAN) * random.between(0.15, 0.55), random);
  const amountFen = wan * FEN_PER_WAN;
  const draftAt = Math.max(officeHour(addDays(day, random.int(1, 6)), random), floor + 2 * HOUR);
  const row = {
    kind: "supplement" as const,
    signedOn: day,
    amountFen,
    agreedOutsideFen: subject.outsideFen === 0 ? 0 : amountFen,
    documentNumber: `建投促补〔${day.slice(0, 4)}〕${(subject.index % 90) + 1}号`,
    counterpart: subject.investor.name,
    event: "",
    validUntil: null,
    note: "增资扩产补充协议",
  };
  const editAt = draftAt + 55 * MINUTE;
  const by = subject.owner.id;
  const grown = {
    plannedTotalFen: subject.plannedFen + amountFen,
    plannedFixedFen: subject.fixedFen + Math.round(amountFen * 0.8),
  };
  return [
    ...errandsOf(
      { ledger: "agreement", row, draftAt, outcome: "approved", by, reviewer: statistician(random) },
      random,
    ),
    { at: editAt, run: (c) => c.edit(grown, "增资扩产，调整计划总投资", { at: editAt, by }) },
  ];
}

export function ledgerSteps(subject: Subject, course: Course, telling: Telling, random: Random): Errand[] {
  const signed = course.steps.contract?.approvedAt;
  if (!signed) return [];
  const started = course.steps.start?.approvedAt ?? signed;
  return [
    ...arrivalsOf(subject, course, telling.today, random).flatMap((row) =>
      arrivalErrands(row, signed, subject, telling, random),
    ),
    ...investmentsOf(subject, course, telling.today, random).flatMap((row) =>
      investmentErrands(row, started, subject, telling, random),
    ),
    ...supplementErrands(subject, course, telling, random),
  ];
}
