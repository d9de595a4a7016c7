/** A Word document as its parts: what a template or a report may not be is refused with the way out. */
import { partsHaveMacros } from "@/server/evidence/macros";
import { PartsArchive } from "@/server/exports/parts-archive";
import { UnreadableFile, type UnreadableReason } from "@/server/imports/reading/unreadable-file";
import { attributeOf, BrokenXml, isElement, readXml, textInside, type XmlNode } from "./xml-tree";

/** A text is some pages: larger ones hold something else. */
const MOST_UNPACKED_BYTES = 40 * 1024 * 1024;
const MAIN = "word/document.xml";

const HEADS: [string, string][] = [
  ["25504446", "PDF 文件"],
  ["89504e47", "图片"],
  ["ffd8ff", "图片"],
  ["52617221", "压缩包"],
  ["377abcaf", "压缩包"],
  ["d0cf11e0", "旧版文档（.doc、.wps）或加了密码的文件"],
];

const WORDS: Partial<Record<UnreadableReason, string>> = {
  damaged: "文件不完整或已损坏，请用 Word 或 WPS 打开后另存一份再上传。",
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

/** Fields that fetch something from elsewhere when the document is opened. */
const FETCHING =
  /^\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|RD|MERGEFIELD|DATABASE)\b/i;

function* fieldsIn(nodes: readonly XmlNode[]): Generator<string> {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    if (node.name === "w:instrText") yield textInside(node);
    const simple = attributeOf(node, "w:instr");
    if (simple !== undefined) yield simple;
    yield* fieldsIn(node.children);
  }
}

export class DocumentFile extends PartsArchive {
  /** Throws `UnreadableFile` with a sentence for the user. */
  constructor(bytes: Buffer) {
    refuseForeign(bytes);
    try {
      super(bytes, MOST_UNPACKED_BYTES);
    } catch (error) {
      const words = error instanceof UnreadableFile ? WORDS[error.reason] : undefined;
      throw words ? new UnreadableFile("damaged", words) : error;
    }
    this.#refuseUnlessPlain();
  }

  #refuseUnlessPlain(): void {
    const { names } = this;
    if (!this.parts.has(MAIN)) throw other("这不是 Word 或 WPS 文档。请上传 .docx。");
    if (partsHaveMacros(names, this.parts.get("[Content_Types].xml")))
      throw other("文件含有宏。请另存为不含宏的 .docx 后再上传。");
    if (names.some((name) => /^word\/(?:embeddings|activeX)\/|afchunk|\.(?:bin|ole)$/i.test(name)))
      throw other("文件嵌有其他文件或控件。请删去嵌入的对象后再上传。");
    for (const name of names.filter((one) => one.endsWith(".rels"))) this.#refuseOutside(name);
    for (const name of this.textParts)
      for (const field of fieldsIn(this.tree(name)))
        if (FETCHING.test(field))
          throw other("文件有引用外部内容的域。请选中后按 Ctrl+Shift+F9 转为文字再上传。");
  }

  #refuseOutside(name: string): void {
    const walk = (nodes: readonly XmlNode[]): void => {
      for (const node of nodes) {
        if (!isElement(node)) continue;
        const outside = attributeOf(node, "TargetMode")?.toLowerCase() === "external";
        if (outside && !attributeOf(node, "Type")?.endsWith("/hyperlink"))
          throw other("文件引用了外部内容（模板、图片或链接的对象）。请断开外部链接后再上传。");
        walk(node.children);
      }
    };
    walk(this.tree(name));
  }

  /** The parts in which people write. */
  get textParts(): string[] {
    return this.names.filter((name) => /^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name));
  }

  tree(name: string): XmlNode[] {
    try {
      return readXml(this.text(name) ?? "");
    } catch (error) {
      if (error instanceof BrokenXml) throw new UnreadableFile("damaged", WORDS.damaged ?? error.message);
      throw error;
    }
  }
}

export const MAIN_PART = MAIN;
