"use client";
import { signIn } from "next-auth/react";
import { useTRPCClient } from "@/components/shared/trpc";
import { PASSWORD_RULE, USERNAME_RULE } from "@/server/contracts/account";
import { CredentialsForm } from "./credentials-form";

const AGAIN = {
  name: "again",
  label: "再次输入密码",
  type: "password",
  sameAs: "password",
  autoComplete: "new-password",
} as const;

/** Makes the first administrator and signs him in. */
export function FirstRunForm() {
  const client = useTRPCClient();
  return (
    <CredentialsForm
      submitLabel="创建并登录"
      wide
      lines={[
        { name: "districtName", label: "区名", hint: "如 锦屏区；显示在各页和报表上，以后可改" },
        { name: "homeProvince", label: "所在省", hint: "如 辽宁省；据此判断省内、省外资金" },
        { name: "homeCity", label: "所在市", hint: "如 沈阳市，可不填" },
        { name: "displayName", label: "姓名", autoComplete: "name" },
        { name: "username", label: "账号", hint: USERNAME_RULE, autoComplete: "username" },
        {
          name: "password",
          label: "密码",
          type: "password",
          hint: PASSWORD_RULE,
          autoComplete: "new-password",
        },
        AGAIN,
      ]}
      onSubmit={async (given) => {
        const { displayName = "", username = "", password = "" } = given;
        const { districtName = "", homeProvince = "", homeCity = "" } = given;
        await client.self.firstRun.mutate({
          displayName,
          username,
          password,
          districtName,
          homeProvince,
          homeCity,
        });
        await signIn("credentials", { username, password, redirect: false });
        window.location.assign("/");
      }}
    />
  );
}
