/** Merging any two enterprises and splitting them again: everything back where it was, and no figure of any month moves. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { SessionActor } from "@/server/accounts";
import { createCaller } from "@/server/api/root";
import { ENTERPRISE_FIELDS, type EnterpriseField } from "@/server/domain/enterprise-merging";
import type { InvestorShare } from "@/server/domain/investors";
import { database, rowsOf, sql } from "@/server/platform/database";
import { checkRecord } from "@/server/record/check-record";
import { monthReport } from "@/server/statistics";
import { makeActor } from "../support/actors";
import { investIn, makeFirm } from "../support/firm-scene";
import { foundDistrict, NOW, settle } from "./little-district";

const MONTHS = [202512, 202603, 202611];
const CUTS = ["chain", "province"] as const;
let director: SessionActor;
let firms: number[];
let projects: number[];
let requests = 0;
const requestId = () => `firms-request-${process.pid}-${++requests}`;
const api = () => createCaller({ actor: director, now: NOW });

beforeAll(async () => {
  const { chains } = await foundDistrict();
  director = await makeActor("director");
  projects = await settle(
    ["江苏省", "辽宁省", "", "江苏省"].map((province, i) => ({
      chain: chains[i % 2] ?? null,
      province,
      planWan: 20_000,
      contract: [["2025-06-10", 9_000 + i]],
      arrivals: [
        { on: "2025-11-20", wan: 300 + i, from: "江苏省" },
        { on: "2026-03-05", wan: 200, from: "德国" },
      ],
      investments: [{ month: 202603, wan: 700 + i }],
    })),
  );
  firms = [];
  for (const name of ["甲轴承", "乙轴承", "丙铸造", "丁铸造"])
    firms.push(await makeFirm(`大连${name}有限公司`));
});

async function figures() {
  const all = [];
  for (const month of MONTHS)
    for (const cut of CUTS) {
      const report = await monthReport({ now: NOW }, { month, cut, indicator: "outsideFen", compare: true });
      all.push(report.rows.map(({ key, values }) => ({ key, values })));
    }
  return all;
}

/** All that enterprises and their projects are, apart from versions and ids of rows that are replaced as a whole. */
const present = () =>
  Promise.all([
    rowsOf(
      database,
      sql`SELECT id, name, name_key, uscc, uscc_reason, province, city, origin, kind, group_name, profile, parent_id, merged_into_id,
          search_text, search_tokens, likeness_keys, enterprise_names(id, 'former') AS former, enterprise_names(id, 'short') AS short,
          (SELECT json_agg(h.title ORDER BY h.id) FROM enterprise_honour h WHERE h.enterprise_id = e.id) AS honours
        FROM enterprise e ORDER BY id`,
    ),
    rowsOf(
      database,
      sql`SELECT p.id, p.investor_id, p.investor_name, p.origin_province, p.arrived_fen::text, p.light_from, p.warn_on, p.last_progress_on,
          (SELECT json_agg(json_build_array(i.enterprise_id, i.share_basis_points) ORDER BY i.id) FROM project_investor i
            WHERE i.project_id = p.id) AS investors
        FROM project p ORDER BY p.id`,
    ),
  ]);

async function differences(): Promise<unknown[]> {
  const found = [];
  for await (const one of checkRecord({ now: NOW, mending: false })) found.push(one);
  return found;
}

interface Course {
  keep: number;
  give: number;
  parents: (number | null)[];
  kinds: string[];
  provinces: string[];
  codes: boolean[];
  mains: number[];
  lists: (number | null)[][];
  fields: EnterpriseField[];
}

const CODES = ["91210200MA0RJ2J78N", "91230200MA1XN4XC7J", "91210100MA0QCG3M5X", "91210300MA0TTT1T2C"];
/** Four places in the line above: whoever stands at a higher place may be the parent, so that no circle is drawn. */
const parents = fc.tuple(
  fc.constant(null),
  ...[1, 2, 3].map((n) => fc.option(fc.integer({ min: 0, max: n - 1 }), { nil: null })),
);
const four = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 4, maxLength: 4 });
const course: fc.Arbitrary<Course> = fc.record({
  keep: fc.integer({ min: 0, max: 3 }),
  give: fc.integer({ min: 0, max: 3 }),
  parents: parents.map((p) => [...p]),
  kinds: four(fc.constantFrom("", "民企", "央企")),
  provinces: four(fc.constantFrom("", "江苏省", "德国")),
  codes: four(fc.boolean()),
  mains: four(fc.integer({ min: 0, max: 3 })),
  /** Shares of the four by project; null: not on the list. */
  lists: four(four(fc.option(fc.integer({ min: 0, max: 2400 }), { nil: null }))),
  fields: fc.subarray([...ENTERPRISE_FIELDS] as EnterpriseField[]),
});

async function prepare({ parents: above, kinds, provinces, codes, mains, lists }: Course): Promise<void> {
  await database.enterprise.updateMany({ data: { uscc: null, parentId: null } });
  for (const [i, id] of firms.entries()) {
    const { name, version } = await database.enterprise.findUniqueOrThrow({ where: { id } });
    const parent = above[i] ?? null;
    await api().enterprise.edit({
      requestId: requestId(),
      id,
      expectedVersion: version,
      name,
      uscc: codes[i] ? (CODES[i] ?? "") : "",
      usccReason: codes[i] ? "待核实" : "",
      province: provinces[i] ?? "",
      kind: (kinds[i] ?? "") as "民企",
      parentId: parent === null ? null : (firms[parent] ?? null),
    });
  }
  for (const [i, id] of projects.entries()) {
    const investors = (lists[i] ?? []).flatMap((share, n): InvestorShare[] => {
      const enterpriseId = firms[n];
      return share === null || enterpriseId === undefined
        ? []
        : [{ enterpriseId, shareBasisPoints: share === 0 ? null : share }];
    });
    await investIn(director, id, firms[mains[i] ?? 0] ?? null, investors);
  }
}

it("is undone by its split, done again by the redo, and moves no figure", async () => {
  for (const id of firms)
    await api().enterprise.addHonour({
      requestId: requestId(),
      id,
      title: `荣誉${id % 2}`,
      awardedOn: "2026-01-01",
    });
  await fc.assert(
    fc.asyncProperty(
      course.filter(({ keep, give }) => keep !== give),
      async (wish) => {
        await prepare(wish);
        const [keepId, giveId] = [firms[wish.keep] ?? 0, firms[wish.give] ?? 0];
        const [before, told] = [await present(), await figures()];
        const { keep, give, fields } = await api().enterprise.mergeScene({ keepId, giveId });
        const differ = new Set<string>(fields.map((f) => f.field));
        const { operationId } = await api().enterprise.merge({
          requestId: requestId(),
          keepId,
          giveId,
          keepVersion: keep.version,
          giveVersion: give.version,
          fields: wish.fields.filter((f) => differ.has(f)),
        });
        const merged = await present();
        expect(JSON.stringify(merged[1])).not.toMatch(new RegExp(`"investor_id":${giveId}\\b|\\[${giveId},`));
        expect(await figures()).toEqual(told);
        const split = await api().operation.undo({ requestId: requestId(), id: operationId ?? 0 });
        expect(await present()).toEqual(before);
        const again = await api().operation.undo({ requestId: requestId(), id: split.operationId ?? 0 });
        expect(await present()).toEqual(merged);
        expect(await figures()).toEqual(told);
        await api().operation.undo({ requestId: requestId(), id: again.operationId ?? 0 });
        expect(await present()).toEqual(before);
      },
    ),
    { numRuns: 8 },
  );
  expect(await differences()).toEqual([]);
}, 300_000);
