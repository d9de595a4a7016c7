import { describe, expect, it } from "vitest";
import { lacksPaper, voucherName } from "./entry-papers";

const arrival = { ledger: "arrival", correctionOfId: null, opening: false } as const;

describe("the paper of a ledger row", () => {
  it("is missing from an arrival until one is attached to that row", () => {
    expect(lacksPaper(arrival, 0)).toBe(true);
    expect(lacksPaper(arrival, 1)).toBe(false);
  });
  it("is not asked of corrections, opening amounts and the other ledgers", () => {
    expect(lacksPaper({ ...arrival, correctionOfId: 7 }, 0)).toBe(false);
    expect(lacksPaper({ ...arrival, opening: true }, 0)).toBe(false);
    expect(lacksPaper({ ...arrival, ledger: "investment" }, 0)).toBe(false);
    expect(lacksPaper({ ...arrival, ledger: "agreement" }, 0)).toBe(false);
  });
  it("is named by its voucher", () => {
    const row = { voucherKind: "银行进账单", voucherNumber: "JZ-12", arrivedOn: "2026-10-12" };
    expect(voucherName(row)).toBe("银行进账单 JZ-12（2026-10-12）");
    expect(voucherName({ ...row, voucherKind: "", voucherNumber: "" })).toBe("凭证（2026-10-12）");
  });
});
