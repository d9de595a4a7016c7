import Link from "next/link";
import { formatCount } from "@/components/shared/format";
import { Notice } from "@/components/ui/badge";
import type { DetailResult } from "@/server/contracts/import-details";

/** What became of the detail sheets, and what is still to be done before any of it counts. */
export function DetailResultNotice({ result, live }: { result: DetailResult; live: boolean }) {
  const { submitted, drafts, lacking, followUps = 0, enterprises } = result;
  if (!live) return null;
  const others = followUps > 0 || enterprises !== undefined;
  return (
    <>
      {submitted + drafts > 0 || !others ? <Entries {...{ submitted, drafts, lacking }} /> : null}
      {followUps > 0 ? (
        <Notice tone="ok">
          已登记 {formatCount(followUps)} 条跟进，各记在发生的那一天，可在项目的跟进记录中查看。
        </Notice>
      ) : null}
      {enterprises ? (
        <Notice tone="ok">
          企业名录：新建 {formatCount(enterprises.created)} 家，更新 {formatCount(enterprises.changed)} 家。
          <Link href="/enterprises" className="ml-1 underline">
            到企业查看
          </Link>
        </Notice>
      ) : null}
    </>
  );
}

function Entries({ submitted, drafts, lacking }: Pick<DetailResult, "submitted" | "drafts" | "lacking">) {
  return (
    <Notice tone={drafts + lacking > 0 ? "warn" : "ok"}>
      已录入 {formatCount(submitted + drafts)} 笔明细：{formatCount(submitted)} 笔已报审
      {drafts > 0 ? `，${formatCount(drafts)} 笔没有凭证号，存为草稿，补上凭证号后再报审` : ""}
      {lacking > 0 ? `；${formatCount(lacking)} 笔缺材料，请在台账中逐笔补传凭证` : ""}
      。审核通过之前不计入任何数字。
      <Link href="/ledger" className="ml-1 underline">
        到台账查看
      </Link>
    </Notice>
  );
}
