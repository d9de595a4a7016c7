"use client";
/** The papers of one row of a ledger: opened and added where the row stands. */
import { FileText, Paperclip } from "lucide-react";
import { EvidenceUpload } from "@/components/shared/evidence-upload";
import { RemovePaper } from "@/components/shared/remove-paper";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { type EntryPaper, PAPERED_WITH } from "@/server/contracts/ledger";
import { lacksPaper, type PaperedEntry } from "@/server/domain/entry-papers";
import type { EntryStatus } from "@/server/domain/ledger-entries";

/** A row as far as its papers are concerned. */
export interface PaperedRow extends PaperedEntry {
  id: number;
  projectId: number;
  status: EntryStatus;
  papers: readonly EntryPaper[];
  paperCount: number;
  mayAttach: boolean;
}

interface PaperListProps {
  papers: readonly EntryPaper[];
  /** Says what each paper proves. */
  kinds?: boolean;
  /** The reader's own uploads may be taken off: the row was not sent yet. */
  removable?: boolean;
}

export function PaperList({ papers, kinds = false, removable = false }: PaperListProps) {
  if (papers.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {papers.map((paper) => (
        <li key={paper.linkId} className="flex min-w-0 items-center gap-1.5">
          <FileText aria-hidden className="size-4 shrink-0 text-faint" />
          <a
            href={`/api/evidence/${paper.linkId}`}
            target="_blank"
            rel="noreferrer"
            className="min-w-0 truncate text-accent hover:underline"
            title={paper.name}
          >
            {paper.name}
          </a>
          {kinds ? <span className="shrink-0 text-sm text-faint">{paper.kind}</span> : null}
          {removable && paper.mine ? <RemovePaper linkId={paper.linkId} name={paper.name} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** The list and, for those who may, the place to add one. */
export function EntryPapers({ row }: { row: PaperedRow }) {
  const lacks = lacksPaper(row, row.paperCount);
  return (
    <div className="flex flex-col gap-2">
      {lacks ? <p className="text-warn">这张凭证还没有材料</p> : null}
      {row.paperCount > 0 && row.papers.length === 0 ? (
        <p className="text-muted">已附 {row.paperCount} 份，您无权查看</p>
      ) : null}
      <PaperList papers={row.papers} removable={row.mayAttach && row.status === "draft"} />
      {row.mayAttach ? (
        <EvidenceUpload
          projectId={row.projectId}
          requirement={PAPERED_WITH}
          subject={{ kind: row.ledger, id: row.id }}
        />
      ) : null}
    </div>
  );
}

/** "2 份" or 缺材料 in a line of a table; a click opens the papers. */
export function PapersButton({ row, label }: { row: PaperedRow; label: string }) {
  const lacks = lacksPaper(row, row.paperCount);
  if (!lacks && row.paperCount === 0 && !row.mayAttach) return null;
  return (
    <Popover
      label={label}
      className="w-[min(320px,calc(100vw-16px))]"
      trigger={
        <Button
          size="sm"
          variant="ghost"
          aria-label={label}
          icon={<Paperclip aria-hidden className="size-3.5" />}
          className="px-1!"
        >
          {lacks ? (
            <Badge tone="warn">缺材料</Badge>
          ) : (
            <span className={row.paperCount > 0 ? undefined : "text-faint"}>
              {row.paperCount > 0 ? `${row.paperCount} 份` : "附材料"}
            </span>
          )}
        </Button>
      }
    >
      <EntryPapers row={row} />
    </Popover>
  );
}
