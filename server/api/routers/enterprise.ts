/** Enterprises. */
import "server-only";
import * as contract from "@/server/contracts/enterprise";
import { addHonour, editEnterprise } from "@/server/enterprises/edit-enterprise";
import { enterpriseCard } from "@/server/enterprises/enterprise-card";
import { listEnterprises } from "@/server/enterprises/list-enterprises";
import { addName, editName, removeName } from "@/server/enterprises/other-names";
import { permit, router } from "../trpc";

export const enterpriseRouter = router({
  list: permit("enterprise:read")
    .input(contract.listEnterprises)
    .query(({ ctx, input }) => listEnterprises(ctx.actor, input)),
  card: permit("enterprise:read")
    .input(contract.enterpriseId)
    .query(({ ctx, input }) => enterpriseCard(ctx.actor, input.id)),
  edit: permit("enterprise:edit")
    .input(contract.editEnterprise)
    .mutation(({ ctx, input }) => editEnterprise(ctx, input)),
  addName: permit("enterprise:edit")
    .input(contract.addName)
    .mutation(({ ctx, input }) => addName(ctx, input)),
  editName: permit("enterprise:edit")
    .input(contract.editName)
    .mutation(({ ctx, input }) => editName(ctx, input)),
  removeName: permit("enterprise:edit")
    .input(contract.removeName)
    .mutation(({ ctx, input }) => removeName(ctx, input)),
  addHonour: permit("enterprise:edit")
    .input(contract.addHonour)
    .mutation(({ ctx, input }) => addHonour(ctx, input)),
});
