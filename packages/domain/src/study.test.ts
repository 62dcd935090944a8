import { expect, test } from "vitest";
import { Study } from "./study.ts";

const { minutes, ...consentWords } = {
  ...{ runBy: "A.", task: "B.", minutes: 5, pay: "C.", content: "D.", storage: "E." },
  ...{ publication: "F.", ethics: "G.", contact: "H." },
};
const document = {
  ...{ version: 1, id: "s", title: "S", plan: "plan.json", manifest: "manifest.json" },
  consent: { ...consentWords, minutes },
};
const translation = { title: "T", consent: consentWords, questions: { q: "Q?" } };
const comprehension = { options: ["one", "two", "three"], right: 1 };
const screening = [
  {
    ...{ id: "glasses", text: "Do you see well?" },
    options: [
      { text: "yes", passes: true },
      { text: "no", passes: false },
    ],
  },
];
const problems = (given: object) =>
  Study.safeParse({ ...document, ...given }).error?.issues.map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

test("a document of the first version means what it meant: English, open to all, nothing asked", () => {
  expect(Study.parse({ ...document, language: "en", recruitment: "open" })).toEqual({
    ...document,
    ...{ mode: "live", language: "en", recruitment: "open" },
  });
});

test("a translation says everything that the first language says, and nothing else", () => {
  expect(problems({ translations: { de: translation } })).toBeUndefined();
  expect(problems({ translations: { en: translation } })).toEqual([
    "translations.en: the document itself is in this language",
  ]);
  expect(problems({ comprehension, screening, translations: { de: translation } })).toEqual([
    "translations.de.screening: translate every screening question with all its options",
    "translations.de.comprehension: translate the comprehension question",
  ]);
  const whole = {
    ...translation,
    comprehension: { options: ["eins", "zwei", "drei"] },
    screening: [{ text: "Sehen Sie gut?", options: ["ja", "nein"] }],
  };
  expect(problems({ comprehension, screening, translations: { de: whole } })).toBeUndefined();
  expect(problems({ translations: { fr: translation } })).toHaveLength(1);
});

test.each([
  ["a redirect that leaves no time to read", { kind: "prolific", redirectSeconds: 5 }],
  ["a way back without TLS", { kind: "panel", parameter: "u", returnUrl: "http://p.example/{id}" }],
  [
    "a way back that names nobody",
    { kind: "panel", parameter: "u", returnUrl: "https://p.example" },
  ],
  ["a parameter that needs escaping", { kind: "panel", parameter: "a&b" }],
  ["a service nobody knows", { kind: "elsewhere" }],
])("%s is refused", (_, recruitment) => {
  expect(problems({ recruitment })).toHaveLength(1);
});

test("a screening question that lets nobody in is refused", () => {
  const closed = screening.map((question) => ({
    ...question,
    options: question.options.map((option) => ({ ...option, passes: false })),
  }));
  expect(problems({ screening: closed })).toHaveLength(1);
});
