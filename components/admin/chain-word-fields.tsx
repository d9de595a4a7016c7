"use client";
/** Words by which a note is known to speak of a chain. */
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/shared/trpc";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import type { Rules } from "@/server/domain/rules";

type Reading = Rules["reading"];

interface ChainWordFieldsProps {
  reading: Reading;
  onChange: (reading: Reading) => void;
}

const wordsIn = (text: string) => [...new Set(text.split(/[\s、，,；;]+/).filter(Boolean))];

export function ChainWordFields({ reading, onChange }: ChainWordFieldsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.project.choices.queryOptions());
  if (!data) return <Skeleton className="h-40 w-full" />;
  const set = (chainId: number, text: string) => {
    const others = reading.chainWords.filter((c) => c.chainId !== chainId);
    const words = wordsIn(text);
    onChange({ chainWords: words.length > 0 ? [...others, { chainId, words }] : others });
  };
  return (
    <div className="grid gap-3">
      {data.chains.map(({ id, name }) => (
        <Field key={id} label={name} hint="链名本身不用填；用顿号或空格分开">
          <TextField
            defaultValue={reading.chainWords.find((c) => c.chainId === id)?.words.join("、") ?? ""}
            onChange={(event) => set(id, event.target.value)}
          />
        </Field>
      ))}
    </div>
  );
}
