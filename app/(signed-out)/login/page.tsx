import { redirect } from "next/navigation";
import { LoginForm } from "@/components/accounts/login-form";
import { loginScene } from "@/server/api/login-scene";
import { currentActor } from "@/server/api/session";

export const metadata = { title: "登录" };

export default async function LoginPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  if (await currentActor()) redirect("/");
  const { district, bureau, empty } = await loginScene();
  if (empty) redirect("/first-run");
  const { next } = await searchParams;
  return (
    <>
      <h1 className="text-xl font-semibold">链上招商</h1>
      <p className="mt-1 mb-6 text-sm text-muted">{`${district}${bureau}`} · 非涉密系统，请勿录入涉密信息</p>
      <LoginForm next={next} />
    </>
  );
}
