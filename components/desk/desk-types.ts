import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

export type Desk = inferRouterOutputs<AppRouter>["desk"]["mine"];
export type DeskSection = Desk["sections"][number];
export type DeskLine = DeskSection["lines"][number];
export type ChainPage = NonNullable<Desk["chainPage"]>;
export type ChainGlance = NonNullable<Desk["chains"]>[number];
