import { redirect } from "next/navigation";
import { FirstRunForm } from "@/components/accounts/first-run-form";
import { loginScene } from "@/server/api/login-scene";

export const metadata = { title: "首次启用" };

export default async function FirstRunPage() {
  const { district, bureau, empty } = await loginScene();
  if (!empty) redirect("/login");
  return (
    <>
      <h1 className="text-xl font-semibold">首次启用</h1>
      <p className="mt-1 mb-6 text-sm text-muted">
        {`${district}${bureau}`} · 先建立系统管理员账号；再由其建立其他人的账号
      </p>
      <FirstRunForm />
    </>
  );
}
