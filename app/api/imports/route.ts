import { receiveLedger } from "@/server/api/import-http";
import { apiContextOf, isForeignWrite } from "@/server/api/request-actor";

export async function POST(request: Request) {
  if (isForeignWrite(request)) return new Response(null, { status: 403 });
  return receiveLedger(request, await apiContextOf(request));
}
