import { receiveOwnForm } from "@/server/api/own-form-http";
import { apiContextOf, isForeignWrite } from "@/server/api/request-actor";

export async function POST(request: Request) {
  if (isForeignWrite(request)) return new Response(null, { status: 403 });
  return receiveOwnForm(request, await apiContextOf(request));
}
