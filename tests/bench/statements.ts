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

type Asked = string | { text: string; values?: unknown[] };

/** From here on every statement of this process passes by. A pool asks with a callback, a transaction for a promise. */
export function watchStatements(): void {
  const send = pg.Client.prototype.query as unknown as (...args: unknown[]) => unknown;
  const watched = function (this: pg.Client, ...args: unknown[]) {
    const list = noted;
    if (list === null) return send.apply(this, args);
    const [first, second] = args as [Asked, unknown];
    const given = typeof first === "string" ? undefined : first.values;
    const statement: Statement = {
      text: typeof first === "string" ? first : first.text,
      values: given ?? (Array.isArray(second) ? second : []),
      ms: 0,
    };
    list.push(statement);
    const began = performance.now();
    const ended = () => {
      statement.ms = performance.now() - began;
    };
    const callback = args.findIndex((arg) => typeof arg === "function");
    if (callback >= 0) {
      const call = args[callback] as (...answer: unknown[]) => unknown;
      args[callback] = (...answer: unknown[]) => {
        ended();
        return call(...answer);
      };
    }
    const answer = send.apply(this, args);
    if (answer instanceof Promise) answer.then(ended, ended);
    return answer;
  };
  pg.Client.prototype.query = watched as unknown as typeof pg.Client.prototype.query;
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
