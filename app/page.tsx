import { redirect } from "next/navigation";
import { homeOf } from "@/components/shared/desk-nav";
import { requireActor } from "@/server/api/session";

export default async function Home() {
  redirect(homeOf(await requireActor()));
}
