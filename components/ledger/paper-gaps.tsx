import { Notice } from "@/components/ui/badge";
import type { PaperGap } from "@/server/contracts/ledger";

/** After 报审: which vouchers went without a paper. Nothing is held up by it; the reviewer sees the same. */
export function PaperGaps({ gaps }: { gaps: readonly PaperGap[] }) {
  if (gaps.length === 0) return null;
  return (
    <Notice tone="warn">
      已报审，但有 {gaps.length} 张凭证还没有材料，请在台账列表的“材料”一栏补上：
      <ul className="list-disc pl-5">
        {gaps.map((gap) => (
          <li key={gap.entryId}>
            {gap.projectName}：{gap.voucher}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
