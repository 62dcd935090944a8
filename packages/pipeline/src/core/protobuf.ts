/** Bytes that are read here and there: a file may be larger than memory. */
export interface ByteSource {
  readonly size: number;
  /** The byte at a position below `size`. */
  byte(position: number): number;
  /** A copy of the bytes from `start` up to `end`, at most `size`. */
  bytes(start: number, end: number): Uint8Array;
}

/** One field of a message: a whole number, or bytes that lie between two positions. */
export interface ProtobufField {
  number: number;
  /** The number of a varint field; undefined for the others. */
  value?: number;
  start: number;
  end: number;
}

/** What is wrong with bytes that are no protobuf message, and where. */
export class ProtobufError extends Error {}

const varint = 0;
const eightBytes = 1;
const lengthDelimited = 2;
const fourBytes = 5;

/**
 * The fields of the message between two positions, in order; contents are passed over, not read.
 *
 * Numbers above 2^53 lose their last bits.
 * Source: protobuf.dev, "Encoding".
 * Throws: ProtobufError where a field doesn't end inside the message or is of no known kind.
 */
export function* protobufFields(
  source: ByteSource,
  start: number,
  end: number,
): Generator<ProtobufField> {
  let position = start;
  while (position < end) {
    const key = readVarint(source, position, end);
    const number = Math.floor(key.value / 8);
    const field = readContent(source, key.next, end, key.value % 8);
    if (number === 0 || field.end > end)
      throw new ProtobufError(`field ${number} at byte ${position} goes on beyond byte ${end}`);
    yield { number, ...field };
    position = field.end;
  }
}

function readContent(
  source: ByteSource,
  position: number,
  end: number,
  kind: number,
): Omit<ProtobufField, "number"> {
  const fixed = (size: number) => ({ start: position, end: position + size });
  switch (kind) {
    case varint: {
      const { value, next } = readVarint(source, position, end);
      return { value, start: position, end: next };
    }
    case eightBytes:
      return fixed(8);
    case fourBytes:
      return fixed(4);
    case lengthDelimited: {
      const { value: length, next } = readVarint(source, position, end);
      return { start: next, end: next + length };
    }
    default:
      throw new ProtobufError(`a field of unknown kind ${kind} before byte ${position}`);
  }
}

const longestVarint = 10;

function readVarint(
  source: ByteSource,
  start: number,
  end: number,
): { value: number; next: number } {
  let value = 0;
  for (let i = 0; i < longestVarint && start + i < end; i += 1) {
    const byte = source.byte(start + i);
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: start + i + 1 };
  }
  throw new ProtobufError(`a number at byte ${start} that doesn't end`);
}

/** The fields inside a message, by number, each in order. */
export function protobufMessage(
  source: ByteSource,
  { start, end }: Pick<ProtobufField, "start" | "end">,
): (number: number) => readonly ProtobufField[] {
  const found = new Map<number, ProtobufField[]>();
  for (const field of protobufFields(source, start, end)) {
    const before = found.get(field.number);
    if (before === undefined) found.set(field.number, [field]);
    else before.push(field);
  }
  return (number) => found.get(number) ?? [];
}

/** The field's bytes as text. */
export const protobufText = (source: ByteSource, { start, end }: ProtobufField): string =>
  new TextDecoder().decode(source.bytes(start, end));

/** The varints that a repeated field holds: one, or several packed together. */
export function protobufNumbers(source: ByteSource, field: ProtobufField): number[] {
  if (field.value !== undefined) return [field.value];
  const numbers: number[] = [];
  let position = field.start;
  while (position < field.end) {
    const { value, next } = readVarint(source, position, field.end);
    numbers.push(value);
    position = next;
  }
  return numbers;
}
