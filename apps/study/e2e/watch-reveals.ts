import type { Page } from "playwright-core";

declare global {
  interface Window {
    /** How many pictures were visible, frame by frame. */
    reveals: number[];
  }
}

/** Counts the visible pictures of a page in every frame from its start. */
export async function watchReveals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.reveals = [];
    const look = () => {
      window.reveals.push(document.querySelectorAll(".picture.shown").length);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
