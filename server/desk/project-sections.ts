/** Projects that want something today: steps overdue and due, leads without answer, lights. One query for all sections. */
import "server-only";
import { lightOn, lightStory } from "@/server/domain/clocks";
import { DUTIES, type DutyKind } from "@/server/domain/duties";
import { MILESTONES } from "@/server/domain/milestones";
import { NOTICE_REASON } from "@/server/domain/ownership";
import { addDays, type Day, daysBetween } from "@/server/domain/periods";
import { type Action, type Actor, scopeOf } from "@/server/domain/permissions";
import { database, Prisma, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects/project-scope";
import { type DeskSection, SHOWN } from "./desk-line";

const SOON_DAYS = 7;
/** All stages but the first, as the address of the list writes them. */
const PAST_LEAD = MILESTONES.filter((stage) => stage !== "lead").join("~");

interface Bucket {
  title: string;
  empty: string;
  /** Search string of the project list that shows the same. */
  list: (today: Day) => string;
  where: (today: Day) => Sql;
  order: Sql;
  detail: (row: BucketRow, today: Day) => string;
  day: (row: BucketRow) => Day | null;
}

interface BucketRow {
  bucket: BucketId;
  total: number;
  id: number;
  name: string;
  hue: number | null;
  owner: string;
  amountFen: number | null;
  nextStep: string;
  nextDueOn: Day | null;
  warnOn: Day | null;
  lateOn: Day | null;
  reason: string;
  lightFrom: Day | null;
  duty: DutyKind | null;
  dutyDueOn: Day | null;
  lapsesOn: Day | null;
  noticeReason: keyof typeof NOTICE_REASON | null;
}

const late = (today: Day) => sql`m.late_on <= ${today}::date`;
const active = sql`m.off_state IS NULL`;
const overdueBy = (day: Day | null, today: Day) => (day === null ? "" : `已过 ${daysBetween(day, today)} 天`);
const lightWords = ({ reason, lightFrom }: BucketRow, today: Day) =>
  lightStory({ reason, from: lightFrom }, today);

/** Which duty is overdue since when. Where it climbed to a head's desk, the line names the owner beside it. */
const duty = (whose: "owner" | "head" | "director", from: Sql): Bucket => ({
  title: "逾期未办的线索时限",
  empty: "线索时限都按期办了",
  list: () => `duty=${whose}`,
  where: (today) => sql`${active} AND ${from} <= ${today}::date`,
  order: sql`m.duty_due_on`,
  detail: (row, today) =>
    row.duty && row.dutyDueOn
      ? `${DUTIES[row.duty]}应于 ${row.dutyDueOn} 前办，${overdueBy(row.dutyDueOn, today)}`
      : "",
  day: (row) => row.dutyDueOn,
});

const BUCKETS = {
  duty: duty("owner", sql`m.duty_due_on + 1`),
  headDuty: duty("head", sql`m.duty_head_on`),
  directorDuty: duty("director", sql`m.duty_director_on`),
  lapsing: {
    title: "将进公海",
    empty: "没有将进公海的线索",
    list: () => "lapsing=1",
    where: () => sql`${active} AND m.lapses_on IS NOT NULL`,
    order: sql`m.lapses_on`,
    detail: ({ noticeReason, lapsesOn }) =>
      `${noticeReason ? NOTICE_REASON[noticeReason] : ""}，${lapsesOn} 起进入公海`,
    day: (row) => row.lapsesOn,
  },
  overdue: {
    title: "已过期的下一步",
    empty: "没有过期的事项",
    list: (today) => `dueTo=${addDays(today, -1)}&sort=nextDue&dir=asc`,
    where: (today) => sql`${active} AND m.next_due_on < ${today}::date`,
    order: sql`m.next_due_on`,
    detail: (row, today) => `${row.nextStep || "下一步"}，${overdueBy(row.nextDueOn, today)}`,
    day: (row) => row.nextDueOn,
  },
  due: {
    title: "今天和七天内到期",
    empty: "七天内没有到期的事项",
    list: (today) => `dueFrom=${today}&dueTo=${addDays(today, SOON_DAYS)}&sort=nextDue&dir=asc`,
    where: (today) =>
      sql`${active} AND m.next_due_on BETWEEN ${today}::date AND ${addDays(today, SOON_DAYS)}::date`,
    order: sql`m.next_due_on`,
    detail: (row) => row.nextStep || "下一步",
    day: (row) => row.nextDueOn,
  },
  unanswered: {
    title: "亮灯的线索",
    empty: "线索都没有亮灯",
    list: () => "stage=lead&sort=late&dir=desc",
    where: (today) => sql`${active} AND m.stage_rank = 0 AND m.warn_on <= ${today}::date`,
    order: sql`m.warn_on`,
    detail: lightWords,
    day: (row) => row.lightFrom,
  },
  red: {
    title: "红灯",
    empty: "没有红灯",
    list: () => `light=late&stage=${PAST_LEAD}&off=any`,
    where: (today) => sql`m.stage_rank > 0 AND ${late(today)}`,
    order: sql`m.late_on`,
    detail: lightWords,
    day: (row) => row.lightFrom,
  },
  amber: {
    title: "黄灯",
    empty: "没有黄灯",
    list: () => `light=warning&stage=${PAST_LEAD}&off=any`,
    where: (today) =>
      sql`m.stage_rank > 0 AND m.warn_on <= ${today}::date AND (m.late_on IS NULL OR m.late_on > ${today}::date)`,
    order: sql`m.warn_on`,
    detail: lightWords,
    day: (row) => row.lightFrom,
  },
  allRed: {
    title: "红灯",
    empty: "没有红灯",
    list: () => "light=late&off=any",
    where: late,
    order: sql`m.late_on`,
    detail: lightWords,
    day: (row) => row.lightFrom,
  },
} as const satisfies Record<string, Bucket>;
export type BucketId = keyof typeof BUCKETS;

/**
 * Sections over the projects on which the actor may perform `scope`. Sensitive leads that the actor may not see whole
 * stay off them, as they stay off every list that asks for lights and steps.
 */
export async function projectSections(
  actor: Actor,
  scope: Action,
  today: Day,
  wanted: readonly BucketId[],
  shown = SHOWN,
): Promise<DeskSection[]> {
  const parts = wanted.map((id) => {
    const bucket: Bucket = BUCKETS[id];
    return sql`(SELECT ${id} AS bucket, row_number() OVER (ORDER BY ${bucket.order}, m.id) AS place, count(*) OVER () AS total, m.id
      FROM mine m WHERE ${bucket.where(today)} ORDER BY ${bucket.order}, m.id LIMIT ${shown})`;
  });
  const rows = await rowsOf<BucketRow>(
    database,
    // Narrow rows first, from an index alone; names only for the few that are shown.
    sql`WITH mine AS MATERIALIZED (SELECT p.id, p.stage_rank, p.off_state, p.next_due_on, p.warn_on, p.late_on, p.lapses_on,
          p.duty_due_on, p.duty_head_on, p.duty_director_on FROM project p
      WHERE ${projectsFor(actor, scope)} AND NOT ${maskedFor(actor)} AND (p.off_state IS NULL OR p.off_state = 'held')
        AND (p.next_due_on <= ${addDays(today, SOON_DAYS)}::date OR p.warn_on <= ${today}::date OR p.late_on <= ${today}::date OR p.duty_due_on < ${today}::date OR p.lapses_on IS NOT NULL)),
      listed AS (${Prisma.join(parts, " UNION ALL ")})
      SELECT l.bucket, l.total, p.id, p.name, c.hue, coalesce(o.display_name, '') AS owner,
        coalesce(p.contract_fen, p.planned_total_fen, p.intended_fen) AS "amountFen", p.next_step AS "nextStep",
        p.next_due_on::text AS "nextDueOn", p.warn_on::text AS "warnOn", p.late_on::text AS "lateOn", p.light_reason AS reason,
        p.light_from::text AS "lightFrom", p.duty, p.duty_due_on::text AS "dutyDueOn",
        p.lapses_on::text AS "lapsesOn", p.notice_reason AS "noticeReason"
      FROM listed l JOIN project p ON p.id = l.id LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN account o ON o.id = p.owner_id
      ORDER BY l.bucket, l.place`,
  );
  return wanted.map((id) =>
    sectionOf(
      id,
      rows.filter((row) => row.bucket === id),
      today,
      scopeOf(actor, scope) === "own" ? "&mine=1" : "",
    ),
  );
}

function sectionOf(id: BucketId, rows: BucketRow[], today: Day, whose: string): DeskSection {
  const bucket: Bucket = BUCKETS[id];
  return {
    id,
    title: bucket.title,
    empty: bucket.empty,
    total: rows[0]?.total ?? 0,
    href: `/projects?${bucket.list(today)}${whose}`,
    lines: rows.map((row) => ({
      key: `${id}:${row.id}`,
      href: `/projects/${row.id}`,
      title: row.name,
      chainHue: row.hue,
      detail: bucket.detail(row, today),
      who: row.owner,
      on: bucket.day(row),
      amountFen: row.amountFen,
      light: lightOn(row, today),
    })),
  };
}
