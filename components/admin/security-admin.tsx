"use client";
import { RulesAdmin } from "./rules-admin";

/** The rules of signing in, for the security administrator. */
export function SecurityAdmin() {
  return <RulesAdmin keys={["session"]} />;
}
