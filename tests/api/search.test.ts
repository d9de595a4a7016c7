/** The search box: what it finds, in which order, and what it stresses. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import type { SearchGroup } from "@/server/contracts/search";
import { highlightsOf } from "@/server/search/highlights";
import { pdfBytes, upload } from "@/tests/support/evidence-files";
import { actorNamed, makeBureau, makeProject } from "@/tests/support/factories";

const NOW = new Date("2026-11-24T02:00:00Z");
const as = (username: string) => createCaller({ actor: actorNamed(username), now: NOW });
const find = (query: string, username = "juzhang") => as(username).search.find({ query });
const note = (username: string, projectId: number, summary: string) =>
  as(username).project.logFollowUp({
    requestId: randomUUID(),
    projectId,
    kind: "reception",
    on: "2026-11-20",
    summary,
  });
const groupOf = async (id: SearchGroup["id"], query: string, username?: string) =>
  (await find(query, username)).find((group) => group.id === id)?.results ?? [];
const titles = async (query: string, username?: string) =>
  (await find(query, username)).flatMap((group) => group.results.map((result) => result.title));

beforeAll(async () => {
  await makeBureau("2026-11-24");
  await makeProject({ name: "东北黑龙江风电配套", owner: "wangzixuan" });
  await makeProject({ name: "黑龙江寒地装备试验场", owner: "wangzixuan" });
  const spindle = await makeProject({
    name: "主轴车间",
    basics: { investorName: "黑龙江远松机床有限公司", contactName: "欧阳长庚" },
  });
  const secret = await makeProject({
    name: "密谈车间",
    owner: "yuhaotian",
    basics: { sensitivity: "sensitive" },
  });
  await note(
    "keyuan",
    spindle.id,
    "投资方代表参观厂房，看中三号车间，询问龙门铣床能否月底到位，并约定下周再谈用地与电价。",
  );
  await note("yuhaotian", secret.id, "只限专班知道的设备清单");
  await upload(
    actorNamed("keyuan"),
    NOW,
    { requestId: randomUUID(), projectId: spindle.id, requirement: "contract-scan" },
    "远松合同（盖章版）.pdf",
    pdfBytes("search"),
  );
});

describe("search", () => {
  it("ranks the beginning of a name before its middle, and both before other fields", async () => {
    expect(await titles("黑龙江")).toEqual(["黑龙江寒地装备试验场", "东北黑龙江风电配套", "主轴车间"]);
  });

  it("finds by initials, by full pinyin, in full-width letters, and by number", async () => {
    for (const typed of ["hlj", "HLJ", "ｈｌｊ", "heilongjiang", "heilj"]) {
      const hits = await titles(typed);
      if (typed === "heilj") expect(hits).toEqual([]);
      else expect(hits, typed).toContain("黑龙江寒地装备试验场");
    }
    const [group] = await find("主轴车间");
    const number = group?.results[0]?.subtitle?.split(" · ")[0] ?? "";
    expect(await titles(number)).toContain("主轴车间");
  });

  it("finds chains by name and by their leader", async () => {
    const groups = await find("bingxue");
    expect(groups.find((group) => group.id === "chains")?.results[0]).toMatchObject({
      title: "冰雪体育",
      kind: "产业链",
    });
    expect(await titles("罗青山")).toEqual(["冰雪体育"]);
  });

  it("stays within what the person may see", async () => {
    expect(await titles("黑龙江", "keyuan")).toEqual(["主轴车间"]);
    expect(await titles("密谈", "keyuan")).toEqual([]);
    expect(await titles("密谈", "yuhaotian")).toEqual(["密谈车间"]);
  });

  it("finds what was noted about a project, around the words that were meant", async () => {
    const [hit] = await groupOf("follow-ups", "龙门铣床");
    expect(hit).toMatchObject({
      kind: "来访接待",
      title: "…厂房，看中三号车间，询问龙门铣床能否月底到位，并约定下周再谈用地与电价。",
    });
    expect(hit?.highlights).toHaveLength(1);
    expect(hit?.subtitle).toContain("主轴车间 · 2026-11-20");
    expect(await groupOf("follow-ups", "铣床 车间")).toHaveLength(1);
    expect(await groupOf("follow-ups", "铣床 车库")).toEqual([]);
  });

  it("finds papers by their file name, people by name and pinyin, contacts for those who may see them", async () => {
    expect(await groupOf("papers", "盖章版")).toMatchObject([
      { title: "远松合同（盖章版）.pdf", kind: "合同扫描件" },
    ]);
    expect((await groupOf("people", "林书瑶"))[0]).toMatchObject({ kind: "招商科员", title: "林书瑶" });
    expect((await groupOf("people", "linshuyao"))[0]).toMatchObject({ title: "林书瑶" });
    expect(await groupOf("people", "欧阳")).toMatchObject([{ kind: "联系人", title: "欧阳长庚" }]);
    expect(await groupOf("people", "欧阳", "ducha")).toEqual([]);
  });

  it("keeps notes, papers and people of what one may not see to itself", async () => {
    for (const query of ["龙门铣床", "盖章版", "欧阳"])
      expect(await find(query, "wangzixuan"), query).toEqual([]);
    expect(await groupOf("follow-ups", "只限专班", "keyuan")).toEqual([]);
    expect(await groupOf("follow-ups", "只限专班", "yuhaotian")).toHaveLength(1);
    expect(await find("龙门铣床", "xitong").catch((e: Error) => e.message)).toBe("您的角色不能进行此操作");
  });

  it("answers nothing to one letter, to blanks and to signs", async () => {
    for (const typed of ["", " ", "h", "%%", "__", "''"]) expect(await find(typed), typed).toEqual([]);
  });
});

describe("what is stressed", () => {
  it("is what was meant: characters, initials, syllables", () => {
    expect(highlightsOf("东北黑龙江风电", "黑龙")).toEqual([[2, 4]]);
    expect(highlightsOf("东北黑龙江风电", "hlj")).toEqual([[2, 5]]);
    expect(highlightsOf("东北黑龙江风电", "longjiang")).toEqual([[3, 5]]);
    expect(highlightsOf("东北黑龙江风电", "东北 风电")).toEqual([
      [0, 2],
      [5, 7],
    ]);
    expect(highlightsOf("东北黑龙江风电", "机床")).toEqual([]);
  });
});
