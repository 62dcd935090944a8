import { drawnPicture } from "./drawn-picture.fixture.ts";
import { openObjectStore } from "./object-store.ts";
import { sha256 } from "./sha256.ts";

// Stores one picture after the other until it is killed. Says "ready" after the first.
const [runs = ""] = process.argv.slice(2);
const store = await openObjectStore({
  runs,
  decode: false,
  readOnly: false,
  onRemark: (text) => process.stdout.write(`${text}\n`),
});
for (let number = 0; ; number += 1) {
  const keyText = `${process.pid} ${number}`;
  await store.add(sha256(keyText), keyText, await drawnPicture(number));
  if (number === 0) process.stdout.write("ready\n");
}
