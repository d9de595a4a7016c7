import { apiContextOf, isForeignWrite } from "@/server/api/request-actor";
import { receiveText } from "@/server/api/writing-http";

export async function POST(request: Request) {
  if (isForeignWrite(request)) return new Response(null, { status: 403 });
  return receiveText(request, await apiContextOf(request));
}
