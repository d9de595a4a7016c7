/** The month's statistics: a table of contents. */
import "server-only";
import * as contract from "@/server/contracts/statistics";
import { drillFigure, monthReport } from "@/server/statistics";
import { permit, router } from "../trpc";

export const statisticsRouter = router({
  month: permit("statistics:read")
    .input(contract.monthReport)
    .query(({ ctx, input }) => monthReport(ctx, input)),
  drill: permit("statistics:read")
    .input(contract.drillFigure)
    .query(({ ctx, input }) => drillFigure(ctx, input)),
});
