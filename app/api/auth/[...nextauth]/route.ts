import NextAuth from "next-auth";
import { withoutStrangeAddress } from "@/server/api/callback-address";
import { authOptions } from "@/server/api/session";
import { withSmallBody } from "@/server/api/small-body";

const handler = NextAuth(authOptions);
type Context = { params: Promise<{ nextauth: string[] }> };
/** A name, a password and a token: no more is read of strangers. */
const MOST_BYTES = 16 * 1024;

export function POST(request: Request, context: Context) {
  return withSmallBody(
    request,
    async (read) => handler(await withoutStrangeAddress(read), context),
    MOST_BYTES,
  );
}

export async function GET(request: Request, context: Context) {
  return handler(await withoutStrangeAddress(request), context);
}
