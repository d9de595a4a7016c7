import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

type Outputs = inferRouterOutputs<AppRouter>["ledger"];
export type ArrivalLine = Outputs["arrivals"]["lines"][number];
export type InvestmentLine = Outputs["investments"]["lines"][number];
export type AgreementLine = Outputs["agreements"]["lines"][number];
export type AnyLine = ArrivalLine | InvestmentLine | AgreementLine;
export type ProjectSheet = Outputs["projectSheet"];
export type SheetEntry = ProjectSheet["entries"][number];
export type MonthSheet = Outputs["monthSheet"];
export type ReviewQueue = Outputs["queue"];
export type QueueLine = ReviewQueue["lines"][number];
export type QueueEntry = Exclude<QueueLine, { kind: "milestone" }>;
export type QueueMilestone = Extract<QueueLine, { kind: "milestone" }>;
