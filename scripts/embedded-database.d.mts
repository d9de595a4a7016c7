interface RunningDatabase {
  /** For the product. */
  url: string;
  /** For whoever changes the structure. */
  ownerUrl: string;
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
  externalOwnerUrl?: string | undefined;
}): Promise<RunningDatabase>;
