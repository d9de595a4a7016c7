/** The search box: what it finds, in which order, and what it stresses. */
import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { highlightsOf } from "@/server/search/highlights";
import { actorNamed, makeBureau, makeProject } from "@/tests/support/factories";

const find = (query: string, username = "juzhang") =>
  createCaller({ actor: actorNamed(username), now: new Date("2026-11-24T02:00:00Z") }).search.find({ query });
const titles = async (query: string, username?: string) =>
  (await find(query, username)).flatMap((group) => group.results.map((result) => result.title));

beforeAll(async () => {
  await makeBureau("2026-11-24");
  await makeProject({ name: "东北黑龙江风电配套", owner: "wangzixuan" });
  await makeProject({ name: "黑龙江寒地装备试验场", owner: "wangzixuan" });
  await makeProject({ name: "主轴车间", basics: { investorName: "黑龙江远松机床有限公司" } });
  await makeProject({ name: "密谈车间", owner: "yuhaotian", basics: { sensitivity: "sensitive" } });
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
