/** The month's statistics: a table of contents. */
import "server-only";
import * as closing from "@/server/contracts/month-close";
import * as contract from "@/server/contracts/statistics";
import * as target from "@/server/contracts/target-desk";
import {
  compareVersions,
  drillFigure,
  monthDesk,
  monthReport,
  moveMonth,
  publishBoard,
  restateMonth,
  signMonth,
  targetBoard,
  targetDesk,
  targetOdds,
  withdrawBoard,
} from "@/server/statistics";
import { permit, router } from "../trpc";

export const statisticsRouter = router({
  month: permit("statistics:read")
    .input(contract.monthReport)
    .query(({ ctx, input }) => monthReport(ctx, input)),
  drill: permit("statistics:read")
    .input(contract.drillFigure)
    .query(({ ctx, input }) => drillFigure(ctx, input)),
  closing: permit("month:read")
    .input(closing.askMonth)
    .query(({ ctx, input }) => monthDesk(ctx, input)),
  move: permit("month:move")
    .input(closing.moveMonth)
    .mutation(({ ctx, input }) => moveMonth(ctx, input)),
  sign: permit("month:sign")
    .input(closing.signMonth)
    .mutation(({ ctx, input }) => signMonth(ctx, input)),
  restate: permit("month:sign")
    .input(closing.restateMonth)
    .mutation(({ ctx, input }) => restateMonth(ctx, input)),
  versions: permit("month:read")
    .input(closing.compareVersions)
    .query(({ ctx, input }) => compareVersions(ctx, input)),
  targets: permit("target:read")
    .input(target.targetDesk)
    .query(({ ctx, input }) => targetDesk(ctx, input)),
  targetOdds: permit("target:read")
    .input(target.targetDesk)
    .query(({ ctx, input }) => targetOdds(ctx, input)),
  board: permit("target:read")
    .input(target.targetDesk)
    .query(({ ctx, input }) => targetBoard(ctx, input)),
  publishBoard: permit("board:publish")
    .input(target.publishBoard)
    .mutation(({ ctx, input }) => publishBoard(ctx, input)),
  withdrawBoard: permit("board:publish")
    .input(target.withdrawBoard)
    .mutation(({ ctx, input }) => withdrawBoard(ctx, input)),
});
