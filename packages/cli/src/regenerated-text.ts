import path from "node:path";
import type { RegeneratedPicture } from "@pairlab/pipeline/regenerate";

/** What regenerating found: a line a picture that isn't identical, then the count, then what differs here. */
export function regeneratedText(pictures: readonly RegeneratedPicture[]): string {
  const lines = pictures.filter(({ verdict }) => verdict !== "identical").map(line);
  const count = (verdict: RegeneratedPicture["verdict"]) =>
    pictures.filter((picture) => picture.verdict === verdict).length;
  const found = [
    `${count("identical")} identical to the byte`,
    `${count("same pixels")} with the same pixels`,
    `${count("parity")} within 1 of 255 on 99.9 % of pixels`,
    `${count("drifted")} drifted`,
  ];
  return [
    ...lines,
    `${pictures.length} made again: ${found.join(", ")}`,
    ...machine(pictures),
  ].join("\n");
}

function line({ file, verdict, firstDifference, drift }: RegeneratedPicture): string {
  const { maxDifference, meanDifference, ssim } = drift;
  const name = path.join(path.basename(path.dirname(file)), path.basename(file));
  const apart =
    maxDifference === 0
      ? ""
      : `, largest difference ${maxDifference} of 255, mean ${meanDifference.toPrecision(2)}, SSIM ${ssim?.toFixed(4) ?? "undetermined"}`;
  return `${name}: ${verdict}${firstDifference === null ? "" : `, first difference in ${firstDifference}`}${apart}`;
}

/** What of the machine and the programs differs from when the pictures were made. */
function machine(pictures: readonly RegeneratedPicture[]): string[] {
  const rows = pictures.flatMap(({ environment }) =>
    environment.map(({ what, before, now }) => `${what} was ${before}, is ${now}`),
  );
  return [...new Set(rows)];
}
