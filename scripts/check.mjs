import { reportFailure } from "./launch/plain-error.mjs";
import { ensureToolchain } from "./launch/prepare.mjs";
import { createProgress } from "./launch/progress.mjs";
import { deadCode, formatAndLint, summarise, types, vitest } from "./launch/test-stages.mjs";

const stages = [];
try {
  await ensureToolchain({ progress: createProgress() });
  for (const stage of [formatAndLint, types, deadCode, () => vitest("unit")]) stages.push(await stage());
} catch (error) {
  reportFailure(error);
  stages.push({ title: "preparation", passed: 0, failed: 1 });
}
process.exit(summarise(stages));
