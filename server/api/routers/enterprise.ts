/** Enterprises. */
import "server-only";
import * as contract from "@/server/contracts/enterprise";
import * as merging from "@/server/contracts/enterprise-merge";
import { addHonour, editEnterprise } from "@/server/enterprises/edit-enterprise";
import { enterpriseCard } from "@/server/enterprises/enterprise-card";
import { listEnterprises } from "@/server/enterprises/list-enterprises";
import { mergeEnterprises } from "@/server/enterprises/merge/merge-enterprises";
import { enterpriseMergeScene } from "@/server/enterprises/merge/merge-scene";
import { enterpriseTrace } from "@/server/enterprises/merge/merged-trace";
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
  trace: permit("enterprise:read")
    .input(contract.enterpriseId)
    .query(({ ctx, input }) => enterpriseTrace(ctx.actor, input.id)),
  mergeScene: permit("project:merge")
    .input(merging.enterpriseMergeScene)
    .query(({ ctx, input }) => enterpriseMergeScene(ctx.actor, input)),
  merge: permit("project:merge")
    .input(merging.mergeEnterprises)
    .mutation(({ ctx, input }) => mergeEnterprises(ctx, input)),
  addHonour: permit("enterprise:edit")
    .input(contract.addHonour)
    .mutation(({ ctx, input }) => addHonour(ctx, input)),
});
