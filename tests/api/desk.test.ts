/** 工作台: what it must not show, and that every section leads to a list of exactly what it counts. */
import { beforeAll, describe, expect, it } from "vitest";
import { filterOf, PROJECT_URL } from "@/components/projects/list/list-url";
import { readUrlValues } from "@/components/shared/url-state";
import { createCaller } from "@/server/api/root";
import { actorNamed, makeBureau, makeProject } from "@/tests/support/factories";

const NOW = new Date("2026-11-24T02:00:00Z");
const as = (username: string) => createCaller({ actor: actorNamed(username), now: NOW });
const sectionsOf = async (username: string) => (await as(username).desk.mine()).sections;

beforeAll(async () => {
  await makeBureau("2026-11-24");
  const overdue = { nextStep: "约企业来访", nextDueOn: "2026-10-20" };
  await makeProject({ name: "久拖线索", capturedOn: "2026-01-05", basics: overdue });
  await makeProject({
    name: "他科线索",
    owner: "wangzixuan",
    capturedOn: "2026-02-05",
    basics: { nextStep: "答复用地", nextDueOn: "2026-11-26" },
  });
  await makeProject({
    name: "绝密线索",
    owner: "wangzixuan",
    capturedOn: "2026-01-06",
    basics: { ...overdue, sensitivity: "sensitive", chainId: 2 },
  });
  await makeProject({ name: "久签未开工", stage: "contract", capturedOn: "2025-03-02", basics: overdue });
});

const titles = async (username: string) =>
  (await sectionsOf(username)).flatMap((section) => section.lines.map((line) => line.title));

describe("a sensitive lead", () => {
  it("stays off the desk of whoever may not see it whole: neither its amount nor its step nor its people", async () => {
    const shown = await titles("ducha");
    expect(shown).toContain("久拖线索");
    expect(shown.filter((title) => /绝密|敏感/.test(title))).toEqual([]);
  });

  it("stands on the desk of the director", async () => {
    expect(await titles("juzhang")).toContain("绝密线索");
  });
});

describe("a section of projects", () => {
  it.each(["keyuan", "juzhang", "ducha", "bumen"])(
    "leads %s to a list of what it counts",
    async (username) => {
      const checked: string[] = [];
      for (const section of await sectionsOf(username)) {
        const [page, search = ""] = section.href?.split("?") ?? [];
        if (page !== "/projects" || section.total === 0 || section.id === "unanswered") continue;
        const filter = filterOf(readUrlValues(PROJECT_URL, new URLSearchParams(search)));
        const rows = await as(username).project.list({ filter, limit: 200 });
        expect(rows, section.title).toHaveLength(section.total);
        checked.push(section.id);
      }
      expect(checked.length).toBeGreaterThan(0);
    },
  );
});

describe("the counts of a chain", () => {
  it("are the same on the list of chains, on the chain's page and on the leaders' desks", async () => {
    await makeProject({ name: "在谈一", stage: "negotiation", capturedOn: "2026-10-01" });
    await makeProject({ name: "框架一", stage: "framework", capturedOn: "2026-10-01" });
    const [overview, home, glance, page] = await Promise.all([
      as("juzhang").chain.overview(),
      as("lianzhang").chain.home({ id: 1 }),
      as("quling").desk.mine(),
      as("lianzhang").desk.mine(),
    ]);
    const listed = overview.chains.find((chain) => chain.id === 1)?.pipeline;
    if (!listed) throw new Error("the chain is not listed");
    expect(listed).toMatchObject({ lead: 2, negotiation: 1, framework: 1, signed: 1, started: 0 });
    expect(home.pipeline).toEqual(listed);
    const { negotiation, framework, signed, started, late } = listed;
    expect(glance.chains?.find((chain) => chain.id === 1)).toMatchObject({
      negotiation,
      framework,
      signed,
      started,
      late,
    });
    const led = page.chainPage?.chains.find((chain) => chain.id === 1)?.funnel;
    expect(led?.map((step) => [step.label, step.count])).toEqual([
      ["线索", 5],
      ["在谈", 3],
      ["签约", 1],
      ["开工", 0],
    ]);
    expect(page.chainPage?.red.total).toBe(late);
  });
});
