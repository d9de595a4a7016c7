import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

type Outputs = inferRouterOutputs<AppRouter>["admin"];
export type AccountLine = Outputs["accounts"][number];
export type ChainSetup = Outputs["chains"][number];
