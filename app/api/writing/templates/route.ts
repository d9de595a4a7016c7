import { apiContextOf, isForeignWrite } from "@/server/api/request-actor";
import { receiveTemplate } from "@/server/api/writing-http";

export async function POST(request: Request) {
  if (isForeignWrite(request)) return new Response(null, { status: 403 });
  return receiveTemplate(request, await apiContextOf(request));
}
