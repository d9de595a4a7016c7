/** One line of JSON a record, to standard error; never holds personal contacts or passwords. */
type Level = "info" | "warn" | "error";

function write(level: Level, message: string, fields: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
}

export const log = {
  info: (message: string, fields: Record<string, unknown> = {}) => write("info", message, fields),
  warn: (message: string, fields: Record<string, unknown> = {}) => write("warn", message, fields),
  error: (message: string, error: unknown, fields: Record<string, unknown> = {}) =>
    write("error", message, {
      ...fields,
      error:
        error instanceof Error
          ? { name: error.name, message: error.message, stack: error.stack }
          : String(error),
    }),
};
