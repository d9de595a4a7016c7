"use client";
import type { Conflict } from "@/components/shared/form-problems";
import { formatInstant } from "@/components/shared/format";
import { Notice } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { BasicsField } from "@/server/domain/project-facts";
import { BASICS_WORDS, type FieldWords } from "@/server/domain/project-fields";
import { ValueText } from "./value-text";

const wordsOf = (field: string): FieldWords | null =>
  field in BASICS_WORDS ? BASICS_WORDS[field as BasicsField] : null;

/** Only a plain field can be decided one way or the other; a stage that moved has to be looked at again. */
const canOverride = (conflicts: readonly Conflict[]): boolean =>
  conflicts.length > 0 && conflicts.every((c) => wordsOf(c.field) !== null);

interface ConflictNoticeProps {
  conflicts: readonly Conflict[];
  onReload: () => void;
  onOverride: () => void;
  busy: boolean;
}

/** Two people changed the same thing: both versions side by side, and the choice. */
export function ConflictNotice({ conflicts, onReload, onOverride, busy }: ConflictNoticeProps) {
  const by = [...new Set(conflicts.map((c) => c.by))].join("、");
  const at = conflicts.at(-1)?.at;
  const fields = conflicts.filter((c) => wordsOf(c.field) !== null);
  return (
    <Notice tone="late">
      <p className="font-medium">
        {by} 刚刚改了同一处{at ? `（${formatInstant(new Date(at))}）` : ""}，您的修改还没有保存。
      </p>
      {fields.length > 0 ? (
        <table className="mt-2 w-full text-ink">
          <thead>
            <tr className="text-left text-sm text-muted">
              <th className="py-1 pr-2 font-medium">内容</th>
              <th className="py-1 pr-2 font-medium">现在的内容（{by}）</th>
              <th className="py-1 font-medium">我的修改</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((conflict) => {
              const words = wordsOf(conflict.field);
              return words ? (
                <tr key={`${conflict.field}-${conflict.at}`} className="border-t border-line align-top">
                  <td className="py-1 pr-2">{words.label}</td>
                  <td className="py-1 pr-2 break-words">
                    <ValueText type={words.type} value={conflict.theirs} />
                  </td>
                  <td className="py-1 break-words">
                    <ValueText type={words.type} value={conflict.mine} />
                  </td>
                </tr>
              ) : null;
            })}
          </tbody>
        </table>
      ) : (
        <p className="mt-1">项目的阶段已经变动，请重新载入后再办理。</p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" onClick={onReload}>
          重新载入对方的内容
        </Button>
        {canOverride(conflicts) ? (
          <Button size="sm" variant="danger" busy={busy} onClick={onOverride}>
            以我的修改为准
          </Button>
        ) : null}
      </div>
    </Notice>
  );
}
