import type { LedgerStyle } from "./ledger-style";
export const PRESETS: Record<string, { style: LedgerStyle; seed: number }> = {};
