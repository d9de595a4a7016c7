import { Button } from "@/components/ui/button";

interface PageTurnerProps {
  total: number;
  page: number;
  size: number;
  onTurn: (page: number) => void;
}

export function PageTurner({ total, page, size, onTurn }: PageTurnerProps) {
  const pages = Math.ceil(total / size);
  if (pages <= 1) return null;
  return (
    <div className="mt-2 flex items-center justify-end gap-2 text-sm text-muted">
      <Button size="sm" disabled={page <= 1} onClick={() => onTurn(page - 1)}>
        上一页
      </Button>
      {page} / {pages}
      <Button size="sm" disabled={page >= pages} onClick={() => onTurn(page + 1)}>
        下一页
      </Button>
    </div>
  );
}
