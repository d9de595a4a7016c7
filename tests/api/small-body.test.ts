/** No form is so large: what is more is not read, however it comes. */
import { describe, expect, it } from "vitest";
import { addressOf } from "@/server/api/request-actor";
import { withSmallBody } from "@/server/api/small-body";
import { answerProcedures } from "@/server/api/trpc-http";

const MOST = 1000;
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://chainlead.test/api/trpc/self.ping", {
    method: "POST",
    body,
    headers,
    duplex: "half",
  } as RequestInit);
const echo = async (request: Request) => new Response(await request.text());

/** A body without a length, that counts how much of it was asked for. */
function endless(): { body: ReadableStream<Uint8Array>; given: () => number } {
  let given = 0;
  const pull = (to: ReadableStreamDefaultController<Uint8Array>) => {
    given += 100;
    to.enqueue(new Uint8Array(100).fill(65));
  };
  return { body: new ReadableStream({ pull }), given: () => given };
}

describe("the body of a form", () => {
  it("arrives whole, with its headers", async () => {
    const request = post('{"a":"机床"}', { "content-type": "application/json", cookie: "a=1" });
    const answer = await withSmallBody(
      request,
      async (read) => Response.json([await read.json(), read.headers.get("cookie"), read.method]),
      MOST,
    );
    expect(await answer.json()).toEqual([{ a: "机床" }, "a=1", "POST"]);
  });

  it("that announces too much, or is too much, is refused in words", async () => {
    for (const size of [MOST + 1, MOST * 100]) {
      const answer = await withSmallBody(post("x".repeat(size)), echo, MOST);
      expect(answer.status).toBe(413);
      expect((await answer.json()).refusal).toMatchObject({ code: "too-large", message: "提交的内容过大" });
    }
    expect((await withSmallBody(post("x".repeat(MOST)), echo, MOST)).status).toBe(200);
  });

  it("without an end is left unread", async () => {
    const { body, given } = endless();
    expect((await withSmallBody(post(body), echo, MOST)).status).toBe(413);
    expect(given()).toBeLessThan(MOST * 2);
  });
});

describe("the address of a caller", () => {
  it("is what the nearest proxy saw, not what the caller says of himself", () => {
    const seen = (forwarded: string) => addressOf(new Headers({ "x-forwarded-for": forwarded }));
    expect(seen("6.6.6.6, 10.0.0.7")).toBe("10.0.0.7");
    expect(seen("10.0.0.7")).toBe("10.0.0.7");
  });
});

describe("a request for procedures", () => {
  const asked = (count: number) =>
    answerProcedures(
      new Request(`http://chainlead.test/api/trpc/${Array(count).fill("self.ping").join(",")}?batch=1`),
    );
  it("asks for thirty at most", async () => {
    expect((await asked(30)).status).toBe(401);
    const refused = await asked(31);
    expect(refused.status).toBe(400);
    expect((await refused.json()).error.message).toBe("请求内容有误");
  });
});
