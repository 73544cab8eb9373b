import { CSPProvider } from "@base-ui/react/csp-provider";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { DemoBanner } from "@/components/shell/demo-banner";
import { readTheme, themeCookie } from "@/components/shell/theme";
import { classNames } from "@/components/ui/class-names";
import { NowProvider } from "@/components/ui/now";
import { holdpoint } from "@/lib/app";
import { shell } from "@/lib/messages/shell";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: shell.product, template: "%s · Holdpoint" },
  description: shell.tagline,
  robots: { index: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  // The bar at the bottom stays above the keyboard of a phone.
  interactiveWidget: "resizes-content",
  colorScheme: "light dark",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return (
    <html lang="en" data-theme={readTheme(jar.get(themeCookie)?.value)}>
      <body
        className={classNames(
          "flex flex-col bg-page font-sans text-ink antialiased",
          // What sticks to the top sticks below the banner.
          holdpoint().demo ? "[--top:28px]" : "[--top:0px]",
        )}
      >
        <a
          href="#content"
          className="sr-only z-50 rounded-lg bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          {shell.skip}
        </a>
        <CSPProvider nonce={sent.get("x-nonce") ?? undefined} disableStyleElements>
          <NowProvider serverNow={Date.now()}>
            {holdpoint().demo ? <DemoBanner /> : null}
            {children}
          </NowProvider>
        </CSPProvider>
      </body>
    </html>
  );
}
