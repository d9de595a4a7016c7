import { runServerCommand } from "./launch/server-command.mjs";

await runServerCommand("server/cli/ledger-import.ts", process.argv.slice(2));
