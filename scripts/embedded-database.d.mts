interface RunningDatabase {
  url: string;
  embedded: boolean;
  startedHere: boolean;
  revive(): Promise<void>;
  stop(): Promise<void>;
}

export function ensureDatabase(options?: {
  dataDir?: string;
  log?: (line: string) => void;
  volatile?: boolean;
  externalUrl?: string | null;
}): Promise<RunningDatabase>;
