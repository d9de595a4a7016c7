import { runServerCommand } from "./launch/server-command.mjs";

await runServerCommand("server/cli/figures-check.ts", process.argv.slice(2), { database: false });
