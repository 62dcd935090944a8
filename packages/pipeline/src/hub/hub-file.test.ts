import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type HubFile, hubFiles } from "./hub-file.ts";
import { retryAfterMs } from "./hub-request.ts";

/** A listing's files, or that it was refused. */
function parsed(document: unknown): HubFile[] | "refused" {
  try {
    return hubFiles(document, "test");
  } catch (error) {
    if (error instanceof KnownError) return "refused";
    throw error;
  }
}

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const size = fc.nat({ max: 2 ** 40 });
const part = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,12}$/);
const safePath = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));

test("every well-formed listing gives its files, in order, with the right kind of hash", () => {
  const small = fc.record({ type: fc.constant("file"), path: safePath, oid: hex(40), size });
  const large = fc.record({
    type: fc.constant("file"),
    path: safePath,
    oid: hex(40),
    size,
    lfs: fc.record({ oid: hex(64), size, pointerSize: fc.nat() }),
  });
  const folder = fc.record({ type: fc.constant("directory"), path: safePath, oid: hex(40) });
  fc.assert(
    fc.property(fc.array(fc.oneof(small, large, folder)), (listing) => {
      const expected = listing.flatMap((line) => {
        if (line.type === "directory") return [];
        if ("lfs" in line)
          return [
            {
              path: line.path,
              sizeBytes: line.lfs.size,
              hash: { kind: "sha256", hex: line.lfs.oid },
            },
          ];
        return "size" in line
          ? [{ path: line.path, sizeBytes: line.size, hash: { kind: "git-blob", hex: line.oid } }]
          : [];
      });
      expect(parsed(listing)).toEqual(expected);
    }),
  );
});

test("whatever a server sends is either refused or files below the folder", () => {
  const wildPath = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom("..", ".", "", "unet", "C:", "a\\b", "\u0000"), { maxLength: 5 })
      .map((parts) => parts.join("/")),
  );
  const wild = fc.record(
    {
      type: fc.oneof(fc.constant("file"), fc.string()),
      path: fc.oneof(wildPath, fc.anything()),
      oid: fc.oneof(hex(40), fc.anything()),
      size: fc.oneof(size, fc.anything()),
      lfs: fc.oneof(fc.record({ oid: fc.oneof(hex(64), fc.string()), size }), fc.anything()),
    },
    { requiredKeys: [] },
  );
  // Right in everything but where the file is to lie.
  const astray = fc.record({ type: fc.constant("file"), path: wildPath, oid: hex(40), size });
  fc.assert(
    fc.property(
      fc.oneof(fc.array(astray), fc.array(wild), fc.anything(), fc.json()),
      (document) => {
        const files = parsed(document);
        if (files === "refused") return;
        for (const file of files) {
          const place = path.resolve("/home/model", file.path);
          expect(place.startsWith("/home/model/")).toBe(true);
          expect(file.sizeBytes).toBeGreaterThanOrEqual(0);
          expect(file.hash.hex).toMatch(
            file.hash.kind === "sha256" ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{40}$/,
          );
        }
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  "../evil",
  "/etc/passwd",
  "unet/../../evil",
  "a//b",
  "a\\..\\b",
  "C:/x",
  "unet/",
  "",
  "a\nb",
])("the path %j is refused by name", (name) => {
  const listing = [{ type: "file", path: name, oid: "0".repeat(40), size: 1 }];
  expect(() => hubFiles(listing, "test")).toThrow(`invalid listing: path ${JSON.stringify(name)}`);
});

test("Retry-After is read as seconds or as a date by the server's own clock", () => {
  const after = (text: string) =>
    retryAfterMs(new Headers({ "retry-after": text, date: "Wed, 21 Oct 2026 07:28:00 GMT" }));
  expect(after("120")).toBe(120_000);
  expect(after("Wed, 21 Oct 2026 07:28:30 GMT")).toBe(30_000);
  expect(after("Wed, 21 Oct 2026 07:27:00 GMT")).toBe(0);
  expect(after("soon")).toBeUndefined();
  expect(retryAfterMs(new Headers())).toBeUndefined();
});
