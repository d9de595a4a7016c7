/** 红黑榜: a draft until the director signs it, frozen from then on, taken back only with a reason. */
import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import type {
  BoardContent,
  BoardDesk,
  BoardLine,
  PublishedBoard,
  publishBoard as publishInput,
  TargetDeskInput,
  WithdrawnBoard,
  withdrawBoard as withdrawInput,
} from "@/server/contracts/target-desk";
import { type Actor, can } from "@/server/domain/permissions";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { boardOf } from "@/server/domain/target-scores";
import { type Database, database, rowsOf, sql } from "@/server/platform/database";
import { audited } from "@/server/record/audited";
import type { WriteContext } from "@/server/record/record";
import { standingOf, targetRows } from "./target-rows";
import { type TargetScene, targetScene } from "./target-scene";

type BoardPlace = Pick<TargetDeskInput, "month" | "cut" | "goal" | "indicator">;
/** One after another, so that two directors do not publish the same board. */
const BOARD_LOCK = 20_261_204;

export function boardContent(scene: TargetScene, place: BoardPlace): BoardContent {
  const { cut, goal, indicator } = place;
  const { contenders } = standingOf(scene, indicator);
  const board = boardOf(contenders, scene.rules.boardSize);
  const lines = targetRows(scene, indicator).flatMap((row): BoardLine[] => {
    const colour = board.get(row.key);
    const { key, name, place: at, target, actual, completion, schedule, lead, score } = row;
    return colour && at && target && actual !== null && completion && schedule && lead
      ? [{ key, name, colour, place: at, target, actual, completion, schedule, lead, score }]
      : [];
  });
  const { rules, closed } = scene.report;
  return {
    month: scene.month,
    cut,
    goal,
    indicator,
    district: rules.district.name,
    bureau: rules.district.bureau,
    size: scene.rules.boardSize,
    ranked: contenders.length,
    closedVersion: closed?.version ?? null,
    lines: lines.sort((a, b) => a.place - b.place || (a.name < b.name ? -1 : 1)),
  };
}

const digestOf = (content: BoardContent): string =>
  createHash("sha256").update(JSON.stringify(content)).digest("hex");

interface BoardRow extends PublishedBoard {
  withdrawer: string | null;
  withdrawnAt: string | null;
  reason: string | null;
}

const boardsAt = (db: Pick<Database, "$queryRaw">, { month, cut, goal, indicator }: BoardPlace) =>
  rowsOf<BoardRow>(
    db,
    sql`SELECT id, content, publisher, to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "publishedAt", withdrawer,
        to_char(withdrawn_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "withdrawnAt", withdrawal_reason AS reason
      FROM target_board WHERE month = ${month} AND cut = ${cut} AND goal = ${goal} AND indicator = ${indicator} ORDER BY id DESC`,
  );

/** The board that is out, for everybody. */
export async function publishedBoard(place: BoardPlace): Promise<PublishedBoard | null> {
  const [out] = (await boardsAt(database, place)).filter((board) => board.withdrawnAt === null);
  return out
    ? { id: out.id, content: out.content, publisher: out.publisher, publishedAt: out.publishedAt }
    : null;
}

const withdrawnBoards = (boards: readonly BoardRow[]): WithdrawnBoard[] =>
  boards.flatMap(({ id, publisher, publishedAt, withdrawer, withdrawnAt, reason }) =>
    withdrawer !== null && withdrawnAt !== null && reason !== null
      ? [{ id, publisher, publishedAt, withdrawer, withdrawnAt, reason }]
      : [],
  );

/** What a board lists, whichever order its stored keys came back in. */
const listed = ({ lines }: BoardContent): string =>
  lines
    .map((l) => [l.key, l.colour, l.place, l.target, l.actual, l.schedule, l.lead, l.score].join("|"))
    .join("\n");

/** The month of a board is the last that counts: a first half that is over has its board in June. */
export async function targetBoard(
  { actor, now }: { actor: Actor; now: Date },
  input: TargetDeskInput,
): Promise<BoardDesk> {
  const scene = await targetScene(input, now);
  const place = { ...input, month: scene.month };
  const prepares = can(actor, "board:draft");
  const content = prepares ? boardContent(scene, place) : null;
  const published = await publishedBoard(place);
  return {
    published,
    differs: published !== null && content !== null && listed(published.content) !== listed(content),
    draft: content ? { content, digest: digestOf(content) } : null,
    withdrawn: prepares ? withdrawnBoards(await boardsAt(database, place)) : [],
  };
}

const auditLine = (place: BoardPlace, id: number) => ({
  subjectKind: "board",
  subjectId: String(id),
  after: { month: place.month, cut: place.cut, goal: place.goal, indicator: place.indicator },
});

/** Signs the board that the person has seen. */
export async function publishBoard(
  context: WriteContext,
  { requestId, digest, ...input }: z.output<typeof publishInput>,
): Promise<{ boardId: number }> {
  const { actor, now } = context;
  const scene = await targetScene(input, now);
  const place = { ...input, month: scene.month };
  const content = boardContent(scene, place);
  const work = async (db: Database) => {
    await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(${BOARD_LOCK})`);
    if ((await boardsAt(db, place)).some((board) => board.withdrawnAt === null))
      throw new Refusal("already-done", { message: "这一期榜单已经发布，要改请先撤回" });
    if (content.lines.length === 0)
      throw new Refusal("bad-state", { message: "没有可上榜的单位：目标尚未下达，或时段还没有开始" });
    if (digestOf(content) !== digest)
      throw new Refusal("conflict", { message: "您查看之后榜单有变化，请重新核对后再发布" });
    const { id } = await db.targetBoard.create({
      data: {
        month: place.month,
        cut: place.cut,
        goal: place.goal,
        indicator: place.indicator,
        content: content as object,
        digest,
        publishedBy: actor.id,
        publisher: actor.name,
        publishedAt: now,
      },
    });
    return { answer: { boardId: id }, line: { action: "board:publish", ...auditLine(place, id) } };
  };
  return audited({ ...context, requestId }, work, "board:publish");
}

export function withdrawBoard(
  context: WriteContext,
  { requestId, boardId, reason }: z.output<typeof withdrawInput>,
): Promise<{ boardId: number }> {
  const { actor, now } = context;
  const work = async (db: Database) => {
    await db.$executeRaw(sql`SELECT pg_advisory_xact_lock(${BOARD_LOCK})`);
    const board = await db.targetBoard.findUnique({ where: { id: boardId } });
    if (!board) throw new Refusal("not-found");
    if (board.withdrawnAt !== null)
      throw new Refusal("already-done", { message: `这份榜单已由${board.withdrawer}撤回` });
    if (reason === "") throw refuseAt("needs-reason", "reason");
    await db.targetBoard.update({
      where: { id: boardId },
      data: { withdrawnBy: actor.id, withdrawer: actor.name, withdrawnAt: now, withdrawalReason: reason },
    });
    const { subjectKind, subjectId, after } = auditLine(board as unknown as BoardPlace, boardId);
    return {
      answer: { boardId },
      line: { action: "board:withdraw", subjectKind, subjectId, after: { ...after, reason } },
    };
  };
  return audited({ ...context, requestId }, work, "board:withdraw");
}
