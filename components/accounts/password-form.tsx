"use client";
import { useTRPCClient } from "@/components/shared/trpc";
import { PASSWORD_RULE } from "@/server/contracts/account";
import { CredentialsForm } from "./credentials-form";

export function PasswordForm() {
  const client = useTRPCClient();
  return (
    <CredentialsForm
      submitLabel="修改密码"
      lines={[
        { name: "present", label: "原密码", type: "password", autoComplete: "current-password" },
        {
          name: "next",
          label: "新密码",
          type: "password",
          hint: PASSWORD_RULE,
          autoComplete: "new-password",
        },
        {
          name: "again",
          label: "再次输入新密码",
          type: "password",
          sameAs: "next",
          autoComplete: "new-password",
        },
      ]}
      onSubmit={async ({ present = "", next = "" }) => {
        await client.self.changePassword.mutate({ present, next });
        window.location.assign("/");
      }}
    />
  );
}
