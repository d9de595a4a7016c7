/**
 * The address to which next-auth leads after signing in or out comes from strangers: in the query, in the form and in a
 * cookie. What is no address makes next-auth answer 500 before it looks at anything else, so it is thrown away first;
 * whether an address is one of ours is decided in `authOptions.callbacks.redirect`.
 */
import "server-only";
import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import { isAddress } from "@/server/domain/own-address";

const FIELD = "callbackUrl";
const COOKIES = ["next-auth.callback-url", "__Secure-next-auth.callback-url"];

async function cleanBody(request: Request): Promise<BodyInit | null> {
  const body = await request.text();
  if (!request.headers.get("content-type")?.includes("application/x-www-form-urlencoded")) return body;
  const form = new URLSearchParams(body);
  if (form.getAll(FIELD).every(isAddress)) return body;
  form.delete(FIELD);
  return form.toString();
}

export async function withoutStrangeAddress(request: Request): Promise<NextRequest> {
  const jar = await cookies();
  for (const name of COOKIES) {
    const kept = jar.get(name)?.value;
    if (kept !== undefined && !isAddress(kept)) jar.delete(name);
  }
  const url = new URL(request.url);
  if (!url.searchParams.getAll(FIELD).every(isAddress)) url.searchParams.delete(FIELD);
  const body = request.method === "POST" ? await cleanBody(request) : null;
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  return new NextRequest(url, { method: request.method, headers, body });
}
