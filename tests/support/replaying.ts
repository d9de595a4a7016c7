/** A caller that sends every request that succeeded once more: a double click must get the first answer, and do nothing. */
import { expect } from "vitest";
import type { createCaller } from "@/server/api/root";

type Caller = ReturnType<typeof createCaller>;
type Procedure = (input?: unknown) => Promise<unknown>;

const mayBeRepeated = (input: unknown): boolean =>
  typeof input === "object" && input !== null && "requestId" in input;

/** What a client receives. */
const sent = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer ?? null));

export function replaying(caller: Caller): Caller {
  const nouns = new Map<string | symbol, object>();
  const repeated =
    (path: string, procedure: Procedure): Procedure =>
    async (input) => {
      const first = await procedure(input);
      if (mayBeRepeated(input))
        expect(sent(await procedure(input)), `${path} sent again`).toEqual(sent(first));
      return first;
    };
  const verbsOf = (noun: string) => {
    const verbs = (caller as unknown as Record<string, Record<string, Procedure>>)[noun] ?? {};
    return new Proxy(
      {},
      { get: (_, verb) => repeated(`${noun}.${String(verb)}`, verbs[verb as string] as Procedure) },
    );
  };
  return new Proxy({} as Caller, {
    get(_, noun) {
      const known = nouns.get(noun) ?? verbsOf(String(noun));
      nouns.set(noun, known);
      return known;
    },
  });
}
