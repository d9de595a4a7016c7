import type { ReactNode } from "react";

export default function SignedOutLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-sunken p-4">
      <div className="w-full max-w-sm has-[form[data-wide]]:max-w-2xl rounded-md border border-line bg-surface p-6 sm:p-8">
        {children}
      </div>
    </main>
  );
}
