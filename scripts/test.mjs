import { reportFailure } from "./launch/plain-error.mjs";
import { ensureToolchain } from "./launch/prepare.mjs";
import { createProgress } from "./launch/progress.mjs";
import { ensureTestBrowser } from "./launch/test-browser.mjs";
import {
  build,
  deadCode,
  formatAndLint,
  playwright,
  summarise,
  types,
  vitest,
} from "./launch/test-stages.mjs";

const progress = createProgress();
const stages = [];
try {
  await ensureToolchain({ progress });
  const browser = await ensureTestBrowser({ progress });
  stages.push(await formatAndLint());
  stages.push(await types());
  stages.push(await deadCode());
  stages.push(await vitest("unit"));
  stages.push(await build(progress));
  stages.push(await vitest("api"));
  stages.push(browser ? await playwright() : { title: "tests: browser", passed: 0, failed: 1 });
} catch (error) {
  reportFailure(error);
  stages.push({ title: "preparation", passed: 0, failed: 1 });
}
process.exit(summarise(stages));
