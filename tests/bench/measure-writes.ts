/** A lead registered, reported for 在谈 and approved: over HTTP, beside the time its own statements take. */
import { randomUUID } from "node:crypto";
import { dayOf } from "@/server/domain/periods";
import { askHere, type BenchScene } from "./bench-scene";
import { statementsOf } from "./statements";
import { type Spread, spreadOf, timed } from "./timing";

export interface WriteResult {
  id: string;
  name: string;
  http: Spread;
  /** Time the statements of one such write take, measured from inside. */
  sql: Spread;
  ping: Spread;
  queries: number;
  ratio: number;
}

const RUNS = 40;
const WAN = 1_000_000;
type Ask = (procedure: string, input: object) => Promise<unknown>;

const leadNamed = (name: string) => ({
  requestId: randomUUID(),
  name,
  investorName: `${name}投资有限公司`,
  intendedFen: 12_000 * WAN,
  contactName: "刘长河",
  contactPhone: "13812345678",
});

/** A lead that lacks nothing for 在谈. */
async function readyLead(ask: Ask, name: string, chainId: number): Promise<{ lead: number; submit: object }> {
  const { id } = (await ask("project.capture", leadNamed(name))) as { id: number };
  await ask("project.logFollowUp", {
    requestId: randomUUID(),
    projectId: id,
    kind: "visit",
    on: dayOf(new Date()),
    summary: "到企业考察生产线",
  });
  return {
    lead: id,
    submit: {
      requestId: randomUUID(),
      projectId: id,
      milestone: "negotiation",
      occurredOn: dayOf(new Date()),
      patch: { chainId, originProvince: "辽宁省", content: "年产 2000 套主轴部件" },
      details: { verdict: "可行，跟进" },
    },
  };
}

const overHttp = (client: BenchScene["officer"]): Ask => {
  return async (procedure, input) => (await client.mutate(procedure, input)).data;
};

async function versionOf(scene: BenchScene, id: number): Promise<number> {
  const { rows } = await scene.bare.query("SELECT version FROM project WHERE id = $1", [id]);
  return rows[0].version;
}

interface Step {
  id: string;
  name: string;
  /** Makes ready, and gives what is to be timed: by HTTP or in this process. */
  prepare: (run: number) => Promise<{ procedure: string; input: object }>;
  by: "officer" | "head";
}

function stepsOf(scene: BenchScene): Step[] {
  const officer = overHttp(scene.officer);
  const submission = async (run: number) => {
    const { lead, submit } = await readyLead(
      officer,
      `推进测试${randomUUID().slice(0, 8)}${run}`,
      scene.chainId,
    );
    return { ...submit, projectId: lead, expectedVersion: await versionOf(scene, lead) };
  };
  return [
    {
      id: "capture",
      name: "登记线索",
      by: "officer",
      prepare: async (run) => ({
        procedure: "project.capture",
        input: leadNamed(`登记测试${randomUUID().slice(0, 8)}${run}`),
      }),
    },
    {
      id: "submit",
      name: "推进：报审在谈",
      by: "officer",
      prepare: async (run) => ({ procedure: "project.submitMilestone", input: await submission(run) }),
    },
    {
      id: "approve",
      name: "推进：通过在谈",
      by: "head",
      prepare: async (run) => {
        const input = await submission(run);
        await officer("project.submitMilestone", input);
        return {
          procedure: "project.approveMilestone",
          input: {
            requestId: randomUUID(),
            projectId: input.projectId,
            expectedVersion: await versionOf(scene, input.projectId),
            milestone: "negotiation",
          },
        };
      },
    },
  ];
}

async function measure(scene: BenchScene, step: Step): Promise<WriteResult> {
  const client = step.by === "officer" ? scene.officer : scene.head;
  const actor = step.by === "officer" ? scene.actors.keyuan : scene.actors.kezhang;
  const [http, sql]: [number[], number[]] = [[], []];
  let queries = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const over = await step.prepare(run);
    const began = performance.now();
    await client.mutate(over.procedure, over.input);
    http.push(performance.now() - began);
    const here = await step.prepare(run);
    const statements = await statementsOf(() => askHere(actor, here.procedure, here.input));
    sql.push(statements.reduce((sum, s) => sum + s.ms, 0));
    queries = statements.length;
  }
  const ping = await timed(() => client.query("self.ping"));
  const [httpSpread, sqlSpread] = [spreadOf(http.slice(5)), spreadOf(sql.slice(5))];
  return {
    id: step.id,
    name: step.name,
    http: httpSpread,
    sql: sqlSpread,
    ping,
    queries,
    ratio: httpSpread.p50 / (sqlSpread.p50 + ping.p50),
  };
}

export async function measureWrites(
  scene: BenchScene,
  wanted: (id: string) => boolean,
): Promise<WriteResult[]> {
  const results: WriteResult[] = [];
  for (const step of stepsOf(scene)) if (wanted(step.id)) results.push(await measure(scene, step));
  return results;
}
