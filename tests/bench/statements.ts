/**
 * The floor of a measurement: the statements that a question sends, noted while it is asked in this process, and sent
 * again on one bare connection with nothing around them.
 */
import pg from "pg";
import { type Spread, timed } from "./timing";

interface Statement {
  text: string;
  values: unknown[];
  ms: number;
}

let noted: Statement[] | null = null;

/** From here on every statement of this process passes by. */
export function watchStatements(): void {
  const send = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args as [string | { text: string; values?: unknown[] }, unknown[] | undefined];
    const list = noted;
    const answer = send.apply(this, args);
    if (list === null || !(answer instanceof Promise)) return answer;
    const text = typeof first === "string" ? first : first.text;
    const values = (typeof first === "string" ? second : (first.values ?? second)) ?? [];
    const began = performance.now();
    return answer.then((result) => {
      list.push({ text, values, ms: performance.now() - began });
      return result;
    });
  } as typeof pg.Client.prototype.query;
}

/** What `work` sends to the database, in order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const list: Statement[] = [];
  noted = list;
  try {
    await work();
  } finally {
    noted = null;
  }
  return list;
}

/** The same reads alone, one after the other. */
export async function replay(
  client: pg.Client,
  statements: readonly Statement[],
  options: { runs?: number; warmUp?: number } = {},
): Promise<Spread> {
  return timed(async () => {
    for (const { text, values } of statements) await client.query({ text, values, rowMode: "array" });
  }, options);
}
