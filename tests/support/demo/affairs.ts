/**
 * What people of the demo district did about leads that were there already: gave some up, quarrelled over two, passed one
 * on, changed a field of several at once. Every fact comes out of the domain's own decisions; the same district, the same
 * affairs. Nothing was recorded on the day of looking or later.
 */
import type { Share, Side } from "@/server/domain/attribution-facts";
import * as disputes from "@/server/domain/first-report-dispute";
import { releaseToPool } from "@/server/domain/ownership";
import { addDays, type Day } from "@/server/domain/periods";
import { editBasics } from "@/server/domain/pipeline";
import type { Fact } from "@/server/domain/project-facts";
import { apply, type ProjectState } from "@/server/domain/project-state";
import { startingRules as rules } from "@/server/domain/rules";
import { proposeTransfer } from "@/server/domain/transfer";
import { isWorkingDay } from "@/server/domain/working-days";
import { type Database, reserveIds, rowOf, rowsOf, type Sql, sql } from "@/server/platform/database";
import { attributionOf } from "@/server/record/load-attribution";
import { loadProjects } from "@/server/record/load-project";
import { type FramedFact, storeHistories } from "@/server/record/store-histories";
import { person, unitNamed } from "./bureau-people";
import { instantAt } from "./calendar";

/** So many working days before a day. */
export function workingDaysBefore(day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, -1);
    if (isWorkingDay(at, rules.calendar)) left -= 1;
  }
  return at;
}

/** One project's affair while it is told: its state, and the facts that are added. */
class Affair {
  readonly facts: FramedFact[] = [];

  constructor(
    readonly id: number,
    private present: ProjectState,
  ) {}

  get state(): ProjectState {
    return this.present;
  }

  get attribution() {
    return attributionOf(
      this.facts.flatMap(({ fact, occurredOn, recordedAt, actorId }, at) =>
        "disputeId" in fact || "transferId" in fact
          ? [{ fact, version: at, on: occurredOn, at: new Date(recordedAt), actorId }]
          : [],
      ),
    );
  }

  add(facts: readonly Fact[], username: string, day: Day, minute: number): void {
    for (const fact of facts) {
      const framed = {
        fact,
        occurredOn: day,
        recordedAt: new Date(instantAt(day, minute)).toISOString(),
        actorId: person(username).id,
      };
      this.present = apply(this.present, this.id, framed);
      this.facts.push(framed);
    }
  }
}

export class Affairs {
  private readonly taken = new Set<number>();
  readonly told: Affair[] = [];

  constructor(readonly db: Database) {}

  /** The newest projects of a kind on the main line of which nothing was recorded from `day` on, each used once. */
  async about(condition: Sql, day: Day, count: number): Promise<Affair[]> {
    const rows = await rowsOf<{ id: number }>(
      this.db,
      sql`SELECT p.id FROM project p WHERE p.off_state IS NULL AND p.sensitivity <> 'sensitive' AND p.pooled_on IS NULL AND ${condition}
        AND NOT EXISTS (SELECT 1 FROM milestone m WHERE m.project_id = p.id AND m.status = 'submitted' AND m.voided_at IS NULL)
        AND p.id <> ALL(${[...this.taken]}::int[]) AND p.updated_at < ${new Date(instantAt(day, 0))} ORDER BY p.id DESC LIMIT ${count}`,
    );
    const states = await loadProjects(
      this.db,
      rows.map((r) => r.id),
      { lock: false },
    );
    const found = rows.flatMap(({ id }) => {
      const state = states.get(id);
      return state ? [new Affair(id, state)] : [];
    });
    for (const affair of found) this.taken.add(affair.id);
    this.told.push(...found);
    return found;
  }

  async store(affairs: readonly Affair[], operationId?: number): Promise<void> {
    const present = await loadProjects(
      this.db,
      affairs.map((a) => a.id),
      { lock: false },
    );
    const histories = affairs.map(({ id, facts }) => ({ id, facts }));
    await storeHistories(this.db, rules, present, histories, operationId);
  }
}

const UNSIGNED = sql`p.stage_rank <= 1`;
const reportedBy = (unit: string): Sql => sql`p.reporting_unit_id = ${unitNamed(unit).id}`;
const heldBy = (username: string): Sql => sql`p.owner_id = ${person(username).id}`;

const GIVEN_UP = ["企业暂缓投资，本科室人手不足", "与本片区产业方向不符", "联系人更换，重新对接未果"];

/** 公海: leads that their units gave up. */
async function giveUp(affairs: Affairs, today: Day): Promise<void> {
  const day = workingDaysBefore(today, 4);
  const others = sql`p.owner_unit_id <> ${unitNamed("招商一科").id}`;
  const leads = await affairs.about(sql`p.stage_rank = 0 AND ${others}`, day, GIVEN_UP.length);
  for (const [at, lead] of leads.entries()) {
    const owner = await rowOf<{ username: string }>(
      affairs.db,
      sql`SELECT username FROM account WHERE id = ${lead.state.basics.ownerId}`,
    );
    lead.add(releaseToPool(lead.state, GIVEN_UP[at] ?? "", false), owner.username, day, 600 + at * 7);
  }
  await affairs.store(leads);
}

interface Quarrel {
  affair: Affair;
  disputeId: number;
  challenger: string;
}

async function raise(affairs: Affairs, affair: Affair, challenger: string, day: Day): Promise<Quarrel> {
  const [disputeId = 0] = await reserveIds(affairs.db, "dispute", 1);
  const challenge = {
    disputeId,
    ownProjectId: null,
    challenger: person(challenger),
    statement: "本单位此前已赴企业考察并签到，企业提供过项目建议书，早于对方登记时间",
  };
  affair.add(disputes.raiseDispute(affair.state, null, [], challenge, rules, day), challenger, day, 570);
  return { affair, disputeId, challenger };
}

const disputeOf = ({ affair, disputeId }: Quarrel) => {
  const dispute = affair.attribution.disputes.get(disputeId);
  if (!dispute) throw new Error("the dispute was not told");
  return dispute;
};

async function bringPaper(
  affairs: Affairs,
  quarrel: Quarrel,
  side: Side,
  username: string,
  day: Day,
): Promise<void> {
  const [linkId = 0] = await reserveIds(affairs.db, "evidence_link", 1);
  const { id: fileId } = await rowOf<{ id: number }>(
    affairs.db,
    sql`SELECT min(id) AS id FROM evidence_file`,
  );
  const fact: Fact = {
    type: "EvidenceAttached",
    v: 1,
    linkId,
    fileId,
    requirement: side === "challenger" ? "challenge-proof" : "response-proof",
    originalName: side === "challenger" ? "赴企业考察签到表.pdf" : "首次来访接待纪要.pdf",
    subjectKind: "dispute",
    subjectId: quarrel.disputeId,
  };
  quarrel.affair.add([fact], username, day, 620);
  quarrel.affair.add(disputes.closeEvidence(disputeOf(quarrel), side, "", 1, rules, day), username, day, 640);
}

/** One dispute waits for the evidence of the other side. */
async function openDispute(affairs: Affairs, today: Day): Promise<void> {
  const day = workingDaysBefore(today, 2);
  const [affair] = await affairs.about(
    sql`${UNSIGNED} AND ${reportedBy("招商一科")} AND ${heldBy("keyuan")}`,
    day,
    1,
  );
  if (!affair) return;
  const quarrel = await raise(affairs, affair, "wangzixuan", day);
  await bringPaper(affairs, quarrel, "challenger", "wangzixuan", workingDaysBefore(today, 1));
  await affairs.store([affair]);
}

/** Another was ruled upon some weeks ago. */
async function settledDispute(affairs: Affairs, today: Day): Promise<void> {
  const day = (back: number) => workingDaysBefore(today, back);
  const signed = sql`p.contract_on IS NOT NULL AND ${reportedBy("招商一科")}`;
  const [affair] = await affairs.about(signed, day(30), 1);
  if (!affair) return;
  const quarrel = await raise(affairs, affair, "liuyang", day(30));
  await bringPaper(affairs, quarrel, "challenger", "liuyang", day(28));
  await bringPaper(affairs, quarrel, "respondent", "kezhang", day(27));
  const failed = { agreed: false, shares: [], note: "双方各有接触记录，未能达成一致" };
  affair.add(disputes.mediate(disputeOf(quarrel), failed, rules, day(25)), "kezhang", day(25), 900);
  const shares: Share[] = [
    { unitId: unitNamed("招商一科").id, basisPoints: 6000 },
    { unitId: unitNamed("招商二科").id, basisPoints: 4000 },
  ];
  const reason = "一科登记在先，二科接触在先，按实际跟进划分";
  affair.add(disputes.rule(disputeOf(quarrel), shares, reason, rules, day(23)), "juzhang", day(23), 960);
  await affairs.store([affair]);
}

/** 流转: one project is offered to another unit. */
async function transfer(affairs: Affairs, today: Day): Promise<void> {
  const day = workingDaysBefore(today, 1);
  const held = sql`${UNSIGNED} AND p.owner_unit_id = ${unitNamed("招商二科").id}`;
  const [affair] = await affairs.about(held, day, 1);
  if (!affair) return;
  const [transferId = 0] = await reserveIds(affairs.db, "transfer", 1);
  const proposal = {
    transferId,
    toUnitId: unitNamed("招商一科").id,
    keptBasisPoints: 3000,
    reason: "企业拟落户装备制造园区，由一科对接更为合适",
    proposedById: person("tianxiaomeng").id,
  };
  const free = { transfer: false, dispute: false };
  affair.add(proposeTransfer(affair.state, free, proposal, rules, day), "tianxiaomeng", day, 930);
  await affairs.store([affair]);
}

/** 批量修改: one field of several projects, as one named operation. */
async function bulkEdit(affairs: Affairs, today: Day): Promise<void> {
  const day = workingDaysBefore(today, 3);
  const other = sql`p.nature <> '新建' AND p.owner_unit_id = ${unitNamed("招商一科").id}`;
  const projects = await affairs.about(other, day, 3);
  if (projects.length === 0) return;
  const reason = "按登记表补录";
  for (const project of projects)
    project.add(editBasics(project.state, { nature: "新建" }, rules, reason), "kezhang", day, 660);
  const { id } = await rowOf<{ id: number }>(
    affairs.db,
    sql`INSERT INTO operation (kind, name, actor_id, at, summary, projects) VALUES ('bulk-edit', '批量修改建设性质',
      ${person("kezhang").id}, ${new Date(instantAt(day, 660))}, ${JSON.stringify({ fields: ["nature"], reason })}::jsonb,
      ${projects.length}) RETURNING id`,
  );
  await affairs.store(projects, id);
}

/** Adds the affairs to a stored district; a small one may lack projects for some of them. Gives how many it told. */
export async function storeAffairs(db: Database, today: Day): Promise<number> {
  const affairs = new Affairs(db);
  await openDispute(affairs, today);
  await settledDispute(affairs, today);
  await transfer(affairs, today);
  await giveUp(affairs, today);
  await bulkEdit(affairs, today);
  return affairs.told.length;
}
