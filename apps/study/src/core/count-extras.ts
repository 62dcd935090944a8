import type { DesignForm, DesignTrial } from "@pairlab/domain/design";
import type { Plan } from "@pairlab/domain/plan";
import { type Margin, promise } from "./margin.ts";

const none = { checks: 0, repeats: 0, samePicture: 0, wrongPrompt: 0 };

/** Counts what forms have beside their planned trials, against the plan. Shares no code with the compiler. */
export function countExtras({ extras = none, questions }: Plan) {
  const shown = new Set(questions.filter(({ showPrompt }) => showPrompt).map(({ id }) => id));
  const off = { checks: 0, sides: 0, places: 0, repeats: 0, same: 0, wrong: 0 };
  return {
    add({ trials }: DesignForm): void {
      const of = (role: DesignTrial["role"]) => trials.filter((trial) => trial.role === role);
      const checks = of("check");
      off.checks += differs(checks.length, extras.checks);
      const left = checks.filter(({ expected }) => expected === "left").length;
      const right = checks.filter(({ expected }) => expected === "right").length;
      off.sides += left === extras.checks / 2 && right === left ? 0 : 1;
      off.places += misplaced(trials);
      const repeats = of("repeat").filter((trial) => isRepeat(trial, trials));
      off.repeats += differs(repeats.length, extras.repeats);
      off.repeats += of("repeat").length - repeats.length;
      const controls = of("control");
      const same = controls.filter(isSamePicture);
      const wrong = controls.filter((trial) => isWrongPrompt(trial) && shown.has(trial.questionId));
      off.same += differs(same.length, extras.samePicture);
      off.wrong += differs(wrong.length, extras.wrongPrompt);
      off.wrong += controls.length - same.length - wrong.length;
    },
    margins: (): Margin[] => [
      promise("checks a form, off the plan", off.checks),
      promise("forms whose checks aren't half left, half right", off.sides),
      promise("checks, controls or repeats first or side by side", off.places),
      promise("repeats that aren't an earlier pair with sides swapped", off.repeats),
      promise("controls with one picture twice, off the plan", off.same),
      promise("controls with a wrong prompt, off the plan", off.wrong),
    ],
  };
}

const differs = (count: number, planned: number): number => Math.abs(count - planned);

const misplaced = (trials: readonly DesignTrial[]): number =>
  trials.filter(({ role }, i) => {
    const before = trials[i - 1];
    return role !== "trial" && (before === undefined || before.role !== "trial");
  }).length;

const isRepeat = (repeat: DesignTrial, trials: readonly DesignTrial[]): boolean =>
  trials.some(
    (trial) =>
      trial.role === "trial" &&
      trial.index < repeat.index &&
      trial.questionId === repeat.questionId &&
      trial.promptId === repeat.promptId &&
      trial.left === repeat.right &&
      trial.right === repeat.left,
  );

const isSamePicture = ({ left, right, leftPromptId, rightPromptId }: DesignTrial): boolean =>
  left === right && leftPromptId === undefined && rightPromptId === undefined;

function isWrongPrompt(trial: DesignTrial): boolean {
  const { left, right, promptId, leftPromptId, rightPromptId, expected } = trial;
  const wrong = expected === "left" ? rightPromptId : leftPromptId;
  const own = expected === "left" ? leftPromptId : rightPromptId;
  return left === right && wrong !== undefined && wrong !== promptId && own === undefined;
}
