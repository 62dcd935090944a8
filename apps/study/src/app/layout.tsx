import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { pageFrame } from "../server/page-frame.ts";
import { wordsIn } from "../texts/words-in.ts";
import { InLanguage } from "../ui/words-context.tsx";
import "./globals.css";
import "./reading.css";
import "./journey.css";
import "./bar.css";
import "./trial.css";
import "./trial-tools.css";

// Every page is made for one request: its scripts carry that request's nonce.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Pairlab", template: "%s · Pairlab" },
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { language, isPreview } = await pageFrame();
  return (
    <html lang={language}>
      <body>
        <InLanguage language={language}>
          {children}
          {isPreview && <p className="preview-strip">{wordsIn(language).preview}</p>}
        </InLanguage>
      </body>
    </html>
  );
}
