"use client";

import { type ReactNode, useEffect, useState } from "react";
import { isTooSmall, type WindowSize } from "../core/minimum-window.ts";
import { useWindowSize } from "./use-window-size.ts";
import { WindowTooSmall } from "./window-too-small.tsx";
import { useWords } from "./words-context.tsx";

interface Props {
  needed: WindowSize;
  /** Addresses of the pictures that must be readable here. */
  pictures: readonly string[];
  /** Where to go for those whose screen is too small. */
  stopHref: string;
  children: ReactNode;
}

/**
 * What is inside, for whoever can take part with this window and this browser; otherwise what is missing.
 *
 * It watches: a window that becomes large enough goes on by itself. Without scripts everything is shown, and
 * the trials check again.
 */
export function FitCheck({ needed, pictures, stopHref, children }: Props) {
  const size = useWindowSize();
  const isReadable = useReadable(pictures);
  const tooSmall = size !== null && isTooSmall(size, needed);
  return (
    <>
      {tooSmall && (
        <main>
          <WindowTooSmall {...{ size, needed, stopHref }} />
        </main>
      )}
      {!tooSmall && !isReadable && <UnreadablePictures stopHref={stopHref} />}
      <div hidden={tooSmall || !isReadable}>{children}</div>
    </>
  );
}

function UnreadablePictures({ stopHref }: { stopHref: string }) {
  const words = useWords();
  return (
    <main className="sheet short">
      <h1>{words.fit.unreadable}</h1>
      <p>{words.fit.unreadableBody}</p>
      <p className="actions">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {words.fit.tryAgain}
        </button>
        <a className="button" href={stopHref}>
          {words.fit.leave}
        </a>
      </p>
    </main>
  );
}

/** Whether all pictures could be decoded; true until one couldn't. */
function useReadable(pictures: readonly string[]): boolean {
  const [isReadable, setReadable] = useState(true);
  const addresses = pictures.join(" ");
  useEffect(() => {
    let isHere = true;
    const decoded = addresses
      .split(" ")
      .filter((address) => address !== "")
      .map((address) => {
        const image = new Image();
        image.src = address;
        return image.decode();
      });
    Promise.all(decoded).catch(() => {
      if (isHere) setReadable(false);
    });
    return () => {
      isHere = false;
    };
  }, [addresses]);
  return isReadable;
}
