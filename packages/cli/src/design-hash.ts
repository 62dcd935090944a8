import { createHash } from "node:crypto";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import type { DesignForm } from "@pairlab/domain/design";

/** The SHA-256 that `documentSha256` gives for a whole `Design`, from its forms one after the other. */
export function designHash(planSha256: string) {
  const hash = createHash("sha256").update('{"forms":[');
  let forms = 0;
  return {
    add(form: DesignForm): void {
      hash.update(`${forms === 0 ? "" : ","}${canonicalJson(form)}`);
      forms += 1;
    },
    digest: (): string =>
      hash.update(`],"planSha256":${canonicalJson(planSha256)},"version":1}`).digest("hex"),
  };
}
