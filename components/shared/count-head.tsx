/** Whether a count is of what stands at a stage now, or of all that came as far. */
export type CountKind = "now" | "reached";
const COUNT_WORD: Record<CountKind, string> = { now: "现有", reached: "累计" };

/** A count's name with its kind beneath it: 在谈 现有, 签约 累计. */
export function CountHead({ label, kind }: { label: string; kind?: CountKind | undefined }) {
  return (
    <>
      {label}
      {kind ? <span className="block text-xs font-normal text-faint">{COUNT_WORD[kind]}</span> : null}
    </>
  );
}

/** The same in a line of a phone: 现有 线索 4 · 在谈 3. */
export function CountLine({
  kind,
  counts,
}: {
  kind: CountKind;
  counts: readonly (readonly [string, number])[];
}) {
  return (
    <span className="mr-3 inline-block">
      <span className="text-faint">{COUNT_WORD[kind]}</span>{" "}
      {counts.map(([label, count]) => `${label} ${count}`).join(" · ")}
    </span>
  );
}
