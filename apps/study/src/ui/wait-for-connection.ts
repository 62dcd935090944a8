/** Waits so long, or less when the browser says that it is connected again. */
export function waitForConnection(atMostMs: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, atMostMs);
    addEventListener("online", end);
  });
}
