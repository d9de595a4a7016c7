/** What every command says of its arguments, in the language of who typed them. */

/** Wrong arguments, or things named by them that cannot be used. */
export const REFUSED = 2;

/** Asked for help: the usage goes to standard output, and nothing else is done. */
export const asksForHelp = (args: readonly string[]): boolean =>
  args.includes("--help") || args.includes("-h");

/** What `parseArgs` found wrong, in Chinese; anything else is passed on. */
export function argumentProblem(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const option = error instanceof Error ? (/'([^']+)'/.exec(error.message)?.[1] ?? "") : "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return `不认识的选项：${option}`;
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return `选项的值不正确：${option}`;
  throw error;
}
