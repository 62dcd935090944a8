import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort } from "./free-port.ts";

test("freePort gives the wanted port when it is free, the next one when it is taken", async () => {
  const first = await freePort(42_100);
  const taken = createServer().listen(first, "127.0.0.1");
  await once(taken, "listening");
  expect(await freePort(first)).toBeGreaterThan(first);
  taken.close();
  await once(taken, "close");
  expect(await freePort(first)).toBe(first);
});
