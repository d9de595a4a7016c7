/** The job that writes the list of projects as it stood when an earlier day ended, beside where they stand now. */
import "server-only";
import type { z } from "zod";
import {
  exportPastProjects,
  type PastProject,
  type PastProjects,
  type PastStand,
} from "@/server/contracts/past-projects";
import { standName } from "@/server/domain/milestones";
import { sinceThenWords, waysOf } from "@/server/domain/past-projects";
import { dayOf } from "@/server/domain/periods";
import { nameBook, nameVersion } from "@/server/organisation";
import { database, rowOf, sql } from "@/server/platform/database";
import type { JobHandler } from "@/server/platform/job-handler";
import { noteSensitiveAmong } from "@/server/projects";
import { rulesInForce } from "@/server/record/load-rules";
import { atEndOf, pastPage, pastProjects } from "@/server/statistics";
import { cells } from "./cells";
import { made, requireExport } from "./made-export";
import { stageName } from "./project-ledger-sheet";
import { across } from "./two-level-header";
import { watermarkOf } from "./watermark";
import { type Cell, type Sheet, writeWorkbook } from "./xlsx/write-workbook";

/** Rows read at once: each reading goes through all projects of the day. */
const READ_AT_ONCE = 20_000;
/** Rows between two words about how far it is. */
const TELL_EVERY = 2_000;

interface PastColumn {
  header: string;
  width: number;
  cell: (row: PastProject, index: number) => Cell;
}

const { text, centred, wan, day, count } = cells;
const moved = (was: string, is: string): string => (was === is ? "" : is);
const chainOf = ({ chainName }: PastStand): string => chainName ?? "其他";

const COLUMNS: readonly PastColumn[] = [
  { header: "序号", width: 6, cell: (_, index) => count(index + 1) },
  { header: "项目编号", width: 13, cell: (r) => centred(r.number) },
  { header: "项目名称", width: 38, cell: (r) => text(r.name) },
  { header: "所属产业链", width: 14, cell: (r) => centred(chainOf(r)) },
  { header: "当时阶段", width: 11, cell: (r) => centred(stageName(r)) },
  { header: "当时金额（万元）", width: 15, cell: (r) => wan(r.amountFen) },
  { header: "签约日期", width: 12, cell: (r) => day(r.contractOn) },
  { header: "实际开工", width: 12, cell: (r) => day(r.startOn) },
  { header: "投资方所在省份", width: 12, cell: (r) => centred(r.originProvince) },
  { header: "主办部门", width: 16, cell: (r) => centred(r.leadUnitName) },
  { header: "街道园区", width: 16, cell: (r) => centred(r.streetName) },
  {
    header: "现在阶段\n（有变化的）",
    width: 13,
    cell: (r) => centred(moved(stageName(r), stageName(r.now))),
  },
  {
    header: "现在金额（有变化的，万元）",
    width: 16,
    cell: (r) => wan(r.now.amountFen === r.amountFen ? null : r.now.amountFen),
  },
  {
    header: "现在产业链\n（有变化的）",
    width: 14,
    cell: (r) => centred(moved(chainOf(r), chainOf(r.now))),
  },
];

type Order = Omit<z.output<typeof exportPastProjects>, "requestId">;

/** What the list is narrowed by, in words; null when it is the whole. */
async function narrowedWords({ filter, column }: Order, now: Date): Promise<string | null> {
  const version = await rowOf<{ version: number }>(database, sql`SELECT ${nameVersion} AS version`);
  const names = await nameBook(version.version, dayOf(now));
  const { chainId, leadUnitId, streetUnitId, q } = filter;
  const words = [
    column && standName(column),
    chainId === undefined ? null : (names.chain(chainId)?.name ?? "未归链"),
    leadUnitId && names.unit(leadUnitId),
    streetUnitId && names.unit(streetUnitId),
    q && `“${q}”`,
    filter.changed && "此后有变化的",
  ].filter(Boolean);
  return words.length === 0 ? null : words.join("、");
}

/** What has become since of the projects that are listed. */
function sinceWords({ heads, fresh, movedIn }: PastProjects, { column }: Order): string {
  const asked = heads.filter((head) => column === undefined || head.column === column);
  // What came since is in no column of that day.
  const came = column === undefined ? { fresh, movedIn } : { fresh: 0, movedIn: 0 };
  return sinceThenWords({ ...waysOf(asked), ...came });
}

interface SheetInput {
  title: string;
  note: string;
  rows: AsyncIterable<Cell[]>;
}

const sheetOf = ({ title, note, rows }: SheetInput): Sheet => ({
  name: "项目（时点）",
  widths: COLUMNS.map((c) => c.width),
  rows: (async function* lines() {
    yield [{ text: title, style: "title" }] as Cell[];
    yield [cells.note(note)];
    yield COLUMNS.map((c) => cells.heading(c.header));
    yield* rows;
  })(),
  merges: [0, 1].map((row) => across(row, 0, COLUMNS.length - 1)),
  heights: { 0: 34, 2: 44 },
  headerFrom: 2,
  freeze: { rows: 3, columns: 3 },
  paper: "A3",
  filter: { foot: 0 },
});

export const pastProjectsJob: JobHandler = async (scene) => {
  const { input, actor, now, report } = scene;
  requireExport(actor, "statistics:export");
  const { requestId: _asked, ...order } = exportPastProjects.parse(input);
  // Refuses whoever may no longer ask for an earlier day.
  const found = await pastProjects(scene, { ...order, offset: 0, limit: 1 });
  const { total } = found;
  const { district } = await rulesInForce(database, dayOf(now));
  async function* rows(): AsyncGenerator<Cell[]> {
    for (let offset = 0; offset < total; offset += READ_AT_ONCE) {
      const page = { ...order, offset, limit: READ_AT_ONCE };
      const read = await pastPage(actor, atEndOf(order.knownOn), page, dayOf(now));
      await noteSensitiveAmong(
        actor,
        read.map((row) => row.id),
      );
      for (const [i, row] of read.entries()) {
        const at = offset + i;
        if (at % TELL_EVERY === 0) await report((at / total) * 95, `已写入 ${at} / ${total} 行`);
        yield COLUMNS.map((c) => c.cell(row, at));
      }
    }
  }
  const watermark = watermarkOf(actor, now);
  const narrowed = await narrowedWords(order, now);
  const title = `${district.name}招商引资项目（${[narrowed, `${order.knownOn} 日终所知`].filter(Boolean).join("，")}）`;
  const note = [
    `填报单位：${district.name}${district.bureau}`,
    `共 ${total} 个项目`,
    `此后 ${sinceWords(found, order)}`,
    "金额签约前为意向投资额，签约起为计划总投资",
    "名称、编号为现在登记的",
    ...(found.hidden > 0 ? [`另有 ${found.hidden} 个敏感线索导出人不能查看，不在表内`] : []),
    watermark,
  ].join("　");
  return made(scene, `${title}.xlsx`, async (path) => ({
    bytes: await writeWorkbook(path, { watermark, title, author: actor.name, createdAt: now }, [
      sheetOf({ title, note, rows: rows() }),
    ]),
    rows: total,
  }));
};
