/** Documents that may not come in, and what comes out of those that may. */
import { describe, expect, it } from "vitest";
import type { Answers } from "@/server/domain/writing/fill-items";
import { packedFile } from "@/server/exports/parts-archive";
import { readXml, writeXml } from "@/server/exports/xml-tree";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { DocumentFile } from "./document-file";
import { propertyOf, setProperties } from "./document-properties";
import { fillDocument } from "./fill-document";
import { officialDocument } from "./official-layout";
import { readDocument } from "./read-document";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES = "<Types/>";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const OPENS = `<Relationships><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`;
const documentOf = (body: string, more: [string, string][] = [], types = TYPES) =>
  packedFile([
    ["[Content_Types].xml", types],
    ["_rels/.rels", OPENS],
    ["word/document.xml", `<w:document ${W}><w:body>${body}</w:body></w:document>`],
    ...more,
  ]);
const relation = (type: string, target: string) =>
  `<Relationships><Relationship Id="r" Type="${OFFICE}/${type}" Target="${target}" TargetMode="External"/></Relationships>`;

const refusal = (bytes: Buffer): string => {
  try {
    new DocumentFile(bytes);
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message;
    throw error;
  }
  return "was let in";
};
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

describe("a document", () => {
  it("is refused when it is none, or broken, or a bomb", () => {
    expect(refusal(Buffer.from("%PDF-1.7"))).toContain("PDF 文件");
    expect(refusal(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toContain(".doc");
    expect(refusal(packedFile([["xl/workbook.xml", "<a/>"]]))).toContain("不是 Word");
    expect(refusal(documentOf("<w:p><w:r></w:p>"))).toContain("已损坏");
    expect(refusal(documentOf("<w:p>").subarray(0, 200))).toContain("已损坏");
    expect(
      refusal(documentOf("", [["word/header1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']])),
    ).toContain("已损坏");
    expect(refusal(documentOf(" ".repeat(41 * 1024 * 1024)))).toContain("压缩炸弹");
  });

  it("is refused when it runs something or fetches something", () => {
    const macro =
      '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>';
    expect(refusal(documentOf("", [], macro))).toContain("宏");
    expect(refusal(documentOf("", [["word/vbaProject.bin", "x"]]))).toContain("宏");
    expect(refusal(documentOf("", [["word/embeddings/oleObject1.bin", "x"]]))).toContain("嵌有");
    expect(
      refusal(
        documentOf("", [["word/_rels/settings.xml.rels", relation("attachedTemplate", "http://x/a.dotm")]]),
      ),
    ).toContain("外部内容");
    expect(
      refusal(documentOf("", [["word/_rels/document.xml.rels", relation("hyperlink", "http://x")]])),
    ).toBe("was let in");
    expect(
      refusal(documentOf("<w:p><w:r><w:instrText> DDEAUTO c:\\\\x </w:instrText></w:r></w:p>")),
    ).toContain("域");
    expect(refusal(documentOf("<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"))).toBe("was let in");
  });

  it("keeps what nobody touched, and properties of its own", () => {
    const xml = `<?xml version="1.0"?><a x="1 > 0"><!-- c --><b/>&lt;t&gt;<c y='2'>d</c></a>`;
    expect(writeXml(readXml(xml))).toBe(xml);
    const file = new DocumentFile(officialDocument([{ kind: "title", text: "标题 & <甲>" }]));
    setProperties(file, { 统计月: "2026年6月", 出稿人: "甲" });
    setProperties(file, { 统计月: "2026年7月" });
    const again = new DocumentFile(file.toBytes());
    expect([propertyOf(again, "统计月"), propertyOf(again, "出稿人")]).toEqual(["2026年7月", "甲"]);
    expect(readDocument(again)).toEqual([{ kind: "title", parts: ["标题 & <甲>"] }]);
  });
});

describe("filling", () => {
  const say = (text: string, empty = false) => ({
    kind: "said" as const,
    parts: [{ text, address: "r|202606|total|signedYearCount|outsideFen", name: text }],
    empty,
    weight: "figure" as const,
  });
  const answers: Answers = {
    say: (inner) => say(inner === "零" ? "0" : "7", inner === "零"),
    any: (inner) => inner !== "有.零",
    each: (inner) =>
      inner === "各"
        ? [
            { ...answers, each: () => null },
            { ...answers, say: () => say("0", true), each: () => null },
          ]
        : null,
  };
  const filled = (body: string) => {
    const file = new DocumentFile(documentOf(body));
    fillDocument(file, answers);
    return new DocumentFile(file.toBytes());
  };
  const said = (body: string) =>
    readDocument(filled(body)).map(({ parts }) =>
      parts.map((p) => (typeof p === "string" ? p : `[${p.text}]`)).join(""),
    );

  it("removes a paragraph with nothing to say and keeps a cell", () => {
    const cell = `<w:tbl><w:tr><w:tc>${paragraph("{零}")}</w:tc><w:tc>${paragraph("签约{零}个。")}</w:tc></w:tr></w:tbl>`;
    const body = paragraph("签约{零}个。") + paragraph("框架{数}个。") + cell;
    expect(said(body)).toEqual(["框架[7]个。", "[0]"]);
    expect(filled(body).text("word/document.xml")).toContain("<w:tc><w:p/></w:tc>");
  });

  it("repeats paragraphs and leaves out a turn that says nothing", () => {
    const block = paragraph("{#各}") + paragraph("甲") + paragraph("签约{数}个。") + paragraph("{/各}");
    expect(said(block)).toEqual(["甲", "签约[7]个。"]);
    expect(said(paragraph("{#有.零}") + paragraph("甲") + paragraph("{/}") + paragraph("乙"))).toEqual([
      "乙",
    ]);
  });

  it("takes changes that are not accepted yet as they stand", () => {
    const body =
      "<w:p><w:del><w:r><w:t>{零}</w:t></w:r></w:del><w:ins><w:r><w:t>签约{</w:t></w:r></w:ins><w:r><w:tab/><w:t>数}个</w:t></w:r></w:p>";
    // A tab inside of a placeholder is no part of its name.
    expect(said(body.replace("<w:tab/>", ""))).toEqual(["签约[7]个"]);
  });
});
