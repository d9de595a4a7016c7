import { answerProcedures } from "@/server/api/trpc-http";

export { answerProcedures as GET, answerProcedures as POST };
