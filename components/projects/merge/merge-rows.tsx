"use client";
import { formatDay, NONE } from "@/components/shared/format";
import { Section } from "@/components/shared/section";
import { useUnit } from "@/components/shared/unit-switch";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { MergeScene } from "@/server/contracts/merge";
import { entryKey, type LiveEntry, sameChoices } from "@/server/domain/merging";
import { MILESTONE_NAME } from "@/server/domain/milestones";
import { LEDGERS, type Ledger } from "@/server/domain/project-facts";
import { entryWords, LEDGER_WORD } from "./merge-words";
import type { MergeForm } from "./use-merge";

interface Part {
  scene: MergeScene;
  form: MergeForm;
}

/** Milestones: what the survivor lacks comes with the other one; of two different days one is chosen. */
export function MergeMilestones({ scene, form }: Part) {
  const { milestones } = scene;
  if (milestones.length === 0) return null;
  return (
    <Section title="节点" note="一个节点只计一次" flush>
      <ul className="divide-y divide-line">
        {milestones.map(({ kind, keepOn, giveOn, choice }) => (
          <li key={kind} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1">
            <span className="w-24 shrink-0 text-sm text-muted">{MILESTONE_NAME[kind]}</span>
            {choice === "either" ? (
              <Segmented
                label={`${MILESTONE_NAME[kind]}以哪一天为准`}
                value={form.milestones.includes(kind) ? "give" : "keep"}
                onChange={(value) => form.takeMilestone(kind, value === "give")}
                options={[
                  { value: "keep", label: `保留的项目 ${formatDay(keepOn)}` },
                  { value: "give", label: `并入的项目 ${formatDay(giveOn)}` },
                ]}
              />
            ) : (
              <span>
                {choice === "carry"
                  ? `${formatDay(giveOn)}，随并入的项目带入`
                  : `${formatDay(keepOn)}${keepOn === giveOn ? "，两边相同" : `，以保留的项目为准（另一项目 ${formatDay(giveOn)}）`}`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Every row of the ledgers of the one that gives way: the same as one that stands here, or carried over. */
export function MergeRows({ scene, form }: Part) {
  return LEDGERS.map((ledger) => {
    const rows = form.roots.filter((e) => e.ledger === ledger);
    if (rows.length === 0) return null;
    const same = rows.filter((e) => (form.same[entryKey(e)] ?? null) !== null).length;
    return (
      <Section
        key={ledger}
        title={LEDGER_WORD[ledger]}
        note={`另一项目有 ${rows.length} 笔：并入 ${rows.length - same} 笔，同一笔不重复计 ${same} 笔`}
        flush
      >
        <ul className="divide-y divide-line">
          {rows.map((entry) => (
            <Row key={entryKey(entry)} entry={entry} ledger={ledger} scene={scene} form={form} />
          ))}
        </ul>
      </Section>
    );
  });
}

const CARRY = "carry";

function Row({ entry, ledger, scene, form }: Part & { entry: LiveEntry; ledger: Ledger }) {
  const { unit } = useUnit();
  const key = entryKey(entry);
  const corrections = form.correctionsOf(key);
  const words = entryWords(entry, unit);
  const chosen = form.same[key] ?? null;
  return (
    <li className="grid items-center gap-x-3 gap-y-1 px-3 py-1.5 md:grid-cols-2">
      <span className="min-w-0 break-words">
        {words || NONE}
        {corrections > 0 ? <span className="text-sm text-faint">（连同 {corrections} 笔冲减）</span> : null}
      </span>
      <Select
        aria-label={`${words}怎样处理`}
        value={chosen === null ? CARRY : String(chosen)}
        onChange={(event) =>
          form.setSame(key, event.target.value === CARRY ? null : Number(event.target.value))
        }
        options={[
          { value: CARRY, label: "并入" },
          ...sameChoices(scene.entries.keep, ledger).map((e) => ({
            value: String(e.entryId),
            label: `同一笔，不重复计：${entryWords(e, unit)}`,
          })),
        ]}
      />
    </li>
  );
}
