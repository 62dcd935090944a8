import { expect, test } from "vitest";
import { chosenLanguage } from "./chosen-language.ts";

const all = ["en", "de", "es"] as const;

test("what somebody asked for comes before what their browser prefers", () => {
  expect(chosenLanguage({ offered: all, asked: "es", accepted: "de" })).toBe("es");
  expect(chosenLanguage({ offered: all, asked: "fr", accepted: "de" })).toBe("de");
});

test("a browser's languages are taken by their weight, and regions don't matter", () => {
  expect(chosenLanguage({ offered: all, accepted: "fr-CH, en;q=0.4, de-AT;q=0.9, *;q=0.1" })).toBe(
    "de",
  );
  expect(chosenLanguage({ offered: all, accepted: "es-419,es;q=0.8" })).toBe("es");
  expect(chosenLanguage({ offered: all, accepted: "de;q=0, en;q=0.1" })).toBe("en");
});

test("a study that isn't in anybody's language is read in its own", () => {
  expect(chosenLanguage({ offered: ["de"], asked: "en", accepted: "en-GB" })).toBe("de");
  expect(chosenLanguage({ offered: all, accepted: null })).toBe("en");
  expect(chosenLanguage({ offered: all, accepted: "den, esperanto, ;;,q=" })).toBe("en");
});
