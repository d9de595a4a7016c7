/** 外出招商 and 来访接待: the follow-ups of both kinds in a span of days, as far as they carry what the forms ask for. */
import "server-only";
import { CONTRACT_RANK } from "@/server/domain/milestones";
import { dayOf } from "@/server/domain/periods";
import { type Sql, sql } from "@/server/platform/database";
import { contactsFor, findProjects } from "@/server/projects";
import { cells } from "../cells";
import { placeOfOrigin } from "../project-ledger-sheet";
import type { Cell, Sheet } from "../xlsx/write-workbook";
import { blankNote, countOf, type FormScene, inBatches, reporter } from "./form-scene";
import { type FormColumn, formSheet } from "./form-sheet";

interface VisitRow {
  on: string;
  people: string;
  investor: string;
  originProvince: string;
  originCity: string;
  contact: string | null;
  chain: string | null;
  summary: string;
  intendedFen: number | null;
  number: string;
  nextStep: string;
  nextOn: string | null;
  author: string | null;
  unit: string | null;
  stageRank: number;
  offState: string | null;
}

interface VisitColumn extends FormColumn {
  cell: (row: VisitRow, index: number) => Cell;
}

const { text, centred, count, day, yi } = cells;
const empty = (): Cell => centred(null);

/** 签约, 在谈 or 无, as the form asks. */
function outcome({ stageRank, offState }: VisitRow): string {
  if (stageRank >= CONTRACT_RANK) return "签约";
  return offState === "ended" || offState === "lost" ? "无" : stageRank > 0 ? "在谈" : "";
}

const AFTER: readonly VisitColumn[] = [
  { group: "后续", header: "事项", width: 24, cell: (r) => text(r.nextStep) },
  { group: "后续", header: "责任人", width: 10, cell: (r) => centred(r.author) },
  { group: "后续", header: "时限", width: 11, cell: (r) => day(r.nextOn) },
  { header: "成效\n（签约/在谈/无）", width: 14, cell: (r) => centred(outcome(r)) },
];

const GOING_OUT: readonly VisitColumn[] = [
  { header: "序号", width: 5, cell: (_, i) => count(i + 1) },
  { group: "带队", header: "领导", width: 8, cell: empty },
  { group: "带队", header: "职务", width: 8, cell: empty },
  { group: "起止日期", header: "出发", width: 11, cell: (r) => day(r.on) },
  { group: "起止日期", header: "返回", width: 9, cell: empty },
  { header: "天数", width: 5, cell: empty },
  { header: "目的地", width: 9, cell: empty },
  { group: "随行", header: "人员", width: 18, cell: (r) => text(r.people) },
  { group: "随行", header: "单位", width: 12, cell: (r) => centred(r.unit) },
  { header: "拜访企业", width: 24, cell: (r) => text(r.investor) },
  { header: "企业所在地", width: 12, cell: (r) => text(placeOfOrigin(r)) },
  { header: "企业对接人", width: 9, cell: (r) => centred(r.contact) },
  { header: "所属产业链", width: 11, cell: (r) => centred(r.chain) },
  { header: "洽谈内容", width: 36, cell: (r) => text(r.summary) },
  { header: "意向投资额（亿元）", width: 10, cell: (r) => yi(r.intendedFen) },
  { header: "线索编号", width: 12, cell: (r) => centred(r.number) },
  ...AFTER,
  { header: "纪要附件", width: 7, cell: empty },
];

const COMING_IN: readonly VisitColumn[] = [
  { header: "序号", width: 5, cell: (_, i) => count(i + 1) },
  { header: "日期", width: 11, cell: (r) => day(r.on) },
  { header: "来访企业", width: 24, cell: (r) => text(r.investor) },
  { group: "来宾", header: "主宾及职务", width: 12, cell: empty },
  { group: "来宾", header: "人数", width: 5, cell: empty },
  { header: "接待领导", width: 10, cell: empty },
  { group: "陪同", header: "人员", width: 18, cell: (r) => text(r.people) },
  { group: "陪同", header: "单位", width: 12, cell: (r) => centred(r.unit) },
  { header: "考察点", width: 10, cell: empty },
  { header: "所属产业链", width: 11, cell: (r) => centred(r.chain) },
  { header: "洽谈事项", width: 40, cell: (r) => text(r.summary) },
  { header: "线索编号", width: 12, cell: (r) => centred(r.number) },
  ...AFTER,
];

/** The project of a follow-up `f`: after a merge, the record that stands. */
const OF_PROJECT = sql`project o ON o.id = f.project_id
  JOIN project p ON p.id = CASE WHEN o.merged_into_id IS NULL THEN o.id ELSE survivor_of(o.id) END`;

const question = ({ actor }: FormScene, ids: number[]): Sql =>
  sql`SELECT f.occurred_on::text AS "on", f.people, p.investor_name AS investor, p.origin_province AS "originProvince",
      p.origin_city AS "originCity", CASE WHEN ${contactsFor(actor)} THEN p.contact_name END AS contact, c.name AS chain, f.summary,
      p.intended_fen AS "intendedFen", p.number, f.next_step AS "nextStep", f.next_on::text AS "nextOn", a.display_name AS author,
      u.name AS unit, p.stage_rank AS "stageRank", p.off_state AS "offState"
    FROM unnest(${ids}::int[]) WITH ORDINALITY i(id, place) JOIN follow_up f ON f.id = i.id JOIN ${OF_PROJECT}
    LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN account a ON a.id = f.author_id LEFT JOIN unit u ON u.id = a.unit_id
    ORDER BY i.place`;

async function* rows(scene: FormScene, from: Sql, columns: readonly VisitColumn[]): AsyncGenerator<Cell[]> {
  const ids = sql`SELECT f.id ${from} ORDER BY f.occurred_on, f.id`;
  let index = 0;
  for await (const row of inBatches<VisitRow>(scene, ids, (some) => question(scene, some))) {
    const at = index;
    yield columns.map((column) => column.cell(row, at));
    index += 1;
  }
}

async function register(
  scene: FormScene,
  kind: "visit" | "reception",
  name: string,
  columns: readonly VisitColumn[],
): Promise<Sheet> {
  const { actor, choice, rules, watermark } = scene;
  const today = dayOf(scene.now);
  const [since, until] = [choice.from ?? today, choice.to ?? today];
  const seen = findProjects(actor, { chainIds: choice.chainIds, off: "any" }, today).open;
  const from = sql`FROM follow_up f JOIN ${OF_PROJECT} WHERE f.kind = ${kind}
    AND f.occurred_on BETWEEN ${since}::date AND ${until}::date AND ${seen}`;
  const total = await countOf(from);
  return formSheet({
    name,
    title: `${rules.district.name}${name}`,
    note: `${reporter(scene)}　　登记期间：${since} 至 ${until}　　共 ${total} 次`,
    columns,
    rows: rows(scene, from, columns),
    notes: [
      "依您可查看项目的跟进记录列出，一条记录一行；人员为记录中的参加人员，单位、责任人为登记人及其单位，成效为导出时项目所处阶段。",
      ...blankNote(scene),
    ],
    watermark,
    paper: "A3",
    frozen: 1,
    filtered: true,
  });
}

export const visitRegister = async (scene: FormScene): Promise<Sheet[]> => [
  await register(scene, "visit", "外出招商登记表", GOING_OUT),
  await register(scene, "reception", "来访接待登记表", COMING_IN),
];
