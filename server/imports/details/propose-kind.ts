/** What a sheet is, from the words above its columns. A ledger stays a ledger: its own columns speak against every detail. */
import type { DetailField, DetailKind } from "@/server/contracts/detail-fields";
import type { DetailColumn } from "@/server/contracts/import-details";
import { headerText } from "../reading/header-words";
import { OF_A_DIRECTORY } from "./directory-words";

const PROJECT: readonly DetailField[] = ["projectNumber", "projectCode", "projectName", "company"];

/** Columns that only a ledger of projects has. */
const OF_A_LEDGER =
  /计划总投资|总投资|投资总额|投资额|签约(日期|时间|类型)|(当前|目前|项目|所处)(阶段|状态)$|^阶段$|开工(日期|时间)|主办部门|责任单位|进展/;

const surely = (columns: readonly DetailColumn[], field: DetailField, least = 0.6): boolean =>
  columns.some((column) => column.field === field && column.confidence >= least);

const isArrivals = (columns: readonly DetailColumn[]): boolean =>
  surely(columns, "amount") &&
  (surely(columns, "arrivedOn", 0.9) ||
    (surely(columns, "arrivedOn") && (surely(columns, "voucherNumber") || surely(columns, "payer"))));

const PARTS: readonly DetailField[] = ["construction", "installation", "equipment"];
const OF_INVESTMENT = /固投|固定资产投资|完成投资|投资完成/;

/** A figure a month: in rows, or in a column each; what the figures are is said somewhere, and it is not money that arrived. */
function isInvestment(columns: readonly DetailColumn[], words: string): boolean {
  if (!OF_INVESTMENT.test(words) || /到位|到账/.test(words)) return false;
  const figures =
    surely(columns, "total") || surely(columns, "cumulative") || PARTS.some((f) => surely(columns, f));
  const wide = columns.filter(({ field }) => /^(month|through)-/.test(field ?? "")).length;
  return (surely(columns, "month") && figures) || wide >= 2;
}

const OF_FOLLOW_UPS = /跟进|走访|拜访|来访|接待|洽谈|会谈|联系记录|对接/;

/** When, how and what of it: a ledger of leads may have one of them in a column, and not all. */
const isFollowUps = (columns: readonly DetailColumn[], words: string): boolean =>
  surely(columns, "happenedOn") &&
  surely(columns, "summary", 0.8) &&
  (surely(columns, "contactKind", 0.9) ||
    surely(columns, "happenedOn", 0.9) ||
    surely(columns, "summary", 0.9)) &&
  OF_FOLLOW_UPS.test(words);

const OF_DIRECTORIES = /名录|名单|企业(库|台账|清单|信息|档案|一览|目录|汇总)/;
const PROJECT_SAID = /项目(名称|编号|代码|内容)|^项目$/;

/** A code beside the name and anything else about the enterprise, or the word for it and what only enterprises have. */
function isDirectory(columns: readonly DetailColumn[], words: string): boolean {
  const said = OF_A_DIRECTORY.filter((field) => surely(columns, field));
  return (
    surely(columns, "company", 0.7) && (said.length >= 2 || (said.length === 1 && OF_DIRECTORIES.test(words)))
  );
}

/** `heading`: the lines above the table and the names of sheet and file. */
export function looksLike(
  kind: DetailKind,
  columns: readonly DetailColumn[],
  heading: readonly string[],
): boolean {
  if (!PROJECT.some((field) => surely(columns, field))) return false;
  const words = columns.map(({ header }) => headerText(header.split(" / ").at(-1) ?? ""));
  if (words.some((word) => OF_A_LEDGER.test(word))) return false;
  if (kind === "arrival") return isArrivals(columns);
  const all = [...heading, ...columns.map(({ header }) => header)].join(" ");
  if (kind === "enterprise")
    return !words.some((word) => PROJECT_SAID.test(word)) && isDirectory(columns, all);
  return kind === "investment" ? isInvestment(columns, all) : isFollowUps(columns, all);
}
