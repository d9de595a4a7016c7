/** 线索登记表: the leads first reported in a span of days, in the order in which they were. */
import "server-only";
import { FEN_PER_YI } from "@/server/domain/amounts";
import { dayOf } from "@/server/domain/periods";
import { SENSITIVITY_NAME } from "@/server/domain/project-fields";
import { type Sql, sql } from "@/server/platform/database";
import { contactsFor, findProjects } from "@/server/projects";
import { cells } from "../cells";
import { landWords, placeOfOrigin, stageName } from "../project-ledger-sheet";
import type { Cell, Sheet } from "../xlsx/write-workbook";
import { blankNote, countOf, type FormScene, inBatches, reporter } from "./form-scene";
import { type FormColumn, formSheet } from "./form-sheet";

interface LeadRow {
  number: string;
  reportedAt: string;
  unit: string | null;
  reporterName: string;
  source: string;
  introducer: string;
  investor: string;
  originProvince: string;
  originCity: string;
  profile: string;
  honours: string | null;
  name: string;
  content: string;
  intendedFen: number | null;
  landMode: string;
  landAreaCentiMu: number | null;
  chain: string | null;
  contactName: string | null;
  contactPhone: string | null;
  sensitivity: keyof typeof SENSITIVITY_NAME;
  verdict: "follow" | "drop" | null;
  verdictReason: string | null;
  judge: string | null;
  judgedOn: string | null;
  ownerUnit: string | null;
  owner: string | null;
  stage: string;
  offState: string | null;
}

interface LeadColumn extends FormColumn {
  cell: (row: LeadRow, index: number) => Cell;
}

const { text, centred, count, yi } = cells;
const empty = (): Cell => text(null);
const lines = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join("\n");
const VERDICT = { follow: "跟进", drop: "不跟进" };

const COLUMNS: readonly LeadColumn[] = [
  { header: "序号", width: 5, cell: (_, i) => count(i + 1) },
  { header: "线索编号", width: 12, cell: (r) => centred(r.number) },
  { group: "首报", header: "时间", width: 11, cell: (r) => centred(r.reportedAt) },
  { group: "首报", header: "单位", width: 12, cell: (r) => centred(r.unit) },
  { group: "首报", header: "首报人", width: 8, cell: (r) => centred(r.reporterName) },
  { header: "线索来源", width: 9, cell: (r) => centred(r.source) },
  { header: "引荐人", width: 9, cell: (r) => centred(r.introducer) },
  { group: "企业", header: "企业名称", width: 22, cell: (r) => text(r.investor) },
  { group: "企业", header: "所在地", width: 11, cell: (r) => text(placeOfOrigin(r)) },
  {
    group: "企业",
    header: "简介（主营、规模、荣誉）",
    width: 24,
    cell: (r) => text(lines(r.profile, r.honours)),
  },
  {
    header: "拟投资内容",
    width: 38,
    // A name that the content repeats says nothing twice.
    cell: (r) => text(r.content.includes(r.name) ? r.content : lines(r.name, r.content)),
  },
  { header: "意向投资额（亿元）", width: 11, cell: (r) => yi(r.intendedFen) },
  { group: "要素需求", header: "用地", width: 12, cell: (r) => text(landWords(r)) },
  { group: "要素需求", header: "厂房、\n能耗、资金", width: 10, cell: empty },
  { header: "预计产值/\n税收/就业", width: 10, cell: empty },
  { header: "意向产业链", width: 11, cell: (r) => centred(r.chain) },
  { group: "企业联系人", header: "姓名", width: 8, cell: (r) => centred(r.contactName) },
  { group: "企业联系人", header: "职务", width: 7, cell: empty },
  { group: "企业联系人", header: "电话", width: 13, cell: (r) => centred(r.contactPhone) },
  { header: "密级", width: 6, cell: (r) => centred(SENSITIVITY_NAME[r.sensitivity]) },
  {
    group: "研判",
    header: "结论",
    width: 16,
    cell: (r) => text(r.verdict ? lines(VERDICT[r.verdict], r.verdictReason) : null),
  },
  { group: "研判", header: "研判人/日期", width: 11, cell: (r) => centred(lines(r.judge, r.judgedOn)) },
  { header: "跟进责任单位", width: 12, cell: (r) => centred(lines(r.ownerUnit, r.owner)) },
  { header: "备注\n（当前阶段）", width: 12, cell: (r) => centred(stageName(r)) },
];

const question = (scene: FormScene, ids: number[]): Sql => {
  const contacts = contactsFor(scene.actor);
  return sql`SELECT p.number, to_char(p.first_reported_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS "reportedAt",
      r.name AS unit, p.reporter_name AS "reporterName", p.source, p.introducer, p.investor_name AS investor,
      p.origin_province AS "originProvince", p.origin_city AS "originCity", coalesce(e.profile, '') AS profile,
      (SELECT string_agg(h.title, '、' ORDER BY h.awarded_on, h.id) FROM enterprise_honour h
        WHERE h.enterprise_id = e.id AND h.removed_at IS NULL) AS honours,
      p.name, p.content, p.intended_fen AS "intendedFen", p.land_mode AS "landMode", p.land_area_centi_mu AS "landAreaCentiMu",
      c.name AS chain, CASE WHEN ${contacts} THEN p.contact_name END AS "contactName",
      CASE WHEN ${contacts} THEN p.contact_phone END AS "contactPhone", p.sensitivity, j.verdict, j.reason AS "verdictReason",
      j.judge, j.on AS "judgedOn", u.name AS "ownerUnit", o.display_name AS owner, p.stage, p.off_state AS "offState"
    FROM unnest(${ids}::int[]) WITH ORDINALITY i(id, place) JOIN project p ON p.id = i.id
    LEFT JOIN unit r ON r.id = p.reporting_unit_id LEFT JOIN unit u ON u.id = p.owner_unit_id
    LEFT JOIN account o ON o.id = p.owner_id LEFT JOIN chain c ON c.id = p.chain_id LEFT JOIN enterprise e ON e.id = p.investor_id
    LEFT JOIN LATERAL (SELECT f.payload->>'verdict' AS verdict, f.payload->>'reason' AS reason, f.occurred_on::text AS on,
        a.display_name AS judge FROM project_fact f LEFT JOIN account a ON a.id = f.actor_id
      WHERE f.project_id = p.id AND f.payload->>'type' = 'LeadJudged' ORDER BY f.version DESC LIMIT 1) j ON TRUE
    ORDER BY i.place`;
};

async function* rows(scene: FormScene, found: Sql): AsyncGenerator<Cell[]> {
  const ids = sql`SELECT p.id FROM project p WHERE ${found} ORDER BY p.first_reported_at, p.id`;
  let index = 0;
  for await (const row of inBatches<LeadRow>(scene, ids, (some) => question(scene, some))) {
    const at = index;
    yield COLUMNS.map((column) => column.cell(row, at));
    index += 1;
  }
}

/** 在谈, 新增 and 5亿元以上, as the weekly form has them in its head. */
async function headCounts(scene: FormScene, found: Sql, today: string): Promise<string> {
  const { chainIds } = scene.choice;
  const talks = findProjects(scene.actor, { chainIds, stages: ["negotiation"] }, today).open;
  const inTalks = await countOf(sql`FROM project p WHERE ${talks}`);
  const added = await countOf(sql`FROM project p WHERE ${found}`);
  const large = await countOf(sql`FROM project p WHERE ${found} AND p.intended_fen >= ${5 * FEN_PER_YI}`);
  return `截至${today}在谈 ${inTalks} 个；本期新增 ${added} 条，其中意向投资5亿元以上 ${large} 条`;
}

export async function leadRegister(scene: FormScene): Promise<Sheet[]> {
  const { actor, choice, rules, watermark } = scene;
  const { from, to, chainIds } = choice;
  const today = dayOf(scene.now);
  const span = { reportedFrom: from ?? today, reportedTo: to ?? today };
  const found = findProjects(actor, { ...span, chainIds, off: "any" }, today).open;
  const counts = await headCounts(scene, found, today);
  return [
    formSheet({
      name: "线索登记表",
      title: `${rules.district.name}招商引资线索登记表`,
      note: `${reporter(scene)}　　登记期间：${span.reportedFrom} 至 ${span.reportedTo}　　${counts}`,
      columns: COLUMNS,
      rows: rows(scene, found),
      notes: [
        "按首报时间列出您可查看的线索，含已转入签约、搁置或流失的；无权查看的敏感线索不列，也不计入个数。",
        "联系人和电话仅对有权查看的人列出。在谈为导出时的个数；产业、人才两类系统不作区分，表头不列。",
        ...blankNote(scene),
      ],
      watermark,
      paper: "A3",
      frozen: 2,
      filtered: true,
    }),
  ];
}
