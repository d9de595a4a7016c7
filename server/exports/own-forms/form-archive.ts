/** The workbook of an own form: what it may not be is refused before anything is read. */
import { partsHaveMacros } from "@/server/evidence/macros";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { fetchesOutside, opensWith, relationsOfParts } from "../package-relations";
import { PartsArchive } from "../parts-archive";

/** A form is a page or a few: larger ones hold something else. */
const MOST_UNPACKED_BYTES = 40 * 1024 * 1024;
const DAMAGED = "文件不完整或已损坏，请用 Excel 或 WPS 打开后另存一份再上传。";

const LINKED = "文件引用了其他工作簿，不能用作表样。请断开外部链接后再上传。";

/** What no form may be: each is told with the way out. */
function refuseUnlessForm(names: readonly string[], parts: ReadonlyMap<string, Buffer>): void {
  if (names.includes("xl/workbook.bin"))
    throw new UnreadableFile("other-format", "暂不支持 .xlsb，请另存为 .xlsx 后再上传。");
  if (!parts.has("xl/workbook.xml"))
    throw new UnreadableFile("not-a-workbook", "这不是 Excel 或 WPS 表格文件。请上传 .xlsx。");
  if (partsHaveMacros(names, parts.get("[Content_Types].xml")))
    throw new UnreadableFile("other-format", "文件含有宏，不能用作表样。请另存为不含宏的 .xlsx 后再上传。");
  // A filled form goes to the superior office: it must not fetch anything there.
  if (names.some((name) => /^xl\/externalLinks\//i.test(name)))
    throw new UnreadableFile("other-format", LINKED);
}

const HEADS: [string, string][] = [
  ["25504446", "PDF 文件"],
  ["89504e47", "图片"],
  ["ffd8ff", "图片"],
  ["52617221", "压缩包"],
  ["377abcaf", "压缩包"],
  ["d0cf11e0", "旧版表格（.xls、.et）或加了密码的文件"],
];

function refuseForeign(bytes: Buffer): void {
  const head = bytes.subarray(0, 4).toString("hex");
  const foreign = HEADS.find(([start]) => head.startsWith(start));
  if (foreign)
    throw new UnreadableFile(
      "not-a-workbook",
      `这是${foreign[1]}，表样只接受 .xlsx。请用 Excel 或 WPS 另存为不加密码的 .xlsx 后再上传。`,
    );
  if (!head.startsWith("504b"))
    throw new UnreadableFile("not-a-workbook", "这不是 Excel 或 WPS 表格文件。请上传 .xlsx。");
}

export class FormArchive extends PartsArchive {
  /** Throws `UnreadableFile` with a sentence for the user when it is no workbook of the present kind. */
  constructor(bytes: Buffer) {
    refuseForeign(bytes);
    super(bytes, { mostUnpacked: MOST_UNPACKED_BYTES, damaged: DAMAGED });
    refuseUnlessForm(this.names, this.parts);
    this.#refuseFetching();
  }

  /** Whatever its parts are called: a filled form must not fetch anything where it goes. */
  #refuseFetching(): void {
    if (!opensWith(this, "xl/workbook.xml")) throw new UnreadableFile("damaged", DAMAGED);
    const relations = relationsOfParts(this);
    if (relations.some(({ kind }) => /externalLink(?:Path)?$/i.test(kind)))
      throw new UnreadableFile("other-format", LINKED);
    if (relations.some(({ kind }) => /connections$/i.test(kind)) || relations.some(fetchesOutside))
      throw new UnreadableFile(
        "other-format",
        "文件带有数据连接或引用了外部内容，不能用作表样。请删除连接、断开外部链接后再上传。",
      );
  }
}
