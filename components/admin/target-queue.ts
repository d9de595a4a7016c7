/** Typed targets on their way to the server: one write after another, and nothing typed is lost. Pure. */
import { readFailure } from "@/components/shared/form-problems";
import { readAmount } from "@/server/domain/amounts";
import { isAmountIndicator, type TargetIndicator } from "@/server/domain/statistics-columns";
import type { PlanSpan, TargetSpan, TargetType } from "@/server/domain/target-spans";

export interface TargetPlace {
  year: number;
  span: TargetSpan | PlanSpan;
  kind: TargetType;
  scopeKind: "district" | "chain" | "unit";
  scopeId: number;
  indicator: TargetIndicator;
}
/** Fen for amounts, a count for counts; null removes the target. */
type TargetChange = TargetPlace & { value: number | null; seen?: number | null };

interface TargetEdit {
  place: TargetPlace;
  text: string;
  /** Undefined: the text cannot be read, and is never sent. */
  value: number | null | undefined;
  /** What stood in the cell; undefined once the person was told that it is another value, and sends it all the same. */
  seen: number | null | undefined;
  /** Why it is not saved; null while it waits or is on the way. */
  problem: string | null;
}
/** What differs from the server, by place; shown in the cells until the server has it. */
export type TargetEdits = ReadonlyMap<string, TargetEdit>;

/** The server takes no more in one write. */
const MOST_AT_ONCE = 400;

export const targetKey = ({ year, span, kind, scopeKind, scopeId, indicator }: TargetPlace): string =>
  [year, span, kind, scopeKind, scopeId, indicator].join("/");

/** A cell's text as a target, or what is wrong with it. */
export function readTarget(
  indicator: TargetIndicator,
  text: string,
): { value: number | null } | { problem: string } {
  if (text === "") return { value: null };
  if (isAmountIndicator(indicator)) {
    const fen = readAmount(text, "wan")?.fen;
    if (fen === undefined) return { problem: "不是金额，请写数字（万元），如 3200 或 0.32亿" };
    return fen < 0 ? { problem: "目标不能是负数" } : { value: fen };
  }
  return /^\d+$/.test(text) ? { value: Number(text) } : { problem: "不是个数，请写整数，如 12" };
}

const valueIn = (place: TargetPlace, text: string): number | null | undefined => {
  const read = readTarget(place.indicator, text);
  return "problem" in read ? undefined : read.value;
};

function editOf(place: TargetPlace, text: string, seen: number | null | undefined): TargetEdit {
  const read = readTarget(place.indicator, text);
  return "problem" in read
    ? { place, text, value: undefined, seen, problem: read.problem }
    : { place, text, value: read.value, seen, problem: null };
}

/** Typing once more in a cell that was refused is done knowing what stands there. */
const seenBy = (before: TargetEdit | undefined, stored: TargetEdit["seen"]): TargetEdit["seen"] => {
  if (before === undefined) return stored;
  return before.problem !== null && before.value !== undefined ? undefined : before.seen;
};

/** Which of the sent edits the refusal names; all of them when it names none. */
function refusedOf(sent: readonly TargetEdit[], error: unknown): Map<TargetEdit, string> {
  const failure = readFailure(error);
  const named = failure.problems.flatMap(({ field, message }): [TargetEdit, string][] => {
    const edit = sent[Number(/^changes\.(\d+)/.exec(field ?? "")?.[1] ?? Number.NaN)];
    return edit ? [[edit, message]] : [];
  });
  return new Map(named.length > 0 ? named : sent.map((edit) => [edit, failure.message]));
}

/** Takes what is typed at any time; sends what waits as soon as the write before it is answered. */
export function createTargetQueue(
  send: (changes: TargetChange[]) => Promise<unknown>,
  tell: (edits: TargetEdits) => void,
) {
  const edits = new Map<string, TargetEdit>();
  let sending = false;
  const told = () => tell(new Map(edits));
  const stands = (edit: TargetEdit) => edits.get(targetKey(edit.place)) === edit;

  const sendWaiting = async (): Promise<boolean> => {
    const sent = [...edits.values()].filter((edit) => edit.problem === null).slice(0, MOST_AT_ONCE);
    if (sent.length === 0) return false;
    try {
      await send(
        sent.map(({ place, value, seen }) => ({
          ...place,
          value: value ?? null,
          ...(seen === undefined ? {} : { seen }),
        })),
      );
      for (const edit of sent) {
        const key = targetKey(edit.place);
        const later = edits.get(key);
        if (stands(edit)) edits.delete(key);
        // What was typed over it meanwhile is another edit, which waits for its own turn and stands on this one.
        else if (later) edits.set(key, { ...later, seen: edit.value });
      }
    } catch (error) {
      for (const [edit, problem] of refusedOf(sent, error))
        if (stands(edit)) edits.set(targetKey(edit.place), { ...edit, problem });
    }
    told();
    return true;
  };
  const run = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    while (await sendWaiting());
    sending = false;
  };
  return {
    /** `stored` is what the server has: going back to it takes back what could not be saved. */
    type: (typed: readonly { place: TargetPlace; text: string; stored: string }[]): Promise<void> => {
      for (const { place, text, stored } of typed) {
        const key = targetKey(place);
        if (text === stored && edits.get(key)?.problem) edits.delete(key);
        else edits.set(key, editOf(place, text, seenBy(edits.get(key), valueIn(place, stored))));
      }
      told();
      return run();
    },
    /** Sends once more what the server did not take. */
    retry: (): Promise<void> => {
      for (const [key, edit] of edits)
        if (edit.problem !== null && edit.value !== undefined)
          edits.set(key, { ...edit, seen: undefined, problem: null });
      told();
      return run();
    },
  };
}
