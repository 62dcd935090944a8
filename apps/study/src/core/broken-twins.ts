import type { DesignForm } from "@pairlab/domain/design";

/** Counts forms whose twin is missing or doesn't mirror them. Keeps a form until its twin has come. */
export function brokenTwins() {
  const waiting = new Map<number, DesignForm>();
  let broken = 0;
  return {
    add(form: DesignForm): void {
      if (form.twinOf === null) return;
      const twin = waiting.get(form.twinOf);
      if (twin === undefined) {
        waiting.set(form.index, form);
        return;
      }
      waiting.delete(form.twinOf);
      if (twin.twinOf !== form.index || !mirror(form, twin)) broken += 2;
    },
    count: (): number => broken + waiting.size,
  };
}

/** Whether two forms have the same tasks in opposite orders, sides swapped. */
function mirror(form: DesignForm, twin: DesignForm): boolean {
  const mirrored = twin.trials.toReversed();
  return (
    form.trials.length === mirrored.length &&
    form.trials.every((trial, i) => {
      const other = mirrored[i];
      return (
        other !== undefined &&
        other.left === trial.right &&
        other.right === trial.left &&
        other.promptId === trial.promptId &&
        other.questionId === trial.questionId
      );
    })
  );
}
