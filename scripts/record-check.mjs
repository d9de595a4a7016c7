import { runServerCommand } from "./launch/server-command.mjs";

await runServerCommand("server/cli/record-check.ts", process.argv.slice(2));
