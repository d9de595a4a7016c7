/** What the tests need of database-content.mjs. */
interface Progress {
  say(line: string): void;
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
}

export function ensureStructure(options: {
  progress: Progress;
  signal?: AbortSignal;
  database: { url: string; ownerUrl: string };
}): Promise<void>;
