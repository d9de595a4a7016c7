"use client";
/** What a ledger is narrowed by; every choice is in the URL. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { useUrlState } from "@/components/shared/use-url-state";
import { Button } from "@/components/ui/button";
import { MonthField } from "@/components/ui/month-field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { AGREEMENT_KINDS, ENTRY_STATUSES } from "@/server/contracts/ledger";
import { ENTRY_STATUS_NAME } from "@/server/domain/ledger-entries";
import { type StatMonth, yearStart } from "@/server/domain/periods";
import type { Ledger } from "@/server/domain/project-facts";
import { isNarrowed, LEDGER_URL, type LedgerPlace } from "./ledger-url";

const TYPING_MS = 300;
/** The month before every other: all of them. */
const ALWAYS: StatMonth = 190_001;

export function LedgerFilters({ ledger, thisMonth }: { ledger: Ledger; thisMonth: StatMonth }) {
  const trpc = useTRPC();
  const [place, setPlace] = useUrlState(LEDGER_URL);
  const chains = useQuery(trpc.chain.overview.queryOptions(undefined, { staleTime: 10 * 60_000 }));
  const from = place.from ?? (place.project === null ? yearStart(thisMonth) : null);
  const narrowed = isNarrowed(place);
  return (
    <search aria-label="筛选" className="flex flex-wrap items-center gap-2">
      {ledger === "investment" ? (
        <Segmented
          label="口径"
          value={place.basis}
          onChange={(basis) => setPlace({ basis })}
          options={[
            { value: "official", label: "统计数" },
            { value: "dispatch", label: "调度数" },
          ]}
        />
      ) : null}
      <MonthField
        label="统计月从"
        value={from === ALWAYS ? null : from}
        onChange={(month) => setPlace({ from: month })}
        onClear={() => setPlace({ from: ALWAYS })}
      />
      <span className="text-faint">至</span>
      <MonthField
        label="统计月至"
        value={place.to ?? thisMonth}
        onChange={(month) => setPlace({ to: month })}
        onClear={() => setPlace({ to: null })}
      />
      <span className="w-28">
        <Select
          aria-label="状态"
          placeholder="全部状态"
          value={place.status ?? ""}
          onChange={(event) => setPlace({ status: LEDGER_URL.status.read(event.target.value || null) })}
          options={ENTRY_STATUSES.map((status) => ({ value: status, label: ENTRY_STATUS_NAME[status] }))}
        />
      </span>
      {ledger === "agreement" ? (
        <span className="w-28">
          <Select
            aria-label="类别"
            placeholder="全部类别"
            value={place.kind ?? ""}
            onChange={(event) => setPlace({ kind: LEDGER_URL.kind.read(event.target.value || null) })}
            options={Object.entries(AGREEMENT_KINDS).map(([value, label]) => ({ value, label }))}
          />
        </span>
      ) : null}
      {place.project === null ? (
        <span className="w-36">
          <Select
            aria-label="产业链"
            placeholder="全部产业链"
            value={place.chain === null ? "" : String(place.chain)}
            onChange={(event) =>
              setPlace({ chain: event.target.value === "" ? null : Number(event.target.value) })
            }
            options={[
              ...(chains.data?.chains ?? []).map((c) => ({ value: String(c.id), label: c.name })),
              { value: "0", label: "其他" },
            ]}
          />
        </span>
      ) : null}
      <SearchBox words={SEARCHED[ledger]} q={place.q} onSearch={(q) => setPlace({ q }, "replace")} />
      {narrowed ? (
        <Button
          variant="ghost"
          size="sm"
          onClick={() => setPlace({ from: null, to: null, status: null, chain: null, kind: null, q: "" })}
        >
          清除筛选
        </Button>
      ) : null}
    </search>
  );
}

/** What the search of each ledger looks through. */
const SEARCHED: Record<Ledger, string> = {
  arrival: "项目、出资方、凭证号",
  investment: "项目名称、编号",
  agreement: "项目、对方、文本编号",
};

/** Searches when the typing pauses. */
function SearchBox({
  words,
  q,
  onSearch,
}: {
  words: string;
  q: LedgerPlace["q"];
  onSearch: (q: string) => void;
}) {
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: waits for the text alone.
  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => onSearch(text.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <span className="w-44">
      <TextField
        type="search"
        aria-label={`查找${words}`}
        placeholder={words}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
    </span>
  );
}
