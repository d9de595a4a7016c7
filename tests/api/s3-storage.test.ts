/** Files in an S3-compatible store that knows nothing but PUT and GET of plain bytes, as many inside offices do. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { discard, keep, readKept, takeIn } from "@/server/platform/storage";

const stored = new Map<string, Buffer>();
let server: Server;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const key = new URL(request.url ?? "", "http://store").pathname;
    if (request.method === "PUT") {
      stored.set(key, await bodyOf(request));
      response.setHeader("ETag", '"x"').end();
      return;
    }
    const bytes = stored.get(key);
    response.statusCode = bytes ? 200 : 404;
    response.end(request.method === "HEAD" ? undefined : bytes);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  process.env.S3_BUCKET = "papers";
  process.env.S3_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.S3_ACCESS_KEY_ID = "id";
  process.env.S3_SECRET_ACCESS_KEY = "secret";
});
afterAll(() => {
  delete process.env.S3_BUCKET;
  server.close();
});

it("keeps the very bytes under the hash of their content, and gives them back", async () => {
  const bytes = Buffer.from("开工照片 ".repeat(5000));
  async function* arriving() {
    yield bytes.subarray(0, 7);
    yield bytes.subarray(7);
  }
  const file = await takeIn(arriving(), 1_000_000);
  await keep(file);
  await discard(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect([...stored.keys()]).toEqual([`/papers/${sha256.slice(0, 2)}/${sha256}`]);
  expect([...stored.values()][0]?.equals(bytes)).toBe(true);
  const chunks: Buffer[] = [];
  for await (const chunk of await readKept(sha256)) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
});
