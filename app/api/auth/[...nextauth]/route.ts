import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/server/api/session";
import { withSmallBody } from "@/server/api/small-body";

const handler = NextAuth(authOptions);
/** A name, a password and a token: no more is read of strangers. */
const MOST_BYTES = 16 * 1024;

export function POST(request: Request, context: { params: Promise<{ nextauth: string[] }> }) {
  return withSmallBody(request, (read) => handler(new NextRequest(read), context), MOST_BYTES);
}

export { handler as GET };
