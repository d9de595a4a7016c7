import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/root";

export type EnterpriseCard = inferRouterOutputs<AppRouter>["enterprise"]["card"];
