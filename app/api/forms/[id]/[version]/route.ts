import { serveOwnForm } from "@/server/api/own-form-http";
import { apiContextOf } from "@/server/api/request-actor";

export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string; version: string }> },
) {
  return serveOwnForm(await params, await apiContextOf(request));
}
