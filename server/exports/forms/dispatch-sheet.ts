/** 重点项目调度表: the large signed projects that do not produce yet, with the progress of this week and the last. */
import "server-only";
import { MILESTONES, rankOf } from "@/server/domain/milestones";
import { addDays, dayOf } from "@/server/domain/periods";
import { weekOf } from "@/server/domain/ready-forms";
import { roundAmount } from "@/server/domain/statistics-columns";
import { type Sql, sql } from "@/server/platform/database";
import { findProjects, lightOf, projectsFor } from "@/server/projects";
import { cells } from "../cells";
import { LIGHT_NAME, stageName } from "../project-ledger-sheet";
import type { Cell, Sheet } from "../xlsx/write-workbook";
import { blankNote, countOf, type FormScene, inBatches, reporter } from "./form-scene";
import { type FormColumn, formSheet } from "./form-sheet";

interface DispatchRow {
  name: string;
  chain: string | null;
  plannedTotalFen: number | null;
  yearPlanFen: number | null;
  plannedStartOn: string | null;
  lastWeek: string | null;
  thisWeek: string | null;
  investedFen: number;
  progress: string;
  stage: string;
  filedOn: string | null;
  permit: boolean;
  difficulty: string;
  leadUnit: string | null;
  leader: string | null;
  nextDueOn: string | null;
  light: string;
}

interface DispatchColumn extends FormColumn {
  cell: (row: DispatchRow, index: number) => Cell;
}

const { text, centred, count, wan, day } = cells;
const empty = (): Cell => centred(null);
const PAPERS = "手续办理";

const COLUMNS: readonly DispatchColumn[] = [
  { header: "序号", width: 5, cell: (_, i) => count(i + 1) },
  { header: "项目名称", width: 26, cell: (r) => text(r.name) },
  { header: "所属链", width: 11, cell: (r) => centred(r.chain) },
  { group: "投资", header: "总投资\n（万元）", width: 13, cell: (r) => wan(r.plannedTotalFen) },
  { group: "投资", header: "年度计划投资\n（万元）", width: 13, cell: (r) => wan(r.yearPlanFen) },
  { header: "计划开工", width: 11, cell: (r) => day(r.plannedStartOn) },
  { group: "进展", header: "上周", width: 24, cell: (r) => text(r.lastWeek) },
  { group: "进展", header: "本周", width: 24, cell: (r) => text(r.thisWeek) },
  { group: "进展", header: "累计完成投资\n（万元）", width: 13, cell: (r) => wan(r.investedFen) },
  {
    group: "进展",
    header: "形象进度",
    width: 22,
    cell: (r) => text(r.progress || stageName({ stage: r.stage, offState: null })),
  },
  { group: PAPERS, header: "立项", width: 11, cell: (r) => day(r.filedOn) },
  { group: PAPERS, header: "规划", width: 6, cell: empty },
  { group: PAPERS, header: "环评", width: 6, cell: empty },
  { group: PAPERS, header: "能评", width: 6, cell: empty },
  { group: PAPERS, header: "施工许可", width: 8, cell: (r) => centred(r.permit ? "已有" : null) },
  { header: "存在问题", width: 20, cell: (r) => text(r.difficulty) },
  { header: "需协调事项", width: 12, cell: empty },
  { group: "责任", header: "单位", width: 12, cell: (r) => centred(r.leadUnit) },
  { group: "责任", header: "领导", width: 9, cell: (r) => centred(r.leader) },
  { header: "解决时限", width: 11, cell: (r) => day(r.nextDueOn) },
  { header: "亮灯", width: 9, cell: (r) => centred(LIGHT_NAME[r.light] ?? "") },
];

/** What was logged of `p` within a span, its merged records included: "10-12 会谈…". */
const logged = (from: string, to: string): Sql =>
  sql`(SELECT string_agg(to_char(f.occurred_on, 'MM-DD') || ' ' || f.summary, chr(10) ORDER BY f.occurred_on, f.id) FROM follow_up f
    WHERE f.occurred_on BETWEEN ${from}::date AND ${to}::date AND (f.project_id = p.id OR f.project_id IN
      (SELECT o.id FROM project o WHERE o.merged_into_id IS NOT NULL AND survivor_of(o.id) = p.id)))`;

const question = (
  { actor }: FormScene,
  week: { from: string; to: string },
  today: string,
  ids: number[],
): Sql =>
  sql`SELECT p.name, c.name AS chain, p.planned_total_fen AS "plannedTotalFen", p.year_plan_fen AS "yearPlanFen",
      p.planned_start_on::text AS "plannedStartOn", ${logged(addDays(week.from, -7), addDays(week.from, -1))} AS "lastWeek",
      ${logged(week.from, week.to)} AS "thisWeek", p.invested_fen AS "investedFen", p.progress, p.stage,
      (SELECT max(m.occurred_on)::text FROM milestone m WHERE m.project_id = p.id AND m.kind = 'filing' AND m.status = 'approved'
        AND m.voided_at IS NULL) AS "filedOn",
      coalesce(${projectsFor(actor, "evidence:read")}, FALSE) AND EXISTS (SELECT 1 FROM evidence_paper x WHERE x.project_id = p.id
        AND x.requirement = 'construction-permit') AS permit,
      p.difficulty, u.name AS "leadUnit", (SELECT string_agg(t.person_name, '、' ORDER BY t.id) FROM project_member t
        WHERE t.project_id = p.id AND t.role = 'leader' AND t.valid_to IS NULL) AS leader,
      p.next_due_on::text AS "nextDueOn", ${lightOf(today)} AS light
    FROM unnest(${ids}::int[]) WITH ORDINALITY i(id, place) JOIN project p ON p.id = i.id
    LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN unit u ON u.id = p.lead_unit_id ORDER BY i.place`;

async function* rows(
  scene: FormScene,
  found: Sql,
  week: { from: string; to: string },
): AsyncGenerator<Cell[]> {
  const today = dayOf(scene.now);
  const ids = sql`SELECT p.id FROM project p LEFT JOIN chain c ON c.id = p.chain_id WHERE ${found}
    ORDER BY c.position NULLS LAST, c.id, p.planned_total_fen DESC, p.id`;
  let index = 0;
  for await (const row of inBatches<DispatchRow>(scene, ids, (some) => question(scene, week, today, some))) {
    const at = index;
    yield COLUMNS.map((column) => column.cell(row, at));
    index += 1;
  }
}

/** Signed, on the main line, not yet completed. */
const STAGES = MILESTONES.slice(rankOf("contract"), rankOf("completion"));

export async function dispatchSheet(scene: FormScene): Promise<Sheet[]> {
  const { actor, choice, rules, watermark } = scene;
  const today = dayOf(scene.now);
  const week = weekOf(choice.to ?? today);
  const [minFen = 0] = rules.tiers;
  const found = findProjects(actor, { stages: [...STAGES], minFen, chainIds: choice.chainIds }, today).open;
  const total = await countOf(sql`FROM project p WHERE ${found}`);
  return [
    formSheet({
      name: "重点项目调度表",
      title: `${rules.district.name}重点项目调度表`,
      note: `${reporter(scene)}　　调度周：${week.from} 至 ${week.to}　　金额单位：万元　　共 ${total} 个项目`,
      columns: COLUMNS,
      rows: rows(scene, found, week),
      notes: [
        `列您可查看的、已正式签约而未竣工、计划总投资${roundAmount(minFen)}及以上的项目，搁置的不列；先按产业链、再按总投资从大到小。`,
        "上周、本周进展为该周的跟进记录；其余为导出时情况。形象进度未填的写当前阶段；施工许可“已有”指系统存有许可证；解决时限为下一步工作的时限；责任领导为包联区领导。",
        ...blankNote(scene),
      ],
      watermark,
      paper: "A3",
      frozen: 2,
      filtered: true,
    }),
  ];
}
