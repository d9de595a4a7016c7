/** The projects behind a rate: which stand below the line, which above it, and on what days they met what it asks. */
import "server-only";
import type { DrillRateInput, RateDrill, RateDrillRow } from "@/server/contracts/rates";
import type { Fen } from "@/server/domain/amounts";
import { lastDayOf } from "@/server/domain/periods";
import type { Actor } from "@/server/domain/permissions";
import { isMoney, rateFigures, rateWords, stepName } from "@/server/domain/rates";
import { Refusal } from "@/server/domain/refusals";
import { sizeWord } from "@/server/domain/size-words";
import { database, Prisma, rowOf, type Sql, sql } from "@/server/platform/database";
import { cutKey, GROUPING_FIELDS } from "../cut-keys";
import { inRow, isAllMasked, seenBy } from "../drill-events";
import { live, projects, requirePast } from "../knowledge";
import { ratedProjects } from "./rate-lives";
import { claimedKeys, emptyRates, questionOf, type RateScene, readRates } from "./rate-scene";

interface FoundRow extends Omit<RateDrillRow, "steps"> {
  days: Record<string, string> | null;
  landless: boolean;
}
interface Found extends Pick<RateDrill, "visible" | "hidden" | "total"> {
  masked: { chainName: string | null; tier: number | null; count: number; part: number; whole: number }[];
  rows: FoundRow[];
}

/** Projects of one row of the table that stand above or below the line of the rate. */
function projectsBehind(scene: RateScene, input: DrillRateInput, actor: Actor): Sql {
  const frame = scene.frames.find((f) => f.key === input.rowKey);
  if (!frame) throw new Refusal("not-found", { message: "表中没有这一行" });
  const { rate, measure, cut } = input;
  const column = (name: string) => Prisma.raw(`"${rate}${name}"`);
  const money = isMoney(rate, measure);
  const value = (side: "Part" | "Whole") =>
    money ? sql`${column(`${side}Fen`)}::bigint` : sql`${column(side)}::int::bigint`;
  const { known } = scene;
  const rated = (columns: Sql) =>
    ratedProjects({ ...questionOf(input, scene.rules, known), columns }, [rate]);
  // Whether somebody may see a project is decided by what it is now, also where its group is that of an earlier day.
  const seen =
    known === null
      ? rated(sql`${GROUPING_FIELDS}, ${seenBy(actor)}`)
      : sql`SELECT e.*, ${seenBy(actor)} FROM (${rated(GROUPING_FIELDS)}) e JOIN project p ON p.id = e.project_id`;
  const group = rate === "framework" ? sql`f` : rate === "lead" ? sql`l` : sql`k`;
  return sql`SELECT project_id, ${group} AS group_month, ${value("Part")} AS part, ${value("Whole")} AS whole, readable, secret
    FROM (${seen}) r WHERE (${column("Part")} OR ${column("Whole")})
      AND ${inRow({ frame, claimed: claimedKeys(scene.frames) }, cutKey(cut, scene.rules.tiers))}`;
}

const adds = (condition: Sql): Sql =>
  sql`json_build_object('count', count(*) FILTER (WHERE ${condition}), 'part', coalesce(sum(part) FILTER (WHERE ${condition}), 0),
    'whole', coalesce(sum(whole) FILTER (WHERE ${condition}), 0))`;

/** Sums of all projects and one page of those that may be shown; those that do not meet the rate stand first, they are the work. */
const found = (
  behind: Sql,
  scene: RateScene,
  { offset, limit }: Pick<DrillRateInput, "offset" | "limit">,
  tiers: readonly Fen[],
): Promise<Found> =>
  rowOf<Found>(
    database,
    sql`WITH found AS MATERIALIZED (SELECT * FROM (${behind}) e),
      page AS (SELECT * FROM found WHERE readable ORDER BY (part <> 0), group_month DESC NULLS LAST, project_id DESC OFFSET ${offset} LIMIT ${limit}),
      rows AS (SELECT json_agg(json_build_object('projectId', f.project_id, 'number', p.number, 'name', p.name, 'groupMonth', f.group_month,
          'contractOn', (CASE WHEN k.contract_on <= ${lastDayOf(scene.cutoff)}::date THEN k.contract_on END),
          'endedOn', (CASE WHEN k.off_state IN ('ended', 'lost') AND k.off_since <= ${lastDayOf(scene.cutoff)}::date THEN k.off_since END),
          'part', f.part, 'whole', f.whole, 'landless', k.land_mode = '无需用地',
          'days', (SELECT json_object_agg(m.kind, m.occurred_on) FROM milestone m WHERE m.project_id = f.project_id AND ${live("m", scene.known)}
            AND m.stat_month <= ${scene.cutoff}))
          ORDER BY (f.part <> 0), f.group_month DESC NULLS LAST, f.project_id DESC) AS list
        FROM page f JOIN project p ON p.id = f.project_id JOIN ${projects(scene.known)} k ON k.id = f.project_id),
      masked AS (SELECT c.name AS "chainName", c.position,
          width_bucket(coalesce(p.planned_total_fen, p.intended_fen), ${[...tiers]}::bigint[]) AS tier, count(*)::int AS count,
          sum(f.part)::bigint AS part, sum(f.whole)::bigint AS whole
        FROM found f JOIN project p ON p.id = f.project_id LEFT JOIN chain c ON c.id = p.chain_id WHERE f.secret GROUP BY 1, 2, 3)
      SELECT ${adds(sql`readable`)} AS visible, ${adds(sql`NOT readable`)} AS hidden, ${adds(sql`TRUE`)} AS total,
        coalesce((SELECT json_agg(json_build_object('chainName', "chainName", 'tier', tier, 'count', count, 'part', part, 'whole', whole)
          ORDER BY position NULLS LAST, tier NULLS LAST) FROM masked), '[]') AS masked,
        coalesce((SELECT list FROM rows), '[]') AS rows
      FROM found`,
  );

export async function drillRate(
  { actor, now }: { actor: Actor; now: Date },
  input: DrillRateInput,
): Promise<RateDrill> {
  requirePast({ actor, now }, input.knownOn);
  const scene = await readRates(input, now);
  const { rate, measure, withoutEnded } = input;
  const frame = scene.frames.find((f) => f.key === input.rowKey);
  const { tiers } = scene.rules;
  const { rows, masked, visible, hidden, total } = await found(
    projectsBehind(scene, input, actor),
    scene,
    input,
    tiers,
  );
  const { steps } = rateWords(scene.settings.rules)[rate];
  const money = isMoney(rate, measure);
  return {
    rowName: frame?.name ?? "",
    rate,
    figure: rateFigures(rate, (scene.sums.get(input.rowKey) ?? emptyRates())[rate], withoutEnded)[measure],
    money,
    rows: rows.map(({ days, landless, ...row }) => ({
      ...row,
      steps: steps.map((step) => ({
        name: stepName(step),
        on: days?.[step] ?? null,
        waived: step === "land" && landless,
      })),
    })),
    visible,
    hidden: isAllMasked(hidden.count, masked) ? { count: 0, part: 0, whole: 0 } : hidden,
    masked: masked.map(({ chainName, tier, count, part, whole }) => ({
      chainName,
      sizeWord: sizeWord(tier, tiers),
      count,
      part: money ? null : part,
      whole: money ? null : whole,
    })),
    total,
    settings: scene.settings,
  };
}
