import { redirect } from "next/navigation";
import { PasswordForm } from "@/components/accounts/password-form";
import { ButtonLink } from "@/components/ui/button";
import { currentActor } from "@/server/api/session";

export const metadata = { title: "修改密码" };

export default async function PasswordPage() {
  const actor = await currentActor();
  if (!actor) redirect("/login");
  return (
    <>
      <h1 className="text-xl font-semibold">修改密码</h1>
      <p className="mt-1 mb-6 text-sm text-muted">
        {actor.name}
        {actor.mustChangePassword ? " · 初始密码须先修改" : ""}
      </p>
      <PasswordForm />
      {actor.mustChangePassword ? null : (
        <ButtonLink href="/" variant="ghost" className="mt-3 w-full">
          不改了，返回
        </ButtonLink>
      )}
    </>
  );
}
