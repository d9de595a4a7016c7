/** The month's statistics: a table of contents. */
import "server-only";
import * as known from "@/server/contracts/known-days";
import * as closing from "@/server/contracts/month-close";
import * as flow from "@/server/contracts/stage-flow";
import * as contract from "@/server/contracts/statistics";
import {
  compareDays,
  compareVersions,
  drillFigure,
  monthDesk,
  monthReport,
  moveMonth,
  restateMonth,
  signMonth,
  stageFlow,
  stageFlowRows,
} from "@/server/statistics";
import { permit, router } from "../trpc";

export const statisticsRouter = router({
  month: permit("statistics:read")
    .input(contract.monthReport)
    .query(({ ctx, input }) => monthReport(ctx, input)),
  drill: permit("statistics:read")
    .input(contract.drillFigure)
    .query(({ ctx, input }) => drillFigure(ctx, input)),
  days: permit("statistics:read")
    .input(known.compareDays)
    .query(({ ctx, input }) => compareDays(ctx, input)),
  flow: permit("statistics:read")
    .input(flow.stageFlow)
    .query(({ ctx, input }) => stageFlow(ctx, input)),
  flowRows: permit("statistics:read")
    .input(flow.stageFlowRows)
    .query(({ ctx, input }) => stageFlowRows(ctx, input)),
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
});
