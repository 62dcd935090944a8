import { readFileSync } from "node:fs";
import path from "node:path";
import type { DesignForm } from "@pairlab/domain/design";
import { expect, test } from "vitest";
import { designMargins } from "./count-margins.ts";
import { defects } from "./planted-defects.fixture.ts";
import {
  exchanged,
  forms,
  inForm,
  manifest,
  plan,
  planned,
  solo,
  taskOf,
} from "./small-design.fixture.ts";

const brokenBy = (design: readonly DesignForm[]): string[] =>
  designMargins(design, plan, manifest)
    .filter(({ worst, allowed }) => worst > allowed)
    .map(({ name }) => name);

test("the design before anything is done to it breaks nothing", () => {
  expect(solo).toBeGreaterThan(0);
  expect(brokenBy(forms)).toEqual([]);
});

test.each(defects)("%s is caught by name", (_, design, margin) => {
  expect(brokenBy(design())).toContain(margin);
});

test("every margin has a defect above", () => {
  const named = new Set(defects.map(([, , margin]) => margin));
  expect(new Set(designMargins(forms, plan, manifest).map(({ name }) => name))).toEqual(named);
});

test("a task moved by one place in one twin alone is off the middle by that place", () => {
  const moved = exchanged(2, 3)(forms[0]?.trials ?? []);
  const worst = designMargins(
    inForm(0, () => moved),
    plan,
    manifest,
  ).find(({ name }) => name.startsWith("task off the middle"));
  expect(taskOf(planned(0)[2] ?? ({} as never))).not.toBe(taskOf(planned(0)[3] ?? ({} as never)));
  expect(worst).toMatchObject({ worst: 2, allowed: 0 }); // twice the place, so that it is a whole number
});

/** Every file that a module reaches by its imports, types left out. */
function reached(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, name = ""] of text.matchAll(/^(?:import|export)(?! type)[^;]*?from "([^"]+)";/gm))
    if (name.startsWith(".")) reached(path.resolve(path.dirname(file), name), found);
    else found.add(name);
  return found;
}
const namesReached = (name: string): Set<string> =>
  new Set([...reached(path.join(import.meta.dirname, name))].map((file) => path.basename(file)));

test("the recount reaches nothing of the compiler, and neither of them reaches the other", () => {
  const recount = namesReached("count-margins.ts");
  expect(recount).toEqual(
    new Set([
      ...["broken-twins.ts", "count-extras.ts", "count-margins.ts", "form-margins.ts"],
      "margin.ts",
    ]),
  );
  const compiler = namesReached("design.ts");
  for (const part of ["bounded-flow.ts", "design-extras.ts", "euler-orientation.ts"])
    expect(compiler).toContain(part);
  expect([...recount].filter((name) => compiler.has(name))).toEqual([]);
});
