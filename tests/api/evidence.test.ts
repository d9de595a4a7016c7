/** Papers going in and coming out: judged by content, limited in size, shown only to those who may see the project. */
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { utils, write } from "@e965/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import { serveEvidence } from "@/server/api/evidence-http";
import { fieldsAndFile } from "@/server/api/multipart";
import { cleanFileName } from "@/server/evidence/attach-evidence";
import { judgeFile } from "@/server/evidence/judge-file";
import { database } from "@/server/platform/database";
import { environment } from "@/server/platform/environment";
import {
  compoundBytes,
  disguisedMacros,
  docxParts,
  pdfBytes,
  pngBytes,
  upload,
  uploadRequest,
  zipBytes,
} from "../support/evidence-files";
import {
  type LedgerScene,
  ledgerScene,
  makeProject,
  NOW,
  type Person,
  requestId,
  SIGNED,
} from "../support/ledger-scene";

let scene: LedgerScene;
let project: number;

const send = (name: string, bytes: Uint8Array, person: Person = "officer", more: object = {}) =>
  upload(
    scene.actors[person],
    NOW,
    { requestId: requestId(), projectId: project, requirement: "contract-scan", ...more },
    name,
    bytes,
  );

const open = (linkId: number | undefined, person: Person) =>
  serveEvidence(String(linkId), { actor: scene.actors[person], now: NOW });

async function stored(): Promise<string[]> {
  const files = await readdir(path.join(environment.dataDirectory, "evidence"), {
    recursive: true,
    withFileTypes: true,
  });
  return files
    .filter((f) => f.isFile())
    .map((f) => f.name)
    .sort();
}

beforeAll(async () => {
  scene = await ledgerScene();
  project = await makeProject(scene, { done: SIGNED });
});

describe("uploading", () => {
  it("stores the bytes under their hash, counts for the gate and comes back as it was", async () => {
    const bytes = pdfBytes("合同");
    const answer = await send("正式合同（盖章）.pdf", bytes);
    expect(answer.status).toBe(200);
    const file = await database.evidenceLink.findUniqueOrThrow({
      where: { id: answer.linkId },
      include: { file: true },
    });
    expect(file).toMatchObject({
      requirement: "contract-scan",
      originalName: "正式合同（盖章）.pdf",
      file: { mediaType: "application/pdf" },
    });
    const { sha256 } = file.file;
    expect(
      await readFile(path.join(environment.dataDirectory, "evidence", sha256.slice(0, 2), sha256)),
    ).toEqual(bytes);

    const response = await open(answer.linkId, "officer");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/pdf",
      "x-content-type-options": "nosniff",
      "content-disposition":
        "inline; filename=\"________.pdf\"; filename*=UTF-8''%E6%AD%A3%E5%BC%8F%E5%90%88%E5%90%8C%EF%BC%88%E7%9B%96%E7%AB%A0%EF%BC%89.pdf",
    });
    expect(response.headers.get("content-security-policy")).toMatch(/^sandbox|default-src 'none'/);
  });

  it("keeps the same content once, for two projects, and refuses it twice for the same paper", async () => {
    const bytes = pdfBytes("同一份");
    const other = await makeProject(scene, { done: SIGNED });
    const before = await stored();
    expect((await send("a.pdf", bytes)).status).toBe(200);
    expect((await send("b.pdf", bytes, "officer", { projectId: other })).status).toBe(200);
    expect((await stored()).length).toBe(before.length + 1);
    const again = await send("c.pdf", bytes);
    expect(again).toMatchObject({
      status: 409,
      refusal: { code: "duplicate", problems: [{ field: "file" }] },
    });
  });

  it("answers a repeated request with the first answer", async () => {
    const fixed = { requestId: requestId() };
    const first = await send("一.pdf", pdfBytes("重复点击"), "officer", fixed);
    expect(await send("一.pdf", pdfBytes("重复点击"), "officer", fixed)).toEqual(first);
  });

  it("takes an office document by the statistician for a row of the ledger, but not for a row of another project", async () => {
    const agreement = await database.agreement.create({
      data: {
        projectId: project,
        kind: "supplement",
        status: "draft",
        signedOn: new Date("2026-10-01"),
        amountFen: 1n,
        recordedAt: NOW,
        recordedById: scene.actors.officer.id,
      },
    });
    const more = { subjectKind: "agreement", subjectId: agreement.id };
    expect((await send("补充协议.docx", zipBytes(docxParts()), "statistician", more)).status).toBe(200);
    const foreign = await makeProject(scene, { done: SIGNED });
    expect(
      (await send("补充协议2.docx", zipBytes(docxParts()), "statistician", { ...more, projectId: foreign }))
        .status,
    ).toBe(404);
  });
});

describe("old office documents", () => {
  it("are taken when they carry no macros", async () => {
    for (const [name, streams] of [
      ["合同.doc", ["WordDocument", "1Table", "VBA 说明"]],
      ["表.xls", ["Workbook", "SummaryInformation"]],
    ] as const)
      expect(await send(name, compoundBytes(...streams))).toMatchObject({ status: 200 });
  });
});

describe("a workbook of a common library", () => {
  it("is taken: a type in its list that none of its parts has is no macro", async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([["到位资金", 100]]), "表一");
    const bytes = write(book, { type: "buffer", bookType: "xlsx" }) as Buffer;
    expect(await send("明细.xlsx", bytes)).toMatchObject({ status: 200 });
  });
});

describe("what is refused", () => {
  const big = zipBytes([
    ...docxParts(),
    { name: "word/media/a.bin", content: Buffer.alloc(10), unpacked: 900 * 1024 * 1024 },
  ]);
  const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const cases: [why: string, name: string, bytes: Buffer, message: RegExp][] = [
    [
      "a program under a paper's name",
      "合同.pdf",
      Buffer.from("4d5a90000300000004000000ffff0000", "hex"),
      /不接受|无法识别/,
    ],
    ["a page of script", "合同.pdf", Buffer.from("<html><script>1</script></html>"), /无法识别|不接受/],
    ["a picture that calls itself PDF", "照片.pdf", pngBytes(), /文件内容是 PNG 图片，扩展名却是 \.pdf/],
    ["a name without an extension", "照片", pngBytes(), /扩展名/],
    ["a plain archive", "材料.zip", zipBytes([{ name: "a.txt", content: Buffer.from("a") }]), /不接受压缩包/],
    [
      "an archive that calls itself Word",
      "材料.docx",
      zipBytes([{ name: "a.txt", content: Buffer.from("a") }]),
      /不接受压缩包/,
    ],
    ["a zip bomb", "合同.docx", big, /压缩炸弹/],
    [
      "macros",
      "合同.docx",
      zipBytes([...docxParts(), { name: "word/vbaProject.bin", content: Buffer.from("x") }]),
      /宏/,
    ],
    ["xlsm as xlsx", "表.xlsx", disguisedMacros("xl/workbook.xml", `${EXCEL}.sheet.main+xml`), /宏/],
    ["docm as docx", "合同.docx", disguisedMacros("word/a.xml", "ms-word.document.macroEnabled"), /宏/],
    ["macros of an old document", "合同.doc", compoundBytes("WordDocument", "Macros/VBA/dir"), /宏/],
    ["macros of an old workbook", "表.xls", compoundBytes("Workbook", "_VBA_PROJECT_CUR/VBA/dir"), /宏/],
    [
      "an office file whose parts nobody can tell",
      "合同.docx",
      zipBytes([
        { name: "[Content_Types].xml", content: Buffer.alloc(2 * 1024 * 1024, " ") },
        ...docxParts().slice(1),
      ]),
      /不完整|损坏/,
    ],
    ["half an archive", "合同.docx", zipBytes(docxParts()).subarray(0, 60), /不完整|损坏/],
    ["nothing", "合同.pdf", Buffer.alloc(0), /空的/],
  ];
  it.each(cases)("%s", async (_, name, bytes, message) => {
    const before = {
      files: await stored(),
      links: await database.evidenceLink.count(),
      rows: await database.evidenceFile.count(),
    };
    const answer = await send(name, bytes);
    expect(answer).toMatchObject({
      status: 400,
      refusal: { code: "bad-file", problems: [{ field: "file" }] },
    });
    expect(answer.refusal?.message).toMatch(message);
    expect({
      files: await stored(),
      links: await database.evidenceLink.count(),
      rows: await database.evidenceFile.count(),
    }).toEqual(before);
  });

  it("stops reading one byte above the limit and leaves nothing behind", async () => {
    await database.setting.create({
      data: { key: "evidence", value: { maxBytes: 2 * 1024 * 1024 }, effectiveFrom: new Date("2020-01-01") },
    });
    const before = await stored();
    let sent = 0;
    const chunk = Buffer.alloc(256 * 1024, "x");
    const head = `--b\r\nContent-Disposition: form-data; name="requestId"\r\n\r\n${requestId()}\r\n--b\r\nContent-Disposition: form-data; name="projectId"\r\n\r\n${project}\r\n--b\r\nContent-Disposition: form-data; name="requirement"\r\n\r\ncontract-scan\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="big.pdf"\r\n\r\n`;
    const body = new ReadableStream<Uint8Array>({
      start: (c) => c.enqueue(Buffer.from(head)),
      pull(c) {
        sent += chunk.length;
        c.enqueue(chunk);
        if (sent > 200 * 1024 * 1024) c.close();
      },
    });
    const request = new Request("http://localhost/api/evidence", {
      method: "POST",
      body,
      headers: { "content-type": "multipart/form-data; boundary=b" },
      duplex: "half",
    } as RequestInit);
    const { receiveEvidence } = await import("@/server/api/evidence-http");
    const response = await receiveEvidence(request, { actor: scene.actors.officer, now: NOW });
    expect(response.status).toBe(413);
    expect(((await response.json()) as { refusal: { message: string } }).refusal.message).toBe(
      "文件超过 2 MB 的上限",
    );
    expect(sent).toBeLessThan(4 * 1024 * 1024);
    expect(await stored()).toEqual(before);
  });

  it("asks for the right before it takes a byte", async () => {
    expect((await send("合同.pdf", pdfBytes("2"), "otherLeader")).status).toBe(404);
    expect((await send("合同.pdf", pdfBytes("3"), "supervision")).status).toBe(403);
    expect(
      (
        await upload(
          null,
          NOW,
          { requestId: requestId(), projectId: project, requirement: "contract-scan" },
          "a.pdf",
          pdfBytes(),
        )
      ).status,
    ).toBe(401);
    expect(
      (await send("合同.pdf", pdfBytes("4"), "officer", { requirement: "malware" })).refusal,
    ).toMatchObject({ code: "bad-input" });
  });
});

describe("reading", () => {
  it("does not exist for another chain's leader, nor for those who may not read evidence", async () => {
    const { linkId } = await send("协议.pdf", pdfBytes("只给本链"));
    expect((await open(linkId, "leader")).status).toBe(200);
    for (const person of [
      "otherLeader",
      "supervision",
      "districtLeader",
      "accountAdmin",
      "colleague",
    ] as const) {
      expect((await open(linkId, person)).status).toBe(404);
    }
    expect((await serveEvidence("1 OR 1=1", { actor: scene.actors.director, now: NOW })).status).toBe(404);
    expect((await serveEvidence(String(linkId), { actor: null, now: NOW })).status).toBe(401);
  });

  it("notes who looked into a sensitive lead, and hides it from the others of the unit", async () => {
    const lead = await makeProject(scene);
    const sent = await send("项目建议书.pdf", pdfBytes("敏感"), "officer", {
      projectId: lead,
      requirement: "other-paper",
    });
    await scene.as("officer").project.edit({
      requestId: requestId(),
      projectId: lead,
      expectedVersion: 2,
      patch: { sensitivity: "sensitive" },
    });
    expect((await open(sent.linkId, "statistician")).status).toBe(404);
    expect((await open(sent.linkId, "director")).status).toBe(200);
    const views = await database.auditEntry.findMany({
      where: { action: "evidence:read", subjectId: String(sent.linkId) },
    });
    expect(views.map((v) => v.actorId)).toEqual([scene.actors.director.id]);
  });
});

describe("the parts", () => {
  it("cleans names", () => {
    expect(cleanFileName("C:\\fakepath\\合同.pdf")).toBe("合同.pdf");
    expect(cleanFileName("../../etc/passwd")).toBe("passwd");
    expect(cleanFileName("a\u0000\u202efdp.exe")).toBe("afdp.exe");
    expect(cleanFileName(`${"长".repeat(300)}.pdf`)).toHaveLength(200);
    expect(cleanFileName("")).toBe("未命名");
  });

  it("knows every accepted packing by its bytes", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "judge-"));
    const sheet = [
      { name: "[Content_Types].xml", content: Buffer.from("<Types/>") },
      { name: "xl/workbook.xml", content: Buffer.from("<w/>") },
    ];
    const compound = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
    const known: [string, Buffer, string][] = [
      ["a.pdf", pdfBytes(), "application/pdf"],
      ["a.PNG", pngBytes(), "image/png"],
      ["a.jpeg", Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex"), "image/jpeg"],
      ["a.webp", Buffer.from("524946462400000057454250565038201800000030", "hex"), "image/webp"],
      [
        "a.heic",
        Buffer.from("0000001c66747970686569630000000068656963686569786d696631", "hex"),
        "image/heic",
      ],
      [
        "a.docx",
        zipBytes(docxParts()),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      ],
      ["a.xlsx", zipBytes(sheet), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
      ["a.ofd", zipBytes([{ name: "OFD.xml", content: Buffer.from("<OFD/>") }]), "application/ofd"],
      ["a.doc", compound, "application/msword"],
      ["a.et", compound, "application/vnd.ms-excel"],
    ];
    for (const [name, bytes, mediaType] of known) {
      const file = path.join(folder, "file");
      await writeFile(file, bytes);
      expect(await judgeFile(file, bytes.length, name), name).toEqual({ mediaType });
    }
  });

  it("reads a form whatever way its bytes are cut", async () => {
    const content = Buffer.from("前\r\n--b\r\n--bx\r\n后");
    for (const size of [1, 2, 3, 7, 64]) {
      const whole = Buffer.from(
        await uploadRequest(
          { requestId: "r", projectId: 1, requirement: "x" },
          '名 "引".pdf',
          content,
        ).arrayBuffer(),
      );
      const boundary = whole.subarray(2, whole.indexOf("\r\n")).toString();
      const body = new ReadableStream<Uint8Array>({
        start(c) {
          for (let at = 0; at < whole.length; at += size) c.enqueue(whole.subarray(at, at + size));
          c.close();
        },
      });
      const request = new Request("http://localhost/", {
        method: "POST",
        body,
        duplex: "half",
        headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
      } as RequestInit);
      const read = await fieldsAndFile(request, async (fields, file) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of file.bytes) chunks.push(chunk);
        return { fields, name: file.fileName, bytes: Buffer.concat(chunks) };
      });
      expect(read).toEqual({
        fields: { requestId: "r", projectId: "1", requirement: "x" },
        name: '名 "引".pdf',
        bytes: content,
      });
    }
  });
});
