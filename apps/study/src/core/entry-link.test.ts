import { expect, test } from "vitest";
import { entryLink } from "./entry-link.ts";
import { outsideId } from "./outside-id.ts";

const origin = "https://study.example/";

test("each way of recruitment has its own link, whose placeholders are no ids until they are filled in", () => {
  const prolific = { kind: "prolific" } as const;
  const link = entryLink(origin, { id: "s", recruitment: prolific });
  expect(link).toBe(
    "https://study.example/s/s?PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}",
  );
  const parametersOf = (text: string) => new URL(text).searchParams;
  expect(outsideId(prolific, parametersOf(link))).toBeUndefined();
  const filled = link.replace("{{%PROLIFIC_PID%}}", "ab1").replace("{{%SESSION_ID%}}", "cd2");
  expect(outsideId(prolific, parametersOf(filled))).toEqual({ id: "ab1", visit: "cd2" });

  const panel = { kind: "panel", parameter: "uid" } as const;
  expect(entryLink(origin, { id: "s", recruitment: panel })).toBe(
    "https://study.example/s/s?uid={id}",
  );
  expect(entryLink(origin, { id: "s", recruitment: { kind: "invitations" } })).toBe(
    "https://study.example/s/s?invitation={code}",
  );
  expect(entryLink(origin, { id: "s", recruitment: "open" })).toBe("https://study.example/s/s");
});
