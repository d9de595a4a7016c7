/** A failure that is explained in full by its own sentence: printed without a stack. */
export class PlainError extends Error {}

/** Prints what went wrong; a stack only where the sentence alone would not do. */
export function reportFailure(error) {
  process.stderr.write(`\n${error instanceof PlainError ? error.message : (error?.stack ?? error)}\n`);
}
