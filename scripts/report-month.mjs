import { runServerCommand } from "./launch/server-command.mjs";

await runServerCommand("server/cli/report-month.ts", process.argv.slice(2));
