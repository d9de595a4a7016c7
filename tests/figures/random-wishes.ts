/** Projects made up at random, for properties of the figures. */
import fc from "fast-check";
import type { LittleDistrict, Wish } from "./little-district";

const day = fc
  .record({
    y: fc.constantFrom(2024, 2025, 2026),
    m: fc.integer({ min: 1, max: 12 }),
    d: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ y, m, d }) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`)
  .filter((text) => text <= "2026-11-24");
const month = day.map((d) => Number(d.slice(0, 7).replace("-", "")));
const wan = fc.integer({ min: 1, max: 200_000_000 }).map((n) => n / 1000);
const signing = fc.tuple(day, wan).map(([d, w]) => [d, w] as const);
const some = <T>(one: fc.Arbitrary<T>, maxLength = 2) => fc.array(one, { maxLength });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

/** A project with any history that a bureau could have: papers, money, investment, an end. */
export const anyWish = (district: LittleDistrict): fc.Arbitrary<Wish> =>
  fc
    .record({
      chain: fc.constantFrom(null, ...district.chains),
      unit: fc.constantFrom(null, ...district.units),
      street: fc.constantFrom(null, ...district.streets),
      province: fc.constantFrom("", "江苏省", "黑龙江省", "香港特别行政区"),
      industry: fc.constantFrom(null, "C3421", "34", "Q", "8411", "zz"),
      planWan: fc.oneof(
        fc.constantFrom(null, 499.99, 500, 999.99, 1_000, 9_999.99, 10_000, 50_000, 100_000),
        wan,
      ),
      framework: some(signing),
      contract: some(signing),
      supplement: some(signing),
      done: fc
        .record({ start: maybe(day), completion: maybe(day), production: maybe(day) }, { requiredKeys: [] })
        .map(
          (d) =>
            Object.fromEntries(Object.entries(d).filter(([, on]) => on !== undefined)) as Wish["done"] &
              object,
        ),
      arrivals: some(
        fc.record({
          on: day,
          wan,
          from: fc.constantFrom("江苏省", "黑龙江省", "香港特别行政区", "德国"),
          currency: fc.constantFrom("CNY", "USD"),
          cents: fc.integer({ min: 1, max: 10 ** 9 }),
          opening: fc.boolean(),
        }),
        4,
      ),
      investments: fc.uniqueArray(
        fc.record({
          month,
          wan,
          basis: fc.constantFrom("official" as const, "dispatch" as const),
          opening: fc.boolean(),
        }),
        { maxLength: 4, selector: (i) => `${i.month}${i.basis}` },
      ),
      ended: maybe(day),
      sensitive: fc.boolean(),
    })
    .map(({ ended, ...rest }) => (ended === undefined ? rest : { ...rest, ended }));
