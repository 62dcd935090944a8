import type { LocalStudy } from "./local-study.ts";

/** How screening questions were answered in a form; undefined when one of them wasn't. */
export function screeningResult(
  questions: LocalStudy["screening"],
  form: URLSearchParams,
): "pass" | "fail" | undefined {
  const chosen = questions.map(({ id, options }) => {
    const place = form.get(`q-${id}`);
    return place === null || !/^\d{1,2}$/.test(place) ? undefined : options[Number(place)];
  });
  if (chosen.includes(undefined)) return undefined;
  return chosen.every((option) => option?.passes) ? "pass" : "fail";
}
