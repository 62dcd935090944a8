import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./globals.css";
import "./reading.css";
import "./trial.css";

// Every page is made for one request: its scripts carry that request's nonce.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Pairlab", template: "%s · Pairlab" },
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
