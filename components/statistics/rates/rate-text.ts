/** A rate as the screen shows it. */
import {
  formatAmount,
  formatAmountShort,
  formatCount,
  NONE,
  type ScreenUnit,
} from "@/components/shared/format";
import { isMoney, type RateId, type RateMeasure, type RateShare, ratePercent } from "@/server/domain/rates";

/** "89.88%"; "—" where there is no project. */
export function rateText(share: RateShare | null): string {
  const percent = ratePercent(share);
  return percent === null ? NONE : `${percent}%`;
}

/** "222/247", "3.2亿/30.8亿": what stands small under the rate. */
export function shareText(id: RateId, measure: RateMeasure, share: RateShare | null): string {
  if (share === null) return "";
  const money = isMoney(id, measure);
  const text = (value: number) => (money && value !== 0 ? formatAmountShort(value) : formatCount(value));
  return `${text(share.part)}/${text(share.whole)}`;
}

/** A numerator or denominator at its full length. */
export const sideText = (money: boolean, value: number, unit: ScreenUnit): string =>
  money ? formatAmount(value, unit) : formatCount(value);
