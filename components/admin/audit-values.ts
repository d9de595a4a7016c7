/** The fields that entries of the audit log carry: what each is called, and how its value reads. */
import { formatAmountWithUnit, formatMonth, NONE } from "@/components/shared/format";
import { LIGHT_WORD } from "@/components/shared/light";
import { AGREEMENT_KINDS, BASES } from "@/server/contracts/ledger";
import { APPOINTMENTS, UNIT_KINDS } from "@/server/contracts/organisation";
import { PROJECT_COLUMNS, PROJECT_GROUPS, VIEW_KINDS } from "@/server/contracts/project-view";
import { CUTS } from "@/server/contracts/statistics";
import { industryLabel } from "@/server/domain/industries";
import { ENTRY_STATUS_NAME } from "@/server/domain/ledger-entries";
import { MILESTONE_NAME, OFF_STATE_NAME } from "@/server/domain/milestones";
import { SIGNING_PARTS } from "@/server/domain/month-close";
import { MONTH_STATES } from "@/server/domain/month-states";
import { ROLE_NAME } from "@/server/domain/permissions";
import { READY_FORM_IDS, readyForm } from "@/server/domain/ready-forms";
import { TARGET_INDICATORS } from "@/server/domain/statistics-columns";
import { TARGET_GOALS } from "@/server/domain/target-spans";
import { CHAIN_HUES } from "./setup-words";

export type AuditNames = Record<string, string>;
type Show = (value: unknown, names: AuditNames) => string;
type Field = [label: string, show?: Show];

const wordIn =
  (words: Record<string, string | undefined>): Show =>
  (value) =>
    words[String(value)] ?? `其他（${String(value)}）`;
/** For values of which some entries already carry the word. */
const wordOr =
  (words: Record<string, string | undefined>): Show =>
  (value) =>
    words[String(value)] ?? String(value);
const named =
  (kind: string): Show =>
  (value, names) =>
    value === 0 ? "其他" : (names[`${kind}:${String(value)}`] ?? `编号 ${String(value)}`);
const month: Show = (value) => (typeof value === "number" ? formatMonth(value) : plainValue(value, {}));
const amount: Show = (value) =>
  typeof value === "number" ? formatAmountWithUnit(value, "wan", { trim: true }) : plainValue(value, {});

const dayOrMonth: Show = (value) => (typeof value === "number" ? formatMonth(value) : String(value));
const LEDGER_NAME = { arrival: "到位资金", investment: "固定资产投资", agreement: "协议" };

const FIELDS: Record<string, Field | undefined> = {
  username: ["账号"],
  displayName: ["姓名"],
  post: ["职务"],
  role: ["角色", wordIn({ ...ROLE_NAME })],
  unitId: ["单位", named("unit")],
  active: ["在用"],
  name: ["名称"],
  kind: ["类别", wordIn({ ...UNIT_KINDS, ...AGREEMENT_KINDS })],
  position: ["顺序"],
  code: ["代号"],
  hue: ["颜色", (value) => CHAIN_HUES[Number(value)] ?? "灰"],
  category: ["类别"],
  from: ["起始日", dayOrMonth],
  on: ["日期"],
  chainId: ["产业链", named("chain")],
  personName: ["人员"],
  accountId: ["账号", named("account")],
  appointmentId: ["任职人", named("appointment")],
  enterpriseId: ["企业", named("anchor")],
  homeProvince: ["所在省"],
  homeCity: ["所在市"],
  month: ["统计月", month],
  file: ["文件"],
  sha256: ["文件指纹", (value) => `${String(value).slice(0, 12)}…`],
  version: ["版本"],
  // An export of a form.
  form: ["表样", wordOr(Object.fromEntries(READY_FORM_IDS.map((id) => [id, readyForm(id).name])))],
  cut: ["分组", wordOr(CUTS)],
  // A board.
  goal: ["目标种类", wordOr(TARGET_GOALS)],
  indicator: ["指标", wordOr(TARGET_INDICATORS)],
  viewId: ["视图", named("view")],
  filter: ["筛选"],
  group: ["分组", wordOr(PROJECT_GROUPS)],
  columns: ["列", wordOr(PROJECT_COLUMNS)],
  sort: ["排序", wordOr({ ...PROJECT_COLUMNS, updated: "最近更新" })],
  descending: ["从大到小"],
  format: ["格式"],
  encoding: ["编码"],
  // What an export of projects or of a ledger was narrowed by.
  ledger: ["台账", wordOr(LEDGER_NAME)],
  to: ["截止日", dayOrMonth],
  status: ["状态", wordOr(ENTRY_STATUS_NAME)],
  basis: ["口径", wordOr(BASES)],
  projectId: ["项目", named("project")],
  q: ["文字"],
  chainIds: ["产业链", named("chain")],
  engineId: ["战略新引擎", named("engine")],
  stages: ["阶段", wordIn(MILESTONE_NAME)],
  off: ["去向", wordIn({ ...OFF_STATE_NAME, any: "含搁置、终止、流失" })],
  leadUnitId: ["主办部门", named("unit")],
  streetUnitId: ["街道园区", named("unit")],
  ownerId: ["承办人", named("account")],
  mine: ["我承办或参与的"],
  province: ["来源"],
  industry: ["行业", (value) => industryLabel(String(value))],
  minFen: ["计划总投资不低于", amount],
  maxFen: ["计划总投资不超过", amount],
  signedFrom: ["签约自"],
  signedTo: ["签约至"],
  startedFrom: ["开工自"],
  startedTo: ["开工至"],
  reportedFrom: ["首报自"],
  reportedTo: ["首报至"],
  dueFrom: ["下一步到期自"],
  dueTo: ["下一步到期至"],
  light: ["亮灯", wordIn(LIGHT_WORD)],
  importId: ["导入批次"],
  // The other project of a pair.
  other: ["与项目"],
  signedNotStarted: ["已签约未开工"],
};

const MONTH_FIELDS: Record<string, Field> = {
  state: ["状态", wordIn(MONTH_STATES)],
  part: ["签署人", wordIn(SIGNING_PARTS)],
  figures: ["数字校验码"],
  hash: ["存档校验码"],
  reason: ["理由"],
};

const VIEW_FIELDS: Record<string, Field> = {
  kind: ["范围", wordIn(VIEW_KINDS)],
  unitId: ["共享给", named("unit")],
};

/** The same name means another thing in these entries. */
const ELSEWHERE: Record<string, Record<string, Field> | undefined> = {
  "account:first-run": { name: ["区名"], code: ["区划代码"], bureau: ["单位"] },
  "board:withdraw": { reason: ["撤回原因"] },
  "month:move": MONTH_FIELDS,
  "month:sign": MONTH_FIELDS,
  "month:close": MONTH_FIELDS,
  "month:sign-restatement": MONTH_FIELDS,
  "month:restate": MONTH_FIELDS,
  "view:share": VIEW_FIELDS,
  "view:set-default": VIEW_FIELDS,
  "view:remove": VIEW_FIELDS,
  "setting:set": { from: ["生效日期"] },
  "project:list": { projects: ["内部编号"] },
  "chain:appoint": {
    role: ["职务", wordIn(APPOINTMENTS)],
    post: ["行政职务"],
    accountId: ["任职人", named("account")],
    from: ["任职日期"],
  },
  "chain:end-appointment": { on: ["卸任日期"] },
};

/** Of no use to a reader: it only tells two clicks apart. */
export const isUnsaid = (field: string): boolean => field === "requestId";

/** A field without a word is told by its own name, and said to be one. */
export const fieldLabel = (action: string, field: string): string =>
  (ELSEWHERE[action]?.[field] ?? FIELDS[field])?.[0] ?? `其他内容（${field}）`;

function plainValue(value: unknown, names: AuditNames): string {
  if (value === null || value === undefined || value === "") return NONE;
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) return value.map((one) => plainValue(one, names)).join("、") || NONE;
  if (typeof value === "object")
    return (
      Object.entries(value)
        .filter(([field]) => !isUnsaid(field))
        .map(([field, inner]) => `${fieldLabel("", field)} ${fieldValue("", field, inner, names)}`)
        .join("；") || NONE
    );
  return String(value);
}

/** A value as people read it; an id is a name where the name is known. */
export function fieldValue(action: string, field: string, value: unknown, names: AuditNames): string {
  const show = (ELSEWHERE[action]?.[field] ?? FIELDS[field])?.[1];
  if (value === null || value === undefined || value === "") return NONE;
  if (!show) return plainValue(value, names);
  if (Array.isArray(value)) return value.map((one) => show(one, names)).join("、") || NONE;
  return typeof value === "object" ? plainValue(value, names) : show(value, names);
}
