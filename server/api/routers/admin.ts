/** 管理: accounts, units, chains, targets, rates, rules, audit log. */
import "server-only";
import { z } from "zod";
import * as accounts from "@/server/accounts/manage-accounts";
import * as account from "@/server/contracts/account";
import * as contract from "@/server/contracts/organisation";
import { auditLog, verifyAuditChain } from "@/server/organisation/audit-log";
import * as chains from "@/server/organisation/chain-setup";
import { listExchangeRates, saveExchangeRates } from "@/server/organisation/exchange-rates";
import { readRules, setRule } from "@/server/organisation/rules";
import { setupProgress } from "@/server/organisation/setup-progress";
import { listTargets, setTargets, targetHistory, targetScopes } from "@/server/organisation/targets";
import { listUnits, saveUnit } from "@/server/organisation/units";
import { clockRefresh } from "@/server/record/refresh-clocks";
import { permit, router } from "../trpc";

export const adminRouter = router({
  accounts: permit("account:manage").query(({ ctx }) => accounts.listAccounts(ctx)),
  createAccount: permit("account:manage")
    .input(account.createAccount)
    .mutation(({ ctx, input }) => accounts.createAccount(ctx, input)),
  editAccount: permit("account:manage")
    .input(account.editAccount)
    .mutation(({ ctx, input }) => accounts.editAccount(ctx, input)),
  resetPassword: permit("account:manage")
    .input(account.resetPassword)
    .mutation(({ ctx, input }) => accounts.resetPassword(ctx, input)),
  unlockAccount: permit("account:manage")
    .input(account.unlockAccount)
    .mutation(({ ctx, input }) => accounts.unlockAccount(ctx, input)),
  people: permit("chain:edit").query(() => accounts.listPeople()),
  units: permit("unit:read").query(() => listUnits()),
  saveUnit: permit("unit:edit")
    .input(contract.saveUnit)
    .mutation(({ ctx, input }) => saveUnit(ctx, input)),
  chains: permit("chain:edit").query(() => chains.chainSetup()),
  saveChain: permit("chain:edit")
    .input(contract.saveChain)
    .mutation(({ ctx, input }) => chains.saveChain(ctx, input)),
  setChainCategory: permit("chain:edit")
    .input(contract.setChainCategory)
    .mutation(({ ctx, input }) => chains.setChainCategory(ctx, input)),
  appointToChain: permit("chain:edit")
    .input(contract.appointToChain)
    .mutation(({ ctx, input }) => chains.appointToChain(ctx, input)),
  endAppointment: permit("chain:edit")
    .input(contract.endAppointment)
    .mutation(({ ctx, input }) => chains.endAppointment(ctx, input)),
  setAnchor: permit("chain:edit")
    .input(contract.setAnchor)
    .mutation(({ ctx, input }) => chains.setAnchor(ctx, input)),
  targets: permit("target:read")
    .input(z.object({ year: z.number().int().min(1990).max(2100) }))
    .query(({ input }) => listTargets(input.year)),
  targetScopes: permit("target:read").query(() => targetScopes()),
  targetHistory: permit("target:read")
    .input(z.object({ year: z.number().int().min(1990).max(2100) }))
    .query(({ input }) => targetHistory(input.year)),
  setTargets: permit("target:edit")
    .input(contract.setTargets)
    .mutation(({ ctx, input }) => setTargets(ctx, input)),
  exchangeRates: permit("rate:read")
    .input(z.object({ year: z.number().int().min(1990).max(2100) }))
    .query(({ ctx, input }) => listExchangeRates(input.year, ctx.now)),
  saveExchangeRates: permit("rate:edit")
    .input(contract.saveExchangeRates)
    .mutation(({ ctx, input }) => saveExchangeRates(ctx, input)),
  rules: permit("setting:read").query(({ ctx }) => readRules(ctx)),
  setRule: permit("setting:read")
    .input(contract.setRule)
    .mutation(({ ctx, input }) => setRule(ctx, input)),
  clockRefresh: permit("setting:read").query(({ ctx }) => clockRefresh(ctx.now)),
  setup: permit("setup:read").query(({ ctx }) => setupProgress(ctx)),
  auditLog: permit("audit:read")
    .input(contract.auditFilter)
    .query(({ input }) => auditLog(input)),
  verifyAudit: permit("audit:read").mutation(() => verifyAuditChain()),
});
