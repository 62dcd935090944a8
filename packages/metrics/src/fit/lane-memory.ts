import { laneSumsModule } from "./lane-sums-module.ts";

/** An instance of `lane-sums.wat` with its memory, which is only ever added to. */
export type LaneMemory = ReturnType<typeof laneMemory>;

const pageBytes = 65_536;
const line = 64;
let compiled: WebAssembly.Module | undefined;

/** A new instance. Views of its memory are good until the next `room`. */
export function laneMemory() {
  compiled ??= new WebAssembly.Module(
    Uint8Array.from(atob(laneSumsModule), (character) => character.charCodeAt(0)),
  );
  const { exports } = new WebAssembly.Instance(compiled);
  const { memory } = exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError("lane sums have no memory");
  let end = 0;
  return {
    /** The address of new bytes, all zero. */
    room: (bytes: number): number => {
      const address = end;
      end += Math.ceil(bytes / line) * line;
      const short = end - memory.buffer.byteLength;
      if (short > 0) memory.grow(Math.ceil(short / pageBytes));
      return address;
    },
    words: (at: number, length: number) => new Uint32Array(memory.buffer, at, length),
    doubles: (at: number, length: number) => new Float64Array(memory.buffer, at, length),
    routine: (name: "sum" | "oneWay" | "slopes" | "products") => {
      const found = exports[name];
      if (typeof found !== "function") throw new TypeError(`lane sums have no ${name}`);
      return (...values: number[]): number => Number(found(...values));
    },
  };
}
