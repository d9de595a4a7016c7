const HEARTBEAT_MS = 15_000;

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}

/** Calm lines with the time since the start: one when a step begins, one when it is done, a sign of life in between. */
export function createProgress(stream = process.stdout) {
  const began = Date.now();

  function say(line) {
    stream.write(`[${seconds(began).padStart(6)}s] ${line}\n`);
  }

  async function step(title, work) {
    say(`${title} …`);
    const stepBegan = Date.now();
    const heartbeat = setInterval(
      () => say(`  仍在进行 · still working (${seconds(stepBegan)} s)`),
      HEARTBEAT_MS,
    );
    try {
      const result = await work();
      say(`${title}: 完成 · done (${seconds(stepBegan)} s)`);
      return result;
    } finally {
      clearInterval(heartbeat);
    }
  }

  return { say, step, stream };
}
