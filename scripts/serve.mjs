import { createServer } from "node:http";
import next from "next";
import { importApi } from "./launch/api-bundle.mjs";
import { ROOT } from "./launch/project.mjs";

const CLOSING_PATIENCE_MS = 5000;

const dev = process.argv.includes("--dev");
const port = Number(process.env.PORT);
const server = createServer();
// The name is only what Next writes into addresses it makes up itself; where we listen is decided below.
const app = next({
  dev,
  dir: ROOT,
  hostname: "localhost",
  port,
  httpServer: server,
});

async function close() {
  setTimeout(() => process.exit(0), CLOSING_PATIENCE_MS).unref();
  server.close();
  server.closeIdleConnections();
  await app.close();
  process.exit(0);
}

process.once("SIGTERM", close);
process.once("SIGINT", close);

await app.prepare();
const answer = app.getRequestHandler();
const answersApi = dev ? () => false : (await importApi()).answersApi;
// Without a proxy in front, who calls is who holds the connection, whatever he writes into his headers.
const behindProxy = (process.env.NEXTAUTH_URL ?? "").startsWith("https://");
server.on("request", (request, response) => {
  if (!behindProxy) request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "";
  if (!answersApi(request, response)) answer(request, response);
});
server.listen(port, process.env.CHAINLEAD_HOST || "0.0.0.0");
