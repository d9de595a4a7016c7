"use client";
import { Button, ButtonLink } from "@/components/ui/button";
import type { ImportChoices } from "@/server/contracts/import-batch";
import type { Batch } from "./use-import-batch";

const isChosen = ({ mapping, sheets, corrections }: ImportChoices): boolean =>
  mapping.length + sheets.length + corrections.length > 0;

/** Why the file could not be read, and the two ways on: another file, or the choices that made it unreadable undone. */
export function Unreadable({ batch: { scene, change } }: { batch: Batch }) {
  return (
    <section
      id="sheets"
      aria-label="无法读取"
      className="flex flex-col items-center gap-1 rounded-md border border-line bg-surface px-6 py-12 text-center"
    >
      <p className="font-medium text-late">这个文件读不出台账</p>
      <p className="max-w-xl text-muted">{scene.unreadable}</p>
      <p className="text-sm text-faint">没有写入任何项目。</p>
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        {isChosen(scene.choices) ? (
          <Button onClick={() => change((now) => ({ ...now, mapping: [], sheets: [], corrections: [] }))}>
            撤回手工选择，重新识别
          </Button>
        ) : null}
        <ButtonLink variant="primary" href="/imports">
          换一个文件
        </ButtonLink>
      </div>
    </section>
  );
}
