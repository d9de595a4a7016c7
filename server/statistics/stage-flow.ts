/** 阶段存量与流量, from what was known of the projects on two days. */
import "server-only";
import type { z } from "zod";
import type {
  stageFlowRows as rowsInput,
  StageFlow,
  StageFlowInput,
  StageFlowRows,
  UnexplainedStages,
} from "@/server/contracts/stage-flow";
import { MILESTONES } from "@/server/domain/milestones";
import type { Actor } from "@/server/domain/permissions";
import { refuseAt } from "@/server/domain/refusals";
import {
  columnsOf,
  FLOW_STAGE_NAMES,
  flowLines,
  imbalanceOf,
  MILESTONES_OF,
  type Move,
} from "@/server/domain/stage-flow";
import { database, Prisma, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { maskedFor, projectsFor } from "@/server/projects";
import { type Knowledge, knowledgeOf, live, projects, SECRET_NOW } from "./knowledge";

/** So many projects are named; of the rest only the number. */
const SHOWN = 200;

const STAGE = Prisma.raw(
  `CASE WHEN p.off_state = 'held' THEN 'held' ${Object.entries(MILESTONES_OF)
    .map(([stage, kinds]) => `WHEN p.stage IN (${kinds.map((k) => `'${k}'`).join(", ")}) THEN '${stage}'`)
    .join(" ")} END`,
);
/** What a sensitive lead may come to is in no figure, whether it is sensitive now or was so then. */
const SECRET = sql`((p.sensitivity = 'sensitive' AND p.contract_on IS NULL) OR p.id IN (${SECRET_NOW}))`;

/** The projects on the books, where each stood and what it came to. */
const standing = (known: Knowledge): Sql =>
  sql`SELECT p.id, p.chain_id, ${STAGE} AS stage,
      CASE WHEN ${SECRET} THEN 0 ELSE coalesce(p.planned_total_fen, p.intended_fen, 0) END AS fen
    FROM ${projects(known)} p WHERE coalesce(p.off_state, 'held') = 'held'`;

interface Days {
  from: Knowledge;
  to: Knowledge;
}

/** Every project that stood on the books on one of the two days, and how it went. */
function movesOf({ from, to }: Days, chainId: number | null): Sql {
  const here = (side: "was" | "now") =>
    chainId === null
      ? Prisma.raw(`${side}.id IS NOT NULL`)
      : sql`coalesce(${Prisma.raw(side)}.chain_id = ${chainId}, FALSE)`;
  const [was, now] = [here("was"), here("now")];
  return sql`SELECT id, "from", "to", ("from" IS NULL AND was_there) OR ("to" IS NULL AND is_there) AS elsewhere,
      CASE WHEN "from" IS NULL THEN 0 ELSE from_fen END AS from_fen, CASE WHEN "to" IS NULL THEN 0 ELSE to_fen END AS to_fen
    FROM (SELECT coalesce(was.id, now.id) AS id, CASE WHEN ${was} THEN was.stage END AS "from", CASE WHEN ${now} THEN now.stage END AS "to",
        was.id IS NOT NULL AS was_there, now.id IS NOT NULL AS is_there, was.fen AS from_fen, now.fen AS to_fen
      FROM (${standing(from)}) was FULL JOIN (${standing(to)}) now ON now.id = was.id) m
    WHERE "from" IS NOT NULL OR "to" IS NOT NULL`;
}

const RANK = Prisma.raw(
  `CASE m.kind ${MILESTONES.map((kind, rank) => `WHEN '${kind}' THEN ${rank}`).join(" ")} END`,
);
const RANK_OF_STAGE = Prisma.raw(
  `CASE p.stage ${MILESTONES.map((kind, rank) => `WHEN '${kind}' THEN ${rank}`).join(" ")} END`,
);

/** Projects whose stage was, on one of the days, not that of the furthest milestone approved by then: (day, id). */
function unexplainedOn(asked: StageFlowInput, { from, to }: Days): Sql {
  const { chainId } = asked;
  const mine = chainId === null ? sql`TRUE` : sql`p.chain_id = ${chainId}`;
  const odd = (day: string | null, known: Knowledge, furthest: Sql) =>
    sql`SELECT ${day}::text AS "on", p.id FROM ${projects(known)} p LEFT JOIN furthest f ON f.project_id = p.id
      WHERE coalesce(p.off_state, 'held') = 'held' AND ${mine} AND ${RANK_OF_STAGE} IS DISTINCT FROM ${furthest}`;
  return sql`WITH furthest AS MATERIALIZED (SELECT m.project_id, max(${RANK}) FILTER (WHERE ${live("m", from)}) AS first,
        max(${RANK}) FILTER (WHERE ${live("m", to)}) AS last FROM milestone m GROUP BY 1)
    ${odd(asked.from, from, sql`f.first`)} UNION ALL ${odd(asked.to, to, sql`f.last`)}`;
}

const daysOf = ({ from, to }: Pick<StageFlowInput, "from" | "to">, now: Date): Days => {
  if (to !== null && to <= from) throw refuseAt("bad-input", "to", "期末须晚于期初");
  return { from: knowledgeOf(from, now), to: knowledgeOf(to ?? undefined, now) };
};

const readableBy = (actor: Actor): Sql =>
  sql`coalesce(${projectsFor(actor, "project:read")}, FALSE) AND NOT coalesce(${maskedFor(actor)}, FALSE)`;

/** Throws when a stage does not balance: the lines are made of one table of moves, so that would be a fault. */
export async function stageFlow(
  { now }: { now: Date },
  { from, to, chainId }: StageFlowInput,
): Promise<StageFlow> {
  const moves = await rowsOf<Move>(
    database,
    sql`SELECT "from", "to", elsewhere, count(*)::int AS count, sum(from_fen)::bigint AS "fromFen", sum(to_fen)::bigint AS "toFen"
      FROM (${movesOf(daysOf({ from, to }, now), chainId)}) m GROUP BY 1, 2, 3`,
  );
  const lines = flowLines(moves);
  const odd = lines.find((line) => imbalanceOf(line).count !== 0 || imbalanceOf(line).fen !== 0);
  if (odd) throw new Error(`the stage ${odd.stage} does not balance`);
  const chains = await rowsOf<StageFlow["chains"][number]>(
    database,
    sql`SELECT id, name FROM chain WHERE active ORDER BY position, id`,
  );
  return { from, to, chains, lines };
}

/** Reads every milestone of the district, so it is a question of its own: the figures need not wait for it. */
export async function unexplainedStages(
  { actor, now }: { actor: Actor; now: Date },
  asked: StageFlowInput,
): Promise<UnexplainedStages> {
  const { list, count } = await rowOf<{ list: UnexplainedStages["list"]; count: number }>(
    database,
    sql`WITH odd AS MATERIALIZED (${unexplainedOn(asked, daysOf(asked, now))})
      SELECT (SELECT count(*)::int FROM odd) AS count, (SELECT coalesce(json_agg(s), '[]') FROM (
        SELECT p.id AS "projectId", p.number, p.name, odd."on" FROM odd JOIN project p ON p.id = odd.id WHERE ${readableBy(actor)}
        ORDER BY p.number LIMIT ${SHOWN}) s) AS list`,
  );
  return { list, count };
}

/** The projects behind one cell; they add up to it. */
export async function stageFlowRows(
  { actor, now }: { actor: Actor; now: Date },
  { from, to, chainId, stage, column }: z.output<typeof rowsInput>,
): Promise<StageFlowRows> {
  const days = daysOf({ from, to }, now);
  // The ways that make up the cell, by the one rule that also makes the table.
  const ends = [null, ...FLOW_STAGE_NAMES];
  const ways = ends.flatMap((a) =>
    ends.flatMap((b) =>
      [false, true].flatMap((elsewhere) =>
        columnsOf({ from: a, to: b, elsewhere }, stage).includes(column)
          ? [`${a ?? ""}>${b ?? ""}>${elsewhere}`]
          : [],
      ),
    ),
  );
  const changed = column === "revalued" ? sql`AND m.from_fen <> m.to_fen` : Prisma.empty;
  const { list, count } = await rowOf<{ list: StageFlowRows["rows"]; count: number }>(
    database,
    sql`WITH mine AS MATERIALIZED (SELECT * FROM (${movesOf(days, chainId)}) m
        WHERE coalesce(m."from", '') || '>' || coalesce(m."to", '') || '>' || m.elsewhere = ANY(${ways}::text[]) ${changed})
      SELECT (SELECT count(*)::int FROM mine) AS count, (SELECT coalesce(json_agg(s), '[]') FROM (
        SELECT p.id AS "projectId", p.number, p.name, m."from", m."to", m.from_fen AS "fromFen", m.to_fen AS "toFen"
        FROM mine m JOIN project p ON p.id = m.id WHERE ${readableBy(actor)}
        ORDER BY greatest(m.from_fen, m.to_fen) DESC, p.number LIMIT ${SHOWN}) s) AS list`,
  );
  return { rows: list, unlisted: count - list.length };
}
