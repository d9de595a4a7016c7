/** A Word document as its parts: what a template or a report may not be is refused with the way out. */
import { partsHaveMacros } from "@/server/evidence/macros";
import { fetchesOutside, opensWith, relationsOfParts } from "@/server/exports/package-relations";
import { PartsArchive } from "@/server/exports/parts-archive";
import { attributeOf, isElement, type XmlNode } from "@/server/exports/xml-tree";
import { UnreadableFile, type UnreadableReason } from "@/server/imports/reading/unreadable-file";
import { fetchesByField } from "./fields";

/** A text is some pages: larger ones hold something else. */
const MOST_UNPACKED_BYTES = 20 * 1024 * 1024;
const MAIN = "word/document.xml";
const TYPES = "[Content_Types].xml";
const DAMAGED = "文件不完整或已损坏，请用 Word 或 WPS 打开后另存一份再上传。";

const HEADS: [string, string][] = [
  ["25504446", "PDF 文件"],
  ["89504e47", "图片"],
  ["ffd8ff", "图片"],
  ["52617221", "压缩包"],
  ["377abcaf", "压缩包"],
  ["d0cf11e0", "旧版文档（.doc、.wps）或加了密码的文件"],
];

const WORDS: Partial<Record<UnreadableReason, string>> = {
  damaged: DAMAGED,
  "unpacks-too-large": "文件解压后过大，疑似压缩炸弹，已拒绝读取。",
};

const other = (message: string) => new UnreadableFile("other-format", message);

function refuseForeign(bytes: Buffer): void {
  const head = bytes.subarray(0, 4).toString("hex");
  const foreign = HEADS.find(([start]) => head.startsWith(start));
  if (foreign)
    throw other(`这是${foreign[1]}，只接受 .docx。请用 Word 或 WPS 另存为不加密码的 .docx 后再上传。`);
  if (!head.startsWith("504b")) throw other("这不是 Word 或 WPS 文档。请上传 .docx。");
}

/** Relations to what is a file of its own. */
const EMBEDDED = /(?:aFChunk|oleObject|package|control|subDocument|vbaProject)$/i;

export class DocumentFile extends PartsArchive {
  /** Throws `UnreadableFile` with a sentence for the user. */
  constructor(bytes: Buffer) {
    refuseForeign(bytes);
    try {
      super(bytes, { mostUnpacked: MOST_UNPACKED_BYTES, damaged: DAMAGED });
    } catch (error) {
      const words = error instanceof UnreadableFile ? WORDS[error.reason] : undefined;
      if (words) throw new UnreadableFile("damaged", words);
      throw error instanceof RangeError ? new UnreadableFile("damaged", DAMAGED) : error;
    }
    this.#refuseUnlessPlain();
  }

  #refuseUnlessPlain(): void {
    const { names } = this;
    if (!opensWith(this, MAIN))
      throw other("这不是 Word 或 WPS 文档，或由不规范的软件生成。请上传 Word 或 WPS 保存的 .docx。");
    if (partsHaveMacros(names, this.parts.get(TYPES)))
      throw other("文件含有宏。请另存为不含宏的 .docx 后再上传。");
    const relations = relationsOfParts(this);
    if (
      names.some((name) => /^word\/(?:embeddings|activeX)\/|afchunk|\.(?:bin|ole)$/i.test(name)) ||
      relations.some(({ kind }) => EMBEDDED.test(kind))
    )
      throw other("文件嵌有其他文件或控件。请删去嵌入的对象后再上传。");
    if (relations.some(fetchesOutside))
      throw other("文件引用了外部内容（模板、图片或链接的对象）。请断开外部链接后再上传。");
    this.#refuseStrayParts();
    for (const name of names.filter((one) => /^word\/.*\.xml$/i.test(one)))
      if (fetchesByField(this.tree(name)))
        throw other("文件有引用外部内容的域。请选中后按 Ctrl+Shift+F9 转为文字再上传。");
  }

  /** What holds text stands under word/ and is called .xml: otherwise it would be read by an office and by nobody here. */
  #refuseStrayParts(): void {
    const walk = (nodes: readonly XmlNode[]): void => {
      for (const node of nodes) {
        if (!isElement(node)) continue;
        const holdsText = /wordprocessingml.*\+xml/i.test(attributeOf(node, "ContentType") ?? "");
        const part = attributeOf(node, "PartName");
        const stray =
          part === undefined
            ? attributeOf(node, "Extension")?.toLowerCase() !== "xml"
            : !/^\/word\/[^%]+\.xml$/i.test(part);
        if (holdsText && stray) throw new UnreadableFile("damaged", DAMAGED);
        walk(node.children);
      }
    };
    walk(this.tree(TYPES));
  }

  /** The parts in which people write. */
  get textParts(): string[] {
    return this.names.filter((name) => /^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name));
  }
}

export const MAIN_PART = MAIN;
