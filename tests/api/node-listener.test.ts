/** The procedures on a bare HTTP server, as the product serves them. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answersApi } from "@/server/api/node-listener";

const server = createServer((request, response) => {
  if (!answersApi(request, response)) response.writeHead(204).end();
});
let address = "";

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const post = (body: string, headers: Record<string, string> = {}, procedure = "project.capture") =>
  fetch(`${address}/api/trpc/${procedure}`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
const refusalOf = async (answer: Response) => (await answer.json()).error.data.refusal;

it("leaves everything but the procedures to others", async () => {
  expect((await fetch(`${address}/api/trpcx`)).status).toBe(204);
  expect((await fetch(`${address}/projects`)).status).toBe(204);
});

it("knows nobody without a session, and keeps no answer in a cache", async () => {
  const answer = await fetch(`${address}/api/trpc/self.ping`, {
    headers: { cookie: "next-auth.session-token=made-up" },
  });
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([401, "private, no-store"]);
  expect(await refusalOf(answer)).toMatchObject({ code: "not-signed-in" });
});

it("takes no write from another site's page", async () => {
  expect((await post("{}", { origin: "http://elsewhere.example" })).status).toBe(403);
  expect((await post("{}", { origin: "null" })).status).toBe(403);
  expect((await post("{}", { origin: address })).status).toBe(401);
});

it("tells broken and enormous content in words", async () => {
  // Open to strangers, so that the content is read at all.
  const broken = await post("{not json", {}, "self.firstRun");
  expect([broken.status, (await refusalOf(broken)).message]).toEqual([400, "请求内容有误"]);
  const enormous = await post(JSON.stringify({ name: "长".repeat(4_000_000) }), {}, "self.firstRun");
  expect([enormous.status, await enormous.text()]).toEqual([413, expect.stringContaining("提交的内容过大")]);
});
