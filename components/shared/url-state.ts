import type { z } from "zod";
import { isStatMonth } from "@/server/domain/periods";

/** One search parameter: how its text becomes a value, and what stands when it is missing or nonsense. */
export interface UrlParam<Value> {
  read(text: string | null): Value;
  /** The text for the URL; null leaves the parameter out. */
  write(value: Value): string | null;
}

export type UrlShape = Record<string, UrlParam<unknown>>;
export type UrlValues<Shape> = {
  [Key in keyof Shape]: Shape[Key] extends UrlParam<infer Value> ? Value : never;
};

const LIST_MARK = "~";

const writeText = (value: unknown): string => (Array.isArray(value) ? value.join(LIST_MARK) : String(value));

/**
 * A parameter that zod reads from its text (use z.coerce for numbers, z.enum for choices). A text that does not
 * pass is treated as missing, so that an old or hand-made link never breaks a page.
 */
export function urlParam<Value>(
  schema: z.ZodType<Value, string> | z.ZodType<Value>,
  fallback: Value,
): UrlParam<Value> {
  return {
    read: (text) => {
      if (text === null) return fallback;
      const read = schema.safeParse(text);
      return read.success ? read.data : fallback;
    },
    write: (value) => (value === null || writeText(value) === writeText(fallback) ? null : writeText(value)),
  };
}

/** A month as 202610; 2026-10, as people write it, is read too. Missing: the page's own. */
export const urlMonth = (): UrlParam<number | null> => ({
  read: (text) => {
    const month = /^\d{4}-?\d{2}$/.test(text ?? "") ? Number(text?.replace("-", "")) : 0;
    return isStatMonth(month) ? month : null;
  },
  write: (month) => (month === null ? null : String(month)),
});

/** A parameter that holds several values, "a~b"; each must pass, those that do not are dropped. */
export function urlList<Item extends string | number>(item: z.ZodType<Item>): UrlParam<Item[]> {
  return {
    read: (text) =>
      (text ?? "")
        .split(LIST_MARK)
        .filter((part) => part !== "")
        .flatMap((part) => {
          const read = item.safeParse(part);
          return read.success ? [read.data] : [];
        }),
    write: (values) => (values.length === 0 ? null : values.join(LIST_MARK)),
  };
}

/** Reads all parameters at once; works on the server (page searchParams) as well as in the browser. */
export function readUrlValues<Shape extends UrlShape>(
  shape: Shape,
  search: URLSearchParams | Record<string, string | string[] | undefined>,
): UrlValues<Shape> {
  const textOf = (key: string): string | null => {
    if (search instanceof URLSearchParams) return search.get(key);
    const found = search[key];
    return (Array.isArray(found) ? found[0] : found) ?? null;
  };
  return Object.fromEntries(
    Object.entries(shape).map(([key, param]) => [key, param.read(textOf(key))]),
  ) as UrlValues<Shape>;
}

/** The search string after a change; parameters that the shape does not know stay as they are. */
export function writeUrlValues<Shape extends UrlShape>(
  shape: Shape,
  search: string,
  changes: Partial<UrlValues<Shape>>,
): string {
  const next = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) {
    const param = shape[key] as UrlParam<unknown> | undefined;
    const text = param?.write(value) ?? null;
    if (text === null) next.delete(key);
    else next.set(key, text);
  }
  next.sort();
  const text = next.toString();
  return text === "" ? "" : `?${text}`;
}
