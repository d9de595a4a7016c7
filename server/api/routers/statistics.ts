/** The month's statistics: a table of contents. */
import "server-only";
import { askCharts } from "@/server/contracts/charts";
import * as checkup from "@/server/contracts/checkup";
import { askDefinitions } from "@/server/contracts/definitions";
import * as known from "@/server/contracts/known-days";
import * as closing from "@/server/contracts/month-close";
import { pastProjects as askPastProjects } from "@/server/contracts/past-projects";
import * as rates from "@/server/contracts/rates";
import * as flow from "@/server/contracts/stage-flow";
import * as contract from "@/server/contracts/statistics";
import * as target from "@/server/contracts/target-desk";
import {
  acceptFinding,
  chartsDesk,
  compareDays,
  compareVersions,
  drillFigure,
  drillRate,
  examine,
  monthDesk,
  monthReport,
  moveMonth,
  pastProjects,
  publishBoard,
  rateReport,
  readDefinitions,
  requirePast,
  restateMonth,
  revokeAcceptance,
  signMonth,
  stageFlow,
  stageFlowRows,
  targetBoard,
  targetDesk,
  targetOdds,
  unexplainedStages,
  withdrawBoard,
} from "@/server/statistics";
import { permit, router } from "../trpc";

export const statisticsRouter = router({
  month: permit("statistics:read")
    .input(contract.monthReport)
    .query(({ ctx, input }) => {
      requirePast(ctx, input.knownOn);
      return monthReport(ctx, input);
    }),
  drill: permit("statistics:read")
    .input(contract.drillFigure)
    .query(({ ctx, input }) => drillFigure(ctx, input)),
  rates: permit("statistics:read")
    .input(rates.rateReport)
    .query(({ ctx, input }) => {
      requirePast(ctx, input.knownOn);
      return rateReport(ctx, input);
    }),
  drillRate: permit("statistics:read")
    .input(rates.drillRate)
    .query(({ ctx, input }) => drillRate(ctx, input)),
  definitions: permit("statistics:read")
    .input(askDefinitions)
    .query(({ ctx, input }) => readDefinitions(ctx, input)),
  days: permit("statistics:past")
    .input(known.compareDays)
    .query(({ ctx, input }) => compareDays(ctx, input)),
  pastProjects: permit("statistics:past")
    .input(askPastProjects)
    .query(({ ctx, input }) => pastProjects(ctx, input)),
  flow: permit("statistics:read")
    .input(flow.stageFlow)
    .query(({ ctx, input }) => stageFlow(ctx, input)),
  unexplainedStages: permit("statistics:read")
    .input(flow.stageFlow)
    .query(({ ctx, input }) => unexplainedStages(ctx, input)),
  flowRows: permit("statistics:read")
    .input(flow.stageFlowRows)
    .query(({ ctx, input }) => stageFlowRows(ctx, input)),
  charts: permit("statistics:read")
    .input(askCharts)
    .query(({ ctx, input }) => chartsDesk(ctx, input)),
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
  checkup: permit("checkup:read")
    .input(checkup.askCheckup)
    .query(({ ctx, input }) => examine(ctx, input)),
  acceptFinding: permit("checkup:accept")
    .input(checkup.acceptFinding)
    .mutation(({ ctx, input }) => acceptFinding(ctx, input)),
  revokeAcceptance: permit("checkup:accept")
    .input(checkup.revokeAcceptance)
    .mutation(({ ctx, input }) => revokeAcceptance(ctx, input)),
  targets: permit("target:read")
    .input(target.targetProgress)
    .query(({ ctx, input }) => {
      requirePast(ctx, input.knownOn);
      return targetDesk(ctx, input);
    }),
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
