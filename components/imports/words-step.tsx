"use client";
/** 名称对应: where the ledger's words for chains and departments lead: one that exists, a new one, or none. */
import { formatCount } from "@/components/shared/format";
import { Badge } from "@/components/ui/badge";
import { Select } from "@/components/ui/select";
import type { ImportSummary, ImportTarget, ImportWord } from "@/server/contracts/import-batch";
import { PlainTable } from "./plain-table";
import { StepSection } from "./step-section";
import type { Batch } from "./use-import-batch";

const KINDS = [
  { key: "chains", label: "产业链", choices: "chainChoices", none: "不对应（归入其他）" },
  { key: "units", label: "主办部门", choices: "unitChoices", none: "不对应（留空）" },
] as const;
type Kind = (typeof KINDS)[number];

const news = (words: readonly ImportWord[]) => words.filter((w) => w.target === "new").length;

export function WordsStep({ batch, summary }: { batch: Batch; summary: ImportSummary }) {
  const made = news(summary.chains) + news(summary.units);
  return (
    <StepSection
      anchor="words"
      title="名称对应"
      summary={KINDS.map(({ key, label }) => {
        const fresh = news(summary[key]);
        return `${label} ${summary[key].length} 个${fresh > 0 ? `，其中新建 ${fresh} 个` : ""}`;
      }).join("；")}
      asks={batch.open && made > 0 ? `将新建 ${made} 个` : null}
    >
      <div className="grid lg:grid-cols-2 lg:divide-x lg:divide-line">
        {KINDS.map((kind) => (
          <Words key={kind.key} kind={kind} batch={batch} words={summary[kind.key]} />
        ))}
      </div>
    </StepSection>
  );
}

const writeTarget = (target: ImportTarget): string => (target === null ? "none" : String(target));
const readTarget = (value: string): ImportTarget =>
  value === "new" ? "new" : value === "none" ? null : Number(value);

function Words({ kind, batch, words }: { kind: Kind; batch: Batch; words: readonly ImportWord[] }) {
  const { scene, open, change } = batch;
  const lead = (word: string, target: ImportTarget) =>
    change((now) => ({
      ...now,
      [kind.key]: [...now[kind.key].filter((w) => w.word !== word), { word, target }],
    }));
  const known = scene[kind.choices].map(({ id, name }) => ({ value: String(id), label: name }));
  if (words.length === 0) return <p className="px-3 py-3 text-muted">台账中没有写{kind.label}。</p>;
  return (
    <PlainTable
      label={`${kind.label}对应`}
      columns={[{ header: kind.label }, { header: "项目", figure: true }, { header: "对应到" }]}
    >
      {words.map(({ word, count, target }) => {
        const chosen = scene.choices[kind.key].find((w) => w.word === word);
        const leads = chosen ? chosen.target : target;
        return (
          <tr key={word} className="border-t border-line">
            <th scope="row" className="px-3 py-1 text-left font-normal">
              {word} {leads === "new" ? <Badge tone="warn">新建</Badge> : null}
            </th>
            <td className="figure px-3 py-1">{formatCount(count)}</td>
            <td className="min-w-44 px-3 py-1">
              <Select
                aria-label={`${word} 对应到`}
                options={[
                  ...known,
                  { value: "new", label: `新建“${word}”` },
                  { value: "none", label: kind.none },
                ]}
                value={writeTarget(leads)}
                disabled={!open}
                onChange={(event) => lead(word, readTarget(event.target.value))}
              />
            </td>
          </tr>
        );
      })}
    </PlainTable>
  );
}
