import { plainRowsModule } from "./plain-rows-module.ts";

/** An instance of `plain-rows.wat` with its memory, which is only ever added to. */
export type PlainMemory = ReturnType<typeof plainMemory>;

const pageBytes = 65_536;
const firstFree = 1024;
let compiled: WebAssembly.Module | undefined;

/** A new instance, its masks in place. */
export function plainMemory() {
  compiled ??= new WebAssembly.Module(
    Uint8Array.from(atob(plainRowsModule), (character) => character.charCodeAt(0)),
  );
  const { exports } = new WebAssembly.Instance(compiled);
  const { memory } = exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError("plain rows have no memory");
  const word = (name: string) => {
    const found = exports[name];
    if (!(found instanceof WebAssembly.Global)) throw new TypeError(`plain rows have no ${name}`);
    return (): number => Number(found.value);
  };
  const routine = (name: string) => {
    const found = exports[name];
    if (typeof found !== "function") throw new TypeError(`plain rows have no ${name}`);
    return (...words: number[]): number => Number(found(...words));
  };
  return {
    ...{ scan: routine("scan"), intern: routine("intern") },
    ...{ stopped: word("stopped"), rows: word("rows"), needed: word("needed") },
    ...access(memory),
  };
}

function access(memory: WebAssembly.Memory) {
  let free = firstFree;
  let view = new DataView(memory.buffer);
  let bytes = new Uint8Array(memory.buffer);
  for (let row = 0; row <= 16; row += 1) bytes.fill(255, 16 * row, 17 * row);
  return {
    /** The address of new bytes, all zero, a multiple of 16. */
    room: (wanted: number): number => {
      const address = free;
      free += Math.ceil(wanted / 16) * 16;
      const short = free - memory.buffer.byteLength;
      if (short > 0) {
        memory.grow(Math.ceil(short / pageBytes));
        view = new DataView(memory.buffer);
        bytes = new Uint8Array(memory.buffer);
      }
      return address;
    },
    /** All of it; good until the next `room`. */
    bytes: () => bytes,
    /** The whole number of 32 bits at an address. */
    get: (address: number): number => view.getInt32(address, true),
    set: (address: number, value: number): void => view.setInt32(address, value, true),
  };
}
