import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

type Outputs = inferRouterOutputs<AppRouter>["chain"];
export type ChainLine = Outputs["overview"]["chains"][number];
export type ChainPipeline = ChainLine["pipeline"];
export type ChainHome = Outputs["home"];
