/** 首报异议 from end to end on the real database: who may raise it, what stays hidden, and what it comes to. */
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { serveEvidence } from "@/server/api/evidence-http";
import { createCaller } from "@/server/api/root";
import { database } from "@/server/platform/database";
import { makeActor } from "../support/actors";
import { asOwner } from "../support/database";
import { pdfBytes, upload } from "../support/evidence-files";
import { type LedgerScene, ledgerScene, NOW, type Person, requestId } from "../support/ledger-scene";

let scene: LedgerScene;
let secondHead: SessionActor;
let cases = 0;
const at = (day: string) => new Date(`${day}T02:00:00Z`);
const EVIDENCE_OVER = at("2026-12-02");

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { message: string; cause?: { code?: string; detail?: { problems?: { field: string }[] } } }) => ({
      code: error.cause?.code,
      field: error.cause?.detail?.problems?.[0]?.field,
    }),
  );
const code = async (work: Promise<unknown>) => (await refusal(work))?.code ?? null;

/** 一科 was first, 二科 registers the same undertaking a minute later and cannot see the other project. */
async function twoReports(over: object = {}) {
  cases += 1;
  const lead = {
    name: `数控刀具基地${cases}号项目`,
    investorName: `沈阳第${cases}刀具有限公司`,
    intendedFen: 8_000_000_000,
    content: `年产硬质合金刀具${cases}万支`,
    ...over,
  };
  const [first, later] = [new Date(NOW.getTime() - 60_000), NOW];
  const theirs = await scene.as("officer", first).project.capture({ requestId: requestId(), ...lead });
  const mine = await scene.as("colleague", later).project.capture({ requestId: requestId(), ...lead });
  return { theirs: theirs.id, mine: mine.id, lead };
}

const raise = (person: Person, projectId: number, more: object) =>
  scene.as(person).attribution.raise({
    requestId: requestId(),
    projectId,
    statement: "二科 10 月已到企业考察并签到",
    ...more,
  });

async function raised(over: object = {}) {
  const reports = await twoReports(over);
  const { id } = await raise("colleague", reports.theirs, { ownProjectId: reports.mine });
  return { ...reports, id };
}
const card = (id: number, person: Person = "director", now = NOW) =>
  scene.as(person, now).attribution.dispute({ id });
const ref = async (id: number) => ({
  requestId: requestId(),
  disputeId: id,
  expectedVersion: (await card(id)).version,
});
const paper = (projectId: number, subjectId: number, person: Person, requirement: string) =>
  upload(
    scene.actors[person],
    NOW,
    { requestId: requestId(), projectId, subjectKind: "dispute", subjectId, requirement },
    `${requirement}.pdf`,
    pdfBytes(`${requirement} ${subjectId}`),
  );
const openPaper = async (linkId: number | undefined, person: Person, now = NOW) =>
  (await serveEvidence(String(linkId), { actor: scene.actors[person], now })).status;
const halves = () => {
  const [first, second] = [scene.actors.officer.unitId ?? 0, scene.actors.colleague.unitId ?? 0];
  return [
    { unitId: first, basisPoints: 4000 },
    { unitId: second, basisPoints: 6000 },
  ];
};

beforeAll(async () => {
  scene = await ledgerScene();
  secondHead = await makeActor("section-head", {
    name: "二科科长",
    unitId: scene.actors.colleague.unitId,
  });
});

describe("who may raise it", () => {
  it("is whose own lead is suspected to be the same, or who is told so while typing; once", async () => {
    const { theirs, mine, lead } = await twoReports();
    expect(await code(raise("colleague", theirs, {}))).toBe("bad-input");
    expect(await refusal(raise("colleague", theirs, { ownProjectId: mine, statement: " " }))).toEqual({
      code: "needs-reason",
      field: "statement",
    });
    await raise("street", theirs, { lead });
    expect(await code(raise("colleague", theirs, { ownProjectId: mine }))).toBe("already-pending");
  });

  it("is not who has another project, is first himself, or belongs to the unit that was", async () => {
    const { theirs, mine } = await twoReports();
    const other = await twoReports({
      name: "冷链仓储",
      content: "建设冷库",
      investorName: "大连冷链有限公司",
    });
    expect(await code(raise("colleague", theirs, { ownProjectId: other.mine }))).toBe("not-found");
    expect(await code(raise("officer", mine, { ownProjectId: theirs }))).toBe("already-done");
    expect(await code(raise("head", theirs, { ownProjectId: theirs }))).toBe("bad-input");
    for (const person of ["director", "statistician", "leader", "supervision"] as const)
      expect(await code(raise(person, theirs, { ownProjectId: mine })), person).toBe("not-permitted");
  });

  it("is counted once for a request that is repeated", async () => {
    const { theirs, mine } = await twoReports();
    const ask = { requestId: requestId(), projectId: theirs, ownProjectId: mine, statement: "重复提交" };
    const first = await scene.as("colleague").attribution.raise(ask);
    expect(await scene.as("colleague").attribution.raise(ask)).toEqual(first);
    expect(await database.dispute.count({ where: { projectId: theirs } })).toBe(1);
  });

  it("is one of two units that raise it in the same moment", async () => {
    const { theirs, mine, lead } = await twoReports();
    const codes = await Promise.all([
      code(raise("colleague", theirs, { ownProjectId: mine })),
      code(raise("street", theirs, { lead })),
    ]);
    expect(codes.sort()).toEqual([null, "already-pending"].sort());
  });
});

describe("what stays hidden", () => {
  it("is the other side's project, by every way to it; the unit is told", async () => {
    const { id, theirs, mine } = await raised();
    const seen = await card(id, "colleague");
    expect(seen).toMatchObject({ project: null, ownProject: { id: mine }, respondent: { unit: "招商一科" } });
    expect(await card(id, "officer")).toMatchObject({ project: { id: theirs }, ownProject: null });
    expect(await code(scene.as("colleague").project.card({ id: theirs }))).toBe("not-found");
    const rows = await scene.as("colleague").attribution.disputes({ show: "mine" });
    expect(rows.rows.find((r) => r.id === id)).toMatchObject({ project: null, respondentUnit: "招商一科" });
    const text = JSON.stringify([seen, rows]);
    const theirName = (await database.project.findUniqueOrThrow({ where: { id: theirs } })).number;
    expect(text).not.toContain(theirName);
    for (const person of ["host", "street"] as const)
      expect(await code(card(id, person)), person).toBe("not-found");
    expect(await code(card(id, "statistician"))).toBe("not-permitted");
  });

  it("are the papers of the other side: only their number is told, until somebody has to judge", async () => {
    const { id, theirs } = await raised();
    const [mine, response] = [
      await paper(theirs, id, "colleague", "challenge-proof"),
      await paper(theirs, id, "officer", "response-proof"),
    ];
    expect([mine.status, response.status]).toEqual([200, 200]);
    expect((await card(id, "colleague")).respondent).toMatchObject({ papers: 1, files: null });
    expect((await card(id, "officer")).challenger).toMatchObject({ papers: 1, files: null });
    expect(await openPaper(response.linkId, "colleague")).toBe(404);
    expect(await openPaper(mine.linkId, "officer")).toBe(404);
    // Who mediates is of a side himself: he reads the other's papers when no more can be brought.
    expect(await openPaper(response.linkId, "head")).toBe(200);
    expect(await openPaper(mine.linkId, "head")).toBe(404);
    expect((await card(id, "head")).challenger.files).toBeNull();
    for (const link of [mine, response]) {
      expect(await openPaper(link.linkId, "head", EVIDENCE_OVER)).toBe(200);
      expect(await openPaper(link.linkId, "director")).toBe(200);
    }
    expect(await openPaper(mine.linkId, "host")).toBe(404);
    // Neither among the project's papers, nor by search, nor in its history.
    expect(await scene.as("officer").project.evidence({ id: theirs })).toEqual([]);
    const found = await scene.as("officer").search.find({ query: "challenge-proof" });
    expect(JSON.stringify(found)).not.toContain("challenge-proof.pdf");
    const history = await scene.as("officer").project.history({ id: theirs });
    expect(JSON.stringify(history)).not.toContain("challenge-proof.pdf");
    expect(history.entries.map((e) => e.title)).toEqual([
      "上传首报方举证材料",
      "上传异议方举证材料",
      "提出首报异议",
      "登记线索",
    ]);
  });

  it("takes papers of each side's own kind only, in its time, and not into another dispute", async () => {
    const { id, theirs } = await raised();
    const other = await raised();
    expect((await paper(theirs, id, "colleague", "response-proof")).status).toBe(403);
    expect((await paper(theirs, other.id, "colleague", "challenge-proof")).status).toBe(404);
    expect((await paper(theirs, id, "host", "challenge-proof")).status).toBe(404);
    await scene.as("colleague").attribution.closeEvidence({ ...(await ref(id)), note: "没有其他材料" });
    expect((await paper(theirs, id, "colleague", "challenge-proof")).status).toBe(400);
  });
});

describe("the course", () => {
  it("ends with a mediated outcome only when the challenger agrees", async () => {
    const { id, theirs } = await raised();
    const outcome = { agreed: true, shares: halves(), note: "双方当面协商" };
    const head = scene.as("head", EVIDENCE_OVER).attribution;
    expect(await code(scene.as("head").attribution.mediate({ ...(await ref(id)), ...outcome }))).toBe(
      "bad-state",
    );
    const outsider = createCaller({ actor: secondHead, now: EVIDENCE_OVER }).attribution;
    expect(await code(outsider.mediate({ ...(await ref(id)), ...outcome }))).toBe("not-permitted");
    expect(
      await refusal(head.mediate({ ...(await ref(id)), ...outcome, shares: halves().slice(1) })),
    ).toEqual({ code: "bad-amount", field: "shares" });
    await head.mediate({ ...(await ref(id)), ...outcome });
    expect(await database.attributionShare.count({ where: { projectId: theirs } })).toBe(0);
    await scene
      .as("colleague", EVIDENCE_OVER)
      .attribution.consent({ ...(await ref(id)), agreed: true, note: "" });
    expect((await card(id, "colleague", EVIDENCE_OVER)).step).toBe("closed");
    const panel = await scene.as("officer", EVIDENCE_OVER).attribution.ofProject({ id: theirs });
    expect(panel.shares.map((s) => [s.unit, s.basisPoints, s.effectiveOn, s.source])).toEqual([
      ["招商二科", 6000, "2026-12-02", "dispute"],
      ["招商一科", 4000, "2026-12-02", "dispute"],
    ]);
    const ofUnit = await scene.as("colleague", EVIDENCE_OVER).attribution.unitShares({});
    expect(ofUnit.rows[0]).toMatchObject({ project: null, basisPoints: 6000 });
    const ofAll = await scene.as("director", EVIDENCE_OVER).attribution.unitShares({});
    expect(ofAll.rows.slice(0, 2).map((row) => row.unit)).toEqual(["招商二科", "招商一科"]);
    expect(
      await code(scene.as("colleague").attribution.unitShares({ unitId: scene.actors.officer.unitId })),
    ).toBe("not-permitted");
  });

  it("goes to the director, may be appealed against once, and leaves every set of shares behind", async () => {
    const { id, theirs } = await raised();
    const DAY = at("2026-12-03");
    await scene
      .as("head", EVIDENCE_OVER)
      .attribution.mediate({ ...(await ref(id)), agreed: false, shares: [], note: "各执一词" });
    const ruling = { shares: halves(), reason: "双方共同引进" };
    expect(await code(scene.as("head", DAY).attribution.rule({ ...(await ref(id)), ...ruling }))).toBe(
      "not-permitted",
    );
    await scene.as("director", DAY).attribution.rule({ ...(await ref(id)), ...ruling });
    const stale = { ...(await ref(id)), expectedVersion: 1 };
    const appeal = scene.as("officer", DAY).attribution;
    expect(await code(appeal.appeal({ ...stale, reason: "有新证据" }))).toBe("conflict");
    await appeal.appeal({ ...(await ref(id)), reason: "有新证据" });
    const sole = [{ unitId: scene.actors.officer.unitId ?? 0, basisPoints: 10_000 }];
    await scene
      .as("director", DAY)
      .attribution.rule({ ...(await ref(id)), shares: sole, reason: "维持首报" });
    expect(await code(appeal.appeal({ ...(await ref(id)), reason: "再议" }))).toBe("bad-state");
    const rows = await database.attributionShare.findMany({
      where: { projectId: theirs },
      orderBy: { version: "asc" },
    });
    expect(rows.map((r) => r.basisPoints).sort((a, b) => a - b)).toEqual([4000, 6000, 10_000]);
    expect((await scene.as("officer", DAY).attribution.ofProject({ id: theirs })).shares).toMatchObject([
      { unit: "招商一科", basisPoints: 10_000 },
    ]);
    expect(await code(raise("colleague", theirs, { ownProjectId: (await card(id)).ownProject?.id }))).toBe(
      "already-done",
    );
  });

  it("may be taken back, and is no progress of the lead; totals know nothing of it", async () => {
    const before = await scene.as("director").project.sums({});
    const { id, theirs } = await raised();
    const captured = await database.project.findUniqueOrThrow({ where: { id: theirs } });
    const later = scene.as("colleague", at("2026-11-27")).attribution;
    await later.withdraw({ ...(await ref(id)), reason: "核对后确认不是同一项目" });
    const now = await database.project.findUniqueOrThrow({ where: { id: theirs } });
    expect(now.lastProgressOn).toEqual(captured.lastProgressOn);
    const after = await scene.as("director").project.sums({});
    expect(after.count).toBe(before.count + 2);
    expect((await card(id, "colleague")).step).toBe("withdrawn");
  });
});

describe("the desks", () => {
  const lineOf = async (person: Person, id: number, day: string) => {
    const { sections } = await scene.as(person, at(day)).desk.mine();
    const lines = sections.find((s) => s.id === "attribution")?.lines ?? [];
    return lines.find((line) => line.key === `dispute:${id}`) ?? null;
  };

  it("show a dispute to whoever is next, and climb when he lets it lie", async () => {
    const { id, lead } = await raised();
    expect(await lineOf("officer", id, "2026-11-25")).toMatchObject({
      title: lead.name,
      detail: "首报异议：举证，2026-12-01 前",
      light: "normal",
    });
    expect((await lineOf("colleague", id, "2026-11-25"))?.title).toBe(lead.name);
    for (const person of ["director", "host"] as const)
      expect(await lineOf(person, id, "2026-11-25"), person).toBeNull();
    // The time for evidence has run out: the head of the unit that was first mediates.
    expect(await lineOf("officer", id, "2026-12-02")).toBeNull();
    expect((await lineOf("head", id, "2026-12-02"))?.detail).toBe("首报异议：调解，2026-12-08 前");
    expect((await lineOf("head", id, "2026-12-09"))?.light).toBe("late");
    expect(await lineOf("director", id, "2026-12-16")).toBeNull();
    expect((await lineOf("director", id, "2026-12-17"))?.detail).toContain("调解");
  });

  it("show a dispute of a unit without a head to the director from the first day of mediation", async () => {
    const lead = { name: "街道上报的项目", investorName: "沈阳街道新材料有限公司", content: "新材料车间" };
    const full = { ...lead, intendedFen: 8_000_000_000 };
    const first = await scene
      .as("street", new Date(NOW.getTime() - 60_000))
      .project.capture({ requestId: requestId(), ...full });
    const own = await scene.as("officer").project.capture({ requestId: requestId(), ...full });
    const { id } = await raise("officer", first.id, { ownProjectId: own.id });
    expect((await lineOf("director", id, "2026-12-02"))?.detail).toContain("调解");
  });
});

describe("the tables", () => {
  it("hold what the facts say, and refuse shares that are not the whole", async () => {
    const { checkRecord } = await import("@/server/record/check-record");
    for await (const difference of checkRecord({ now: NOW, mending: false })) expect(difference).toBeNull();
    const { theirs } = await twoReports();
    const unitId = scene.actors.officer.unitId;
    await expect(
      asOwner(
        `INSERT INTO attribution_share VALUES (${theirs}, 99, ${unitId}, 9000, '2026-12-01', 'dispute', 1)`,
      ),
    ).rejects.toThrow("add up to 9000");
    await expect(asOwner("UPDATE attribution_share SET basis_points = 1")).rejects.toThrow("append-only");
  });
});
