import { describe, expect, it } from "vitest";
import { basicsSchema, type Fact } from "@/server/domain/project-facts";
import { type StoryReader, tellFact } from "./project-card-story";
import { maskPerson, maskPhone, noNames } from "./project-card-words";

const reader: StoryReader = {
  names: {
    ...noNames,
    chain: { 1: "重型数控机床", 2: "烤肉" },
    account: { 7: "林书瑶", 8: "姜一帆" },
    engine: { 3: "冰雪经济" },
  },
  contacts: true,
  evidence: true,
  entries: true,
};
const stranger: StoryReader = { ...reader, contacts: false, evidence: false, entries: false };
const tell = (fact: Fact, who = reader, before = {}) => tellFact(fact, before, who);

describe("contacts", () => {
  it("keeps just enough to recognise", () => {
    expect(maskPhone("13812345678")).toBe("138****5678");
    expect(maskPhone("2123456")).toBe("****56");
    expect(maskPhone("")).toBe("");
    expect(maskPerson("刘长河")).toBe("刘**");
    expect(maskPerson("")).toBe("");
  });
});

describe("edits", () => {
  const edit: Fact = {
    type: "BasicsEdited",
    v: 1,
    before: { chainId: 2, contactPhone: "13900000000", plannedTotalFen: null },
    after: { chainId: 1, contactPhone: "13812345678", plannedTotalFen: 5_000_000 },
    reason: "核实后更正",
  };
  it("tell names for ids and leave amounts to the screen", () => {
    expect(tell(edit)).toMatchObject({
      title: "修改资料",
      reason: "核实后更正",
      changes: [
        { label: "所属产业链", before: "烤肉", after: "重型数控机床" },
        { label: "联系电话", before: "13900000000", after: "13812345678" },
        { label: "计划总投资", type: "amount", before: null, after: 5_000_000 },
      ],
    });
  });
  it("mask phones for strangers on both sides of the arrow", () => {
    expect(tell(edit, stranger).changes[1]).toEqual({
      label: "联系电话",
      type: "phone",
      before: "139****0000",
      after: "138****5678",
    });
  });
  it("call a new owner a hand-over", () => {
    const handOver: Fact = {
      type: "BasicsEdited",
      v: 1,
      before: { ownerId: 7 },
      after: { ownerId: 8 },
      reason: "移交",
    };
    expect(tell(handOver)).toMatchObject({
      title: "移交承办人",
      reason: "",
      changes: [{ label: "承办人", before: "林书瑶", after: "姜一帆" }],
    });
  });
});

describe("milestones", () => {
  const approved: Fact = {
    type: "MilestoneApproved",
    v: 1,
    milestone: "contract",
    occurredOn: "2026-04-20",
    statMonth: 202604,
    patch: { plannedTotalFen: 300, chainId: 1 },
    details: { amountFen: 300, event: "" },
    imported: false,
  };
  it("show day, stat month, details and what really changed", () => {
    const { title, changes } = tell(approved, reader, { plannedTotalFen: 100, chainId: 1 });
    expect(title).toBe("通过正式签约");
    expect(changes).toEqual([
      { label: "正式签约日期", type: "day", before: null, after: "2026-04-20" },
      { label: "统计月", type: "month", before: null, after: 202604 },
      { label: "协议（签约）金额", type: "amount", before: null, after: 300 },
      { label: "计划总投资", type: "amount", before: 100, after: 300 },
    ]);
  });
  it("say when history came from a ledger", () => {
    expect(tell({ ...approved, imported: true }).title).toBe("导入正式签约");
  });
});

describe("evidence and ledgers", () => {
  const paper: Fact = {
    type: "EvidenceAttached",
    v: 1,
    linkId: 9,
    fileId: 1,
    requirement: "start-photo",
    originalName: "开工现场.jpg",
    subjectKind: "project",
    subjectId: null,
  };
  it("name the file only to those who may open it", () => {
    expect(tell(paper)).toMatchObject({ title: "上传开工照片", text: "开工现场.jpg", evidenceLinkId: 9 });
    expect(tell(paper, stranger)).toMatchObject({ title: "上传开工照片", text: "", evidenceLinkId: null });
  });
  it("show amounts of single rows only to those who may read the ledger", () => {
    const entry: Fact = {
      type: "EntryApproved",
      v: 1,
      ledger: "investment",
      entryId: 4,
      row: {
        month: 202609,
        basis: "official",
        constructionFen: null,
        installationFen: null,
        equipmentFen: null,
        otherFen: null,
        totalFen: -200,
        note: "",
      },
      statMonth: 202610,
      opening: false,
      correctionOfId: 3,
    };
    expect(tell(entry)).toMatchObject({
      title: "通过固定资产投资（冲减或补报）",
      changes: [{ after: 202609 }, { after: "统计数" }, { after: -200 }],
    });
    expect(tell(entry, stranger).changes).toEqual([]);
  });
});

describe("people and tags", () => {
  it("are told as they stood after the change", () => {
    const team: Fact = {
      type: "TeamSet",
      v: 1,
      members: [
        { role: "head", personName: "高岩松", accountId: 5 },
        { role: "service", personName: "王敏", accountId: null },
      ],
    };
    expect(tell(team).text).toBe("组长 高岩松，服务专员 王敏");
    expect(tell({ type: "TagsSet", v: 1, engineIds: [3], linkedChainIds: [2] }).text).toBe("冰雪经济、烤肉");
    expect(tell({ type: "TagsSet", v: 1, engineIds: [], linkedChainIds: [] }).text).toBe("标签已清空");
  });
  it("begin with the lead", () => {
    const basics = basicsSchema.parse({ name: "主轴基地" });
    const lead: Fact = {
      type: "LeadCaptured",
      v: 1,
      number: "2026-00001",
      basics,
      reporterName: "",
      reportingUnitId: null,
      firstReportedAt: "2026-01-01T00:00:00Z",
      imported: false,
    };
    expect(tell(lead)).toMatchObject({ title: "登记线索", text: "主轴基地" });
  });
});
