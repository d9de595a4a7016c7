/** Documents made to be read one way here and another way by an office, or to hold up whoever reads them. */
import { describe, expect, it } from "vitest";
import { packedFile } from "@/server/exports/parts-archive";
import { UnreadableFile } from "@/server/imports/reading/unreadable-file";
import { DocumentFile } from "./document-file";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const opening = (target: string) =>
  `<Relationships><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="${target}"/></Relationships>`;
const body = (inner: string) => `<w:document ${W}><w:body>${inner}</w:body></w:document>`;

/** A plain document with these parts, which stand instead of its own. */
function refusal(parts: Record<string, string>): string {
  const plain = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": opening("word/document.xml"),
    "word/document.xml": body("<w:p/>"),
  };
  try {
    new DocumentFile(packedFile(Object.entries({ ...plain, ...parts })));
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message;
    throw error;
  }
  return "was let in";
}

const main = (inner: string) => refusal({ "word/document.xml": body(inner) });
const code = (...words: string[]) =>
  words.map((one) => `<w:r><w:instrText xml:space="preserve">${one}</w:instrText></w:r>`).join("");
const mark = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const field = (...words: string[]) =>
  `<w:p>${mark("begin")}${code(...words)}${mark("separate")}<w:r><w:t>1</w:t></w:r>${mark("end")}</w:p>`;

describe("a document that is too much", () => {
  it("holds no more elements than a text does, over all of its parts", () => {
    expect(main("<w:p/>".repeat(199_990))).toBe("was let in");
    expect(main("<w:p/>".repeat(200_001))).toBe("文件内容过多（超过20万个元素），请删减或拆分后再上传。");
    const half = body("<w:p/>".repeat(110_000));
    expect(refusal({ "word/header1.xml": half, "word/footer1.xml": half })).toContain("内容过多");
  });

  it("unpacks to no more than a text does", () => {
    expect(main(`<!--${" ".repeat(19 * 1024 * 1024)}-->`)).toBe("was let in");
    expect(main(`<!--${" ".repeat(20 * 1024 * 1024)}-->`)).toContain("压缩炸弹");
  });

  it("is broken where a tag has no end in sight", () => {
    const long = "x".repeat(2 * 1024 * 1024);
    expect(main(`<w:p w:a="${long}"/>`)).toContain("已损坏");
    expect(main(`<w:p ${'w:a="1" '.repeat(300_000)}/>`)).toContain("已损坏");
    expect(main(`<${long}/>`)).toContain("已损坏");
    expect(main(`<w:p w:a="${long}`)).toContain("已损坏");
    expect(main(`<w:p w:a="${"x".repeat(500_000)}"/>`)).toBe("was let in");
    expect(main("<w:r>".repeat(300))).toContain("已损坏");
  });
});

describe("what a document points at", () => {
  const settings = (relation: string, name = "word/_rels/settings.xml.rels") =>
    refusal({ [name]: `<Relationships><Relationship Id="r" ${relation}/></Relationships>` });
  const outside = `Type="${OFFICE}/attachedTemplate" Target="http://x/a.dotm" TargetMode="External"`;

  it("is read attribute by attribute: nothing in quotes passes for another one", () => {
    expect(settings(`xmlns:a=' Type="${OFFICE}/hyperlink"' ${outside}`)).toContain("外部内容");
    expect(settings(`xmlns:a=' TargetMode="Internal"' ${outside}`)).toContain("外部内容");
    expect(settings(`Type="http://x/hyperlink" Target="http://x" TargetMode="External"`)).toContain(
      "外部内容",
    );
    expect(settings(`Type="${OFFICE}/hyperlink" Target="http://x" TargetMode="External"`)).toBe("was let in");
    expect(settings(`Type="${OFFICE}/aFChunk" Target="x.html"`)).toContain("嵌有");
  });

  it("is read whatever the case of its name, and a name stands for one part", () => {
    expect(settings(outside, "word/_rels/settings.xml.RELS")).toContain("外部内容");
    expect(refusal({ "word/Document.xml": body("") })).toContain("已损坏");
    expect(refusal({ "word/%64ocument.xml": body("") })).toContain("已损坏");
  });

  it("is no other main part than the one that is checked and filled", () => {
    expect(refusal({ "_rels/.rels": opening("word/other.xml"), "word/other.xml": body("") })).toContain(
      "不规范",
    );
    expect(refusal({ "_rels/.rels": "<Relationships></Relationships>" })).toContain("不规范");
    const two = `<Relationships>${["other", "document"].map((one) => `<Relationship Id="${one}" Type="${OFFICE}/officeDocument" Target="word/${one}.xml"/>`).join("")}</Relationships>`;
    expect(refusal({ "_rels/.rels": two, "word/other.xml": body("") })).toContain("不规范");
    expect(refusal({ "_rels/.rels": opening("/word/document.xml") })).toBe("was let in");
  });

  it("is no text under a name that nobody looks at", () => {
    const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml";
    const declared = (part: string) =>
      refusal({
        "[Content_Types].xml": `<Types><Override PartName="${part}" ContentType="${type}"/></Types>`,
      });
    expect(declared("/word/footnotes.xml")).toBe("was let in");
    expect(declared("/word/footnotes.dat")).toContain("已损坏");
    expect(declared("/else/footnotes.xml")).toContain("已损坏");
  });

  it("is written in the letters that are read", () => {
    expect(refusal({ "word/footnotes.xml": `<?xml version="1.0" encoding="utf-7"?>${body("")}` })).toContain(
      "已损坏",
    );
    expect(refusal({ "word/footnotes.xml": `<?xml version="1.0" encoding="UTF-8"?>${body("")}` })).toBe(
      "was let in",
    );
  });
});

describe("fields", () => {
  it("are read over runs, paragraphs and inner fields", () => {
    expect(main(field("D", "DEAUTO c:\\\\windows\\\\x"))).toContain("域");
    expect(main(field(" ", "  INCLUDE", 'PICTURE "http://x"'))).toContain("域");
    expect(main(field("D<!-- -->DE", "AUTO x"))).toContain("域");
    expect(main(`<w:p>${mark("begin")}${code("D")}</w:p><w:p>${code("DE x")}${mark("end")}</w:p>`)).toContain(
      "域",
    );
    const inner = `${mark("begin")}${code("SET a 1")}${mark("end")}`;
    expect(
      main(`<w:p>${mark("begin")}${code("D")}${inner}${code("DEAUTO x")}${mark("end")}</w:p>`),
    ).toContain("域");
    expect(
      main(`<w:p>${mark("begin")}${code("D")}${mark("end")}${code("DEAUTO x")}${mark("end")}</w:p>`),
    ).toContain("域");
    expect(main(`<w:p><w:fldSimple w:a=' w:instr="PAGE"' w:instr="DDE x"/></w:p>`)).toContain("域");
  });

  it("are read past what an office would pass over", () => {
    const decoy = `<mc:AlternateContent><mc:Choice Requires="zz">${code("PAGE ")}</mc:Choice></mc:AlternateContent>`;
    expect(main(`<w:p>${mark("begin")}${decoy}${code("D", "DEAUTO x")}${mark("end")}</w:p>`)).toContain("域");
    expect(
      main(`<w:p>${mark("begin")}${code("D")}${decoy}${code("DEAUTO x")}${mark("end")}</w:p>`),
    ).toContain("域");
    expect(
      main(`<q:p xmlns:q="${W.slice(9, -1)}">${code("DD")}<q:r><q:instrText>E x</q:instrText></q:r></q:p>`),
    ).toContain("域");
  });

  it("are read in every part", () => {
    for (const name of ["footnotes", "endnotes", "comments", "glossary/document", "Header7"])
      expect(refusal({ [`word/${name}.xml`]: body(field("DDEAUTO x")) }), name).toContain("域");
  });

  it("stay where they fetch nothing, however they are split", () => {
    expect(main(field("HYPER", 'LINK "http://x"') + field(" PAGE ") + field("TOC \\o"))).toBe("was let in");
    expect(main(`${field("PAGE")}${field("DATE \\@ yyyy")}`)).toBe("was let in");
  });
});
