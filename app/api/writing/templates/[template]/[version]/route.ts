import { apiContextOf } from "@/server/api/request-actor";
import { serveTemplate } from "@/server/api/writing-http";

export async function GET(
  request: Request,
  { params }: { params: Promise<{ template: string; version: string }> },
) {
  return serveTemplate(await params, await apiContextOf(request));
}
