"use client";

import { EmptyState } from "@/components/shared/empty-state";
import { FailureState } from "@/components/shared/failure-state";
import { Button } from "@/components/ui/button";
import { filterOf, noFilter, type ProjectUrl } from "./list-url";

export const ListFailure = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => (
  <FailureState error={error} onRetry={onRetry} />
);

interface ListNothingProps {
  url: ProjectUrl;
  setUrl: (changes: Partial<ProjectUrl>) => void;
  onCapture: (() => void) | undefined;
}

/** Nothing found, or nothing there yet: what this place is for, and the one next action. */
export function ListNothing({ url, setUrl, onCapture }: ListNothingProps) {
  const filtered = Object.keys(filterOf(url)).length > 0;
  if (!filtered) {
    return (
      <EmptyState
        title="还没有项目"
        action={
          onCapture ? (
            <Button variant="primary" onClick={onCapture}>
              登记第一条线索
            </Button>
          ) : undefined
        }
      >
        线索从登记起就在这里，一步步走到开工、投产。
      </EmptyState>
    );
  }
  const onlyMain = url.off === null;
  return (
    <EmptyState
      title="没有符合条件的项目"
      action={
        <span className="flex gap-2">
          {onlyMain ? <Button onClick={() => setUrl({ off: "any" })}>也找搁置、终止、流失的</Button> : null}
          <Button variant="primary" onClick={() => setUrl(noFilter())}>
            清除全部条件
          </Button>
        </span>
      }
    >
      可以少写几个字，或去掉一两个条件。
    </EmptyState>
  );
}
