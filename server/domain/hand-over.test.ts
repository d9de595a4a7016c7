import { describe, expect, it } from "vitest";
import { type HandedSubject, judgeHandOver } from "./hand-over";
import type { Actor, Role } from "./permissions";

const actor = (role: Role): Actor => ({ id: 10, name: "", role, unitId: 3, chainIds: [], address: "" });
const subject = (over: Partial<HandedSubject> = {}): HandedSubject => ({
  ownerId: null,
  ownerUnitId: null,
  reportingUnitId: null,
  leadUnitId: null,
  streetUnitId: null,
  chainId: 1,
  memberIds: [],
  signed: false,
  sensitive: false,
  withdrawn: false,
  ...over,
});

describe("handing over", () => {
  it("is open to the director everywhere and to a head inside his unit", () => {
    expect(judgeHandOver(actor("director"), subject(), 7)).toBe("change");
    expect(judgeHandOver(actor("section-head"), subject({ ownerUnitId: 3 }), 7)).toBe("change");
  });
  it("leaves what the person has already", () => {
    expect(judgeHandOver(actor("director"), subject({ ownerId: 7 }), 7)).toBe("already");
  });
  it("keeps what a head may read and not give away", () => {
    expect(judgeHandOver(actor("section-head"), subject({ ownerUnitId: 4, signed: true }), 7)).toBe(
      "not-yours",
    );
    expect(judgeHandOver(actor("statistician"), subject(), 7)).toBe("not-yours");
  });
  it("does not know what the actor may not see: other units' leads, masked ones, undone imports", () => {
    expect(judgeHandOver(actor("section-head"), subject({ ownerUnitId: 4 }), 7)).toBe("unseen");
    expect(
      judgeHandOver(
        actor("section-head"),
        subject({ reportingUnitId: 3, ownerUnitId: 4, sensitive: true }),
        7,
      ),
    ).toBe("unseen");
    expect(judgeHandOver(actor("director"), subject({ withdrawn: true }), 7)).toBe("unseen");
    expect(judgeHandOver(actor("director"), null, 7)).toBe("unseen");
  });
});
