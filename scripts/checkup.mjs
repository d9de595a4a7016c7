import { runServerCommand } from "./launch/server-command.mjs";

await runServerCommand("server/cli/checkup.ts", process.argv.slice(2));
