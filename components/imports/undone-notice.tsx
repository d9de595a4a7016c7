import { formatInstant } from "@/components/shared/format";
import { Notice } from "@/components/ui/badge";
import type { Batch } from "./use-import-batch";

export function UndoneNotice({ batch: { scene } }: { batch: Batch }) {
  const { result } = scene;
  return (
    <div id="undone" className="scroll-mt-3">
      <Notice>
        这一批已{result?.undoneAt ? `于 ${formatInstant(new Date(result.undoneAt))} ` : ""}撤销
        {result && result.projects > 0 ? `，${result.projects} 个项目不再计入任何列表和统计` : ""}
        {result && result.changed > 0 ? `，已有项目的改动回到原样，之后又被改过的保留` : ""}
        {result?.details && result.details.submitted + result.details.drafts > 0
          ? "，没有审核通过的明细退出台账，保留的逐笔列在下面"
          : ""}
        {result?.details?.followUps ? `，登记的 ${result.details.followUps} 条跟进留在项目里` : ""}
        {result?.undoReason ? `。原因：${result.undoReason}` : ""}。同一文件可以重新上传。
      </Notice>
    </div>
  );
}
