/** Says what is missing when the server starts, not when the first person comes; then hands over what takes answers. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next replaces it when it builds, to keep Node's modules out of its edge build
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { openOrEnd } = await import("./server/open-or-end.ts");
  await openOrEnd();
  const { takeDirectly } = await import("./server/direct-answers.ts");
  globalThis.pairlabHandOver?.(takeDirectly);
}
