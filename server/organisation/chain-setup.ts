/** Chains and their people, effective-dated: nothing is overwritten, so that an old report keeps its old chain leader. */
import "server-only";
import type { z } from "zod";
import type * as contract from "@/server/contracts/organisation";
import { addDays } from "@/server/domain/periods";
import { Refusal, refuseAt } from "@/server/domain/refusals";
import { database } from "@/server/platform/database";
import { audited, dateOf, isoDay, picked } from "@/server/record/audited";
import type { WriteContext } from "@/server/record/record";

/** Everything the set-up page shows, past appointments included. */
export async function chainSetup() {
  const chains = await database.chain.findMany({
    orderBy: [{ position: "asc" }, { id: "asc" }],
    include: {
      categories: { orderBy: { validFrom: "desc" } },
      appointments: {
        orderBy: [{ validFrom: "desc" }, { id: "desc" }],
        include: { unit: true, account: true },
      },
      anchors: { include: { enterprise: true }, orderBy: { validFrom: "desc" } },
    },
  });
  return chains.map((c) => ({
    id: c.id,
    code: c.code,
    name: c.name,
    hue: c.hue,
    position: c.position,
    active: c.active,
    categories: c.categories.map((k) => ({
      id: k.id,
      category: k.category,
      from: isoDay(k.validFrom),
      to: k.validTo ? isoDay(k.validTo) : null,
    })),
    appointments: c.appointments.map((a) => ({
      id: a.id,
      role: a.role,
      // An office is held by a person; only the lead department is a unit.
      name:
        (a.role === "lead-department" && a.unit?.name) ||
        a.account?.displayName ||
        a.personName ||
        a.unit?.name ||
        "",
      post: a.post ?? "",
      from: isoDay(a.validFrom),
      to: a.validTo ? isoDay(a.validTo) : null,
    })),
    anchors: c.anchors.map((a) => ({
      id: a.id,
      enterpriseId: a.enterpriseId,
      name: a.enterprise.name,
      from: isoDay(a.validFrom),
      to: a.validTo ? isoDay(a.validTo) : null,
    })),
  }));
}

const line = (action: string, id: number, label: string, after?: unknown) => ({
  action,
  subjectKind: "chain",
  subjectId: String(id),
  subjectLabel: label,
  after,
});

export function saveChain(
  context: WriteContext,
  { id, ...data }: z.output<typeof contract.saveChain>,
): Promise<{ id: number }> {
  return audited(context, async (tx) => {
    const before = id === null ? null : await tx.chain.findUnique({ where: { id } });
    const chain =
      id === null ? await tx.chain.create({ data }) : await tx.chain.update({ where: { id }, data });
    return {
      answer: { id: chain.id },
      line: {
        ...line(id === null ? "chain:create" : "chain:edit", chain.id, chain.name, data),
        before: before && picked(before, data),
      },
    };
  });
}

export function setChainCategory(
  context: WriteContext,
  input: z.output<typeof contract.setChainCategory>,
): Promise<{ id: number }> {
  return audited(context, async (tx) => {
    const later = await tx.chainCategory.findFirst({
      where: { chainId: input.chainId, validFrom: { gte: dateOf(input.from) } },
    });
    if (later) throw refuseAt("bad-day", "from", "该日之后已有类别记录，请从更晚的日期起");
    await tx.chainCategory.updateMany({
      where: { chainId: input.chainId, validTo: null },
      data: { validTo: dateOf(addDays(input.from, -1)) },
    });
    const made = await tx.chainCategory.create({
      data: { chainId: input.chainId, category: input.category, validFrom: dateOf(input.from) },
    });
    return { answer: { id: made.id }, line: line("chain:category", input.chainId, input.category, input) };
  });
}

/** Posts that one holder has at a time. */
const SINGLE = new Set(["leader", "task-force-head"]);

export function appointToChain(
  context: WriteContext,
  input: z.output<typeof contract.appointToChain>,
): Promise<{ id: number }> {
  const { chainId, role, from, ...holder } = input;
  if (!holder.personName && holder.accountId === null && holder.unitId === null)
    throw refuseAt("bad-input", "personName", "请填写人员或单位");
  return audited(context, async (tx) => {
    if (SINGLE.has(role)) {
      const later = await tx.chainAppointment.findFirst({
        where: { chainId, role, validFrom: { gte: dateOf(from) } },
      });
      if (later) throw refuseAt("bad-day", "from", "该日之后已有任职记录，请从更晚的日期起");
      await tx.chainAppointment.updateMany({
        where: { chainId, role, validTo: null },
        data: { validTo: dateOf(addDays(from, -1)) },
      });
    }
    const made = await tx.chainAppointment.create({
      data: { chainId, role, ...holder, validFrom: dateOf(from) },
    });
    return { answer: { id: made.id }, line: line("chain:appoint", chainId, role, input) };
  });
}

export function endAppointment(
  context: WriteContext,
  input: z.output<typeof contract.endAppointment>,
): Promise<{ id: number }> {
  return audited(context, async (tx) => {
    const found = await tx.chainAppointment.findUnique({ where: { id: input.appointmentId } });
    if (!found || found.validTo) throw new Refusal("not-found");
    if (dateOf(input.on) < found.validFrom) throw refuseAt("bad-day", "on", "卸任日期不能早于任职日期");
    await tx.chainAppointment.update({ where: { id: found.id }, data: { validTo: dateOf(input.on) } });
    return {
      answer: { id: found.id },
      line: line("chain:end-appointment", found.chainId, found.role, input),
    };
  });
}

export function setAnchor(
  context: WriteContext,
  input: z.output<typeof contract.setAnchor>,
): Promise<{ id: number }> {
  return audited(context, async (tx) => {
    const present = await tx.chainAnchor.findFirst({
      where: { chainId: input.chainId, enterpriseId: input.enterpriseId, validTo: null },
    });
    if (present) throw new Refusal("duplicate", { message: "该企业已是链主企业" });
    const gone = await tx.enterprise.count({
      where: { id: input.enterpriseId, mergedIntoId: { not: null } },
    });
    if (gone > 0) throw new Refusal("bad-state", { message: "该企业已并入其他企业，请选择保留的那一家" });
    const unused = await tx.enterprise.count({
      where: { id: input.enterpriseId, withdrawnAt: { not: null } },
    });
    if (unused > 0) throw new Refusal("bad-state", { message: "该企业已随导入撤销而停用，请重新选择" });
    const made = await tx.chainAnchor.create({
      data: { chainId: input.chainId, enterpriseId: input.enterpriseId, validFrom: dateOf(input.from) },
    });
    return {
      answer: { id: made.id },
      line: line("chain:anchor", input.chainId, String(input.enterpriseId), input),
    };
  });
}
