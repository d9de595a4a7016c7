import type { ProjectTeam } from "@/server/contracts/project-card";
import { toHalfWidth } from "@/server/domain/amounts";
import { judgeUscc, normaliseUscc } from "@/server/domain/identity";
import type { Basics } from "@/server/domain/project-facts";

/** One row of the dialog. `share` is what is typed, in per cent. */
export interface InvestorDraft {
  key: number;
  /** The project's main investor: always listed, named in 概况. */
  main: boolean;
  enterpriseId: number | null;
  name: string;
  uscc: string;
  usccReason: string;
  share: string;
}

/** A share in per cent as typed → basis points: "33.34" and "33.34％" → 3334. Null for empty text, "wrong" for anything else. */
export function readShare(text: string): number | null | "wrong" {
  const plain = toHalfWidth(text).replace(/\s/g, "").replace(/%$/, "");
  if (plain === "") return null;
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(plain)) return "wrong";
  const basisPoints = Math.round(Number(plain) * 100);
  return basisPoints >= 1 && basisPoints <= 10_000 ? basisPoints : "wrong";
}

export const shareText = (basisPoints: number | null): string =>
  basisPoints === null ? "" : String(basisPoints / 100);

/** The list as it stands; the main investor heads it when it is not on the list yet. */
export function draftsOf(team: ProjectTeam, basics: Basics): InvestorDraft[] {
  const drafts = team.investors.map(
    ({ id, name, uscc, shareBasisPoints }): InvestorDraft => ({
      key: id,
      main: id === basics.investorId,
      enterpriseId: id,
      name,
      uscc: uscc ?? "",
      usccReason: "",
      share: shareText(shareBasisPoints),
    }),
  );
  if (basics.investorId === null || drafts.some((d) => d.main)) return drafts;
  const { investorId, investorName, investorUscc } = basics;
  const main = { key: investorId, main: true, enterpriseId: investorId, name: investorName };
  return [{ ...main, uscc: investorUscc ?? "", usccReason: "", share: "" }, ...drafts];
}

export const named = (drafts: readonly InvestorDraft[]): InvestorDraft[] =>
  drafts.filter((d) => d.name.trim() !== "");

/** What travels. The main investor alone, without a share, is no list. */
export function investorsOf(drafts: readonly InvestorDraft[]) {
  const rows = named(drafts).map(({ enterpriseId, name, uscc, usccReason, share }) => {
    const read = readShare(share);
    return { enterpriseId, name, uscc, usccReason, shareBasisPoints: read === "wrong" ? null : read };
  });
  const only = rows.length === 1 && drafts.some((d) => d.main) ? rows[0] : undefined;
  return only?.shareBasisPoints === null ? [] : rows;
}

export type CodeVerdict = "none" | "typing" | "valid" | "wrong-shape" | "wrong-check-character";

/** A credit code while it is being typed. */
export function codeVerdict(raw: string): CodeVerdict {
  const code = normaliseUscc(raw);
  if (code === "") return "none";
  return code.length < 18 ? "typing" : judgeUscc(code);
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  const one = list[from];
  return one === undefined ? [...list] : [...rest.slice(0, to), one, ...rest.slice(to)];
}
