import type { Plan } from "@pairlab/domain/plan";

/** In which size a session sees the study's pictures. */
export const shownPx = (
  session: { displayPx: number | null } | undefined,
  { display }: Pick<Plan, "display">,
): number => session?.displayPx ?? display.displayPx;
