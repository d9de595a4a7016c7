import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

type Outputs = inferRouterOutputs<AppRouter>["statistics"];
export type Rates = Outputs["rates"];
export type RatesRow = Rates["rows"][number];
export type Drilled = Outputs["drillRate"];
