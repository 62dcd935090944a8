import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { Identifier } from "@pairlab/domain/identifier";
import { parseDocument } from "@pairlab/domain/parse-document";
import { Plan } from "@pairlab/domain/plan";
import { Protocol } from "@pairlab/domain/protocol";
import { z } from "zod";
import { readDocument } from "./read-document.ts";

const ProtocolName = z.looseObject({ protocol: Identifier.optional() });

/**
 * A plan, with what it leaves to its protocol filled in.
 *
 * `root`: the checkout's folder, which has the protocols.
 * Throws: KnownError: missing for a file that isn't there, input for one that breaks its schema or an unknown protocol.
 */
export function readPlan(root: string, file: string): Plan {
  const given = readDocument(ProtocolName, file);
  const defaults = given.protocol === undefined ? {} : readProtocol(root, given.protocol).plan;
  const { $schema: _, ...plan } = parseDocument(
    Plan,
    { ...defaults, ...given },
    path.relative(process.cwd(), file) || file,
  );
  return plan;
}

/** A published protocol. Throws: KnownError (input) for an id that has none. */
export function readProtocol(root: string, id: string): Protocol {
  const file = path.join(protocolFolder(root), `${id}.json`);
  if (existsSync(file)) return readDocument(Protocol, file);
  throw new KnownError("input", `unknown protocol: ${id}`, {
    hint: `one of ${protocolIds(root).join(", ")}; npx pairlab study protocols shows them`,
  });
}

/** Every protocol's id, in the order of their names. */
export const protocolIds = (root: string): string[] =>
  readdirSync(protocolFolder(root))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();

const protocolFolder = (root: string) => path.join(root, "datasets/protocols");
