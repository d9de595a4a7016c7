import { runBench } from "./launch/bench-stages.mjs";
import { reportFailure } from "./launch/plain-error.mjs";

await runBench(process.argv.slice(2)).catch((error) => {
  reportFailure(error);
  process.exitCode = 1;
});
