/** Letters and digits that nobody mistakes for each other, so that a reference can be read aloud. */
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** What a participant quotes to be found again, such as `7F3K-2Q`: 30 bits of the given bytes. */
export function reference(bytes: Uint8Array): string {
  if (bytes.length < 6) throw new RangeError(`a reference needs 6 bytes, not ${bytes.length}`);
  const letters = Array.from(bytes.subarray(0, 6), (byte) => alphabet.charAt(byte % 32));
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}
