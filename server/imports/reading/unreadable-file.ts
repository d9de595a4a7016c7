export type UnreadableReason =
  | "empty"
  | "too-large"
  | "not-a-workbook"
  | "other-format"
  | "password"
  | "damaged"
  | "unpacks-too-large"
  | "too-many-cells"
  | "too-many-sheets"
  | "no-ledger";

/** The file as a whole cannot be read; the message is what the user sees. */
export class UnreadableFile extends Error {
  constructor(
    readonly reason: UnreadableReason,
    message: string,
  ) {
    super(message);
    this.name = "UnreadableFile";
  }
}
