/**
 * Loaded first by the web server and the worker. When the process that started them is killed, the channel to it
 * closes, and they leave as if asked to, instead of staying behind on the port and the queue.
 */
const PATIENCE_MS = 5000;

process.umask(0o077);

process.on("disconnect", () => {
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
