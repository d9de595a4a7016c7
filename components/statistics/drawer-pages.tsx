"use client";
/** Turns the pages of the rows behind a figure; nothing while they fit on one. */
import { Button } from "@/components/ui/button";

interface DrawerPagesProps {
  offset: number;
  /** Rows on a page. */
  page: number;
  count: number;
  onTurn: (offset: number) => void;
}

export const DrawerPages = ({ offset, page, count, onTurn }: DrawerPagesProps) =>
  count <= page ? null : (
    <div className="mt-3 flex items-center justify-end gap-2 text-sm text-muted">
      <Button size="sm" disabled={offset === 0} onClick={() => onTurn(offset - page)}>
        上一页
      </Button>
      {offset + 1}–{Math.min(offset + page, count)} / {count}
      <Button size="sm" disabled={offset + page >= count} onClick={() => onTurn(offset + page)}>
        下一页
      </Button>
    </div>
  );
