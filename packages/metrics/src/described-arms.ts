import type { ImageRecord } from "@pairlab/domain/image";
import type { Manifest } from "@pairlab/domain/manifest";
import type { Plan } from "@pairlab/domain/plan";
import type { SummaryArm } from "@pairlab/domain/summary";
import { quantile } from "./quantile.ts";

/** The plan's arms as the manifest describes them, each with the median time of a picture. */
export function describedArms(plan: Plan, manifest: Manifest): SummaryArm[] {
  const describe = manifest.kind === "generated" ? measured(manifest) : declared(manifest);
  return plan.arms.flatMap((armId) => describe(armId));
}

type MeasuredArm = Extract<SummaryArm, { modelId: string }>;
type Described = (armId: string) => SummaryArm[];

const measured =
  ({ arms, images }: Manifest & { kind: "generated" }): Described =>
  (armId) =>
    ofArm(arms, armId).map((arm) => {
      const own = picturesOf(images, armId);
      const seconds = own.map(({ durationsMs }) => durationsMs.total / 1000);
      return {
        ...arm,
        medianSecondsPerImage: median(seconds),
        picturesTimed: seconds.length,
        ...warningsOf(own),
      };
    });

/** The remarks on an arm's pictures, each with the prompts it is about; nothing where there are none. */
function warningsOf(images: readonly ImageRecord[]): Pick<MeasuredArm, "warnings"> {
  const codes = [...new Set(images.flatMap(({ warnings }) => warnings.map(({ code }) => code)))];
  if (codes.length === 0) return {};
  const promptIds = (code: string) =>
    images.flatMap(({ promptId, warnings }) =>
      warnings.some((warning) => warning.code === code) ? [promptId] : [],
    );
  return {
    warnings: codes.map((code) => ({ code, promptIds: [...new Set(promptIds(code))] })),
  };
}

/** As stated; unknown as soon as one picture of the arm has no stated time. */
const declared =
  ({ arms, images }: Manifest & { kind: "imported" }): Described =>
  (armId) =>
    ofArm(arms, armId).map((arm) => {
      const own = picturesOf(images, armId);
      const seconds = own.flatMap((image) => image.declared.seconds ?? []);
      const known = own.length > 0 && seconds.length === own.length;
      return { ...arm, medianSecondsPerImage: known ? median(seconds) : null };
    });

const ofArm = <T extends { id: string }>(arms: readonly T[], armId: string): T[] =>
  arms.filter(({ id }) => id === armId);

const picturesOf = <T extends { armId: string }>(images: readonly T[], armId: string): T[] =>
  images.filter((image) => image.armId === armId);

const median = (seconds: number[]): number =>
  quantile(
    seconds.sort((one, other) => one - other),
    0.5,
  );
