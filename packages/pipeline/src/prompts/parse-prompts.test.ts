import { KnownError } from "@pairlab/domain/errors";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePrompts } from "./parse-prompts.ts";

const textsOf = (text: string, file: string) =>
  parsePrompts(text, { file }).prompts.map((prompt) => prompt.text);

function refusal(text: string, file: string): KnownError {
  try {
    parsePrompts(text, { file });
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

test.each([
  ["set.jsonl", '{"id": "a", "text": "a star"}\n', "jsonl"],
  ["set.jsonl", '{"prompt": "a star"}\n', "jsonl"],
  [
    "evaluation_metadata.jsonl",
    '{"tag": "colors", "include": [], "prompt": "a star"}\n',
    "geneval",
  ],
  ["whatever", '{"tag": "colors", "include": [], "prompt": "a star"}\n', "geneval"],
  ["PartiPrompts.tsv", "Prompt\tCategory\tChallenge\tNote\na star\tArts\tBasic\t\n", "parti"],
  ["drawbench.csv", "Prompts,Category\na star,Colors\n", "drawbench"],
  ["own.csv", "id,prompt\ns1,a star\n", "csv"],
  ["own.tsv", "text\tsource\na star\there\n", "tsv"],
  ["own", "text\tsource\na star\there\n", "tsv"],
  ["own.txt", "a star\n", "text"],
  ["own.txt", "prompt,category\n", "text"],
  ["own", "a prompt, a star and a moon\n", "text"],
])("%s beginning with %j is read as %s", (file, text, format) => {
  const parsed = parsePrompts(text, { file });
  expect(parsed.format).toBe(format);
  expect(parsed.prompts).toHaveLength(1);
});

test("a published set's columns become category, challenge and note", () => {
  const parti = "Prompt\tCategory\tChallenge\tNote\r\nbond\tAbstract\tBasic\tof many meanings\r\n";
  expect(parsePrompts(parti, { file: "p.tsv" }).prompts).toEqual([
    {
      id: "parti-0001",
      text: "bond",
      category: "Abstract",
      challenge: "Basic",
      note: "of many meanings",
    },
  ]);
  const drawbench = 'Prompts,Category\n"A red, ""big"" car",Gary Marcus et al. \n';
  expect(parsePrompts(drawbench, { file: "d.csv" }).prompts).toEqual([
    { id: "drawbench-0001", text: 'A red, "big" car', category: "Gary Marcus et al." },
  ]);
  const geneval = '{"tag":"two_object","include":[{"class":"bench","count":1}],"prompt":"a bench"}';
  expect(parsePrompts(geneval, { file: "g.jsonl" }).prompts).toEqual([
    { id: "geneval-0001", text: "a bench", category: "two_object" },
  ]);
});

test("quotes of PartiPrompts are part of the prompt", () => {
  const line = '"G I G G L E" painted on a wall\tIllustrations\tWriting & Symbols\t';
  expect(textsOf(`Prompt\tCategory\tChallenge\tNote\n${line}\n`, "p.tsv")).toEqual([
    '"G I G G L E" painted on a wall',
  ]);
});

test("marks, line ends, empty lines and quoted line ends change nothing else", () => {
  expect(textsOf("\uFEFFa star\r\n\r\n  a moon  \r\n", "x.txt")).toEqual(["a star", "a moon"]);
  expect(textsOf('\uFEFFprompt,id\r\n"a star\r\nabove a moon",s1\r\n\r\n', "x.csv")).toEqual([
    "a star\r\nabove a moon",
  ]);
});

test("ids come from the set's name and the order; given ones are kept", () => {
  const ids = (text: string, file: string, name?: string) =>
    parsePrompts(text, { file, ...(name === undefined ? {} : { name }) }).prompts.map(
      ({ id }) => id,
    );
  expect(ids("a\nb\n", "folder/my set!.txt")).toEqual(["my-set--0001", "my-set--0002"]);
  expect(ids("a\nb\n", "x.txt", "mine")).toEqual(["mine-0001", "mine-0002"]);
  expect(ids("prompt,id\na,\nb,two\n", "x.csv")).toEqual(["x-0001", "two"]);
  expect(ids("a\n", "???")).toEqual(["prompt-0001"]);
});

test("a text that stands twice is kept and named", () => {
  const { prompts, repeats } = parsePrompts("a\nb\na\n", { file: "x.txt" });
  expect(prompts).toHaveLength(3);
  expect(repeats).toEqual([{ id: "x-0003", firstId: "x-0001" }]);
});

test.each([
  [
    "a column that is missing",
    "x.csv",
    "id,category\na,b\n",
    /missing column: prompt \(x\.csv line 1\)/,
  ],
  [
    "a row with more fields than the header",
    "x.csv",
    "prompt,id\na,b\na,b,c\n",
    /invalid row: 3 fields, the header has 2 \(x\.csv line 3\)/,
  ],
  ["a quote that stays open", "x.csv", 'prompt\na\n"b\n', /invalid quote \(x\.csv line 3\)/],
  ["text after a quote", "x.csv", 'prompt\n\n"b"c\n', /invalid quote \(x\.csv line 3\)/],
  ["a row without a prompt", "x.csv", "prompt,id\n,b\n", /invalid x\.csv line 2 at text/],
  [
    "a line that isn't JSON",
    "x.jsonl",
    '{"id":"a","text":"a"}\n\n{"id"\n',
    /invalid x\.jsonl line 3: not JSON/,
  ],
  [
    "an unknown key",
    "x.jsonl",
    '{"id":"a","text":"a","tex":1}\n',
    /x\.jsonl line 1: unknown key tex/,
  ],
  ["a bad id", "x.csv", "prompt,id\na,a b\n", /invalid x\.csv line 2 at id/],
  [
    "an id given twice",
    "x.csv",
    'prompt,id\n"a\nb",i\nc,i\n',
    /duplicate prompt id: i \(x\.csv line 4, first on line 2\)/,
  ],
  [
    "a prompt that is too long",
    "x.txt",
    `a\n${"b".repeat(2001)}\n`,
    /invalid x\.txt line 2 at text/,
  ],
  ["no prompt at all", "x.txt", "\n \n", /invalid prompt set: no prompt in x\.txt/],
  ["a header alone", "x.csv", "prompt,id\n", /invalid prompt set: no prompt in x\.csv/],
])("%s is refused with its line", (_, file, text, message) => {
  const error = refusal(text, file);
  expect(error.kind).toBe("input");
  expect(error.message).toMatch(message);
  expect(error.hint).toBeDefined();
});

test("any text is a prompt set or a known error, whatever its name says", () => {
  const alphabet = fc.constantFrom(
    '"',
    ",",
    "\t",
    "\n",
    "\r\n",
    "{",
    "}",
    "prompt",
    "id",
    ":",
    "a",
    "é",
    "\uFEFF",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(alphabet, { maxLength: 60 }).map((parts) => parts.join("")),
  );
  const file = fc.constantFrom("x.csv", "x.tsv", "x.txt", "x.jsonl", "x");
  fc.assert(
    fc.property(text, file, (body, name) => {
      try {
        const { prompts } = parsePrompts(body, { file: name });
        expect(prompts.length).toBeGreaterThan(0);
        expect(new Set(prompts.map(({ id }) => id)).size).toBe(prompts.length);
      } catch (error) {
        if (!(error instanceof KnownError)) throw error;
        expect(error.kind).toBe("input");
      }
    }),
    { numRuns: 1000 },
  );
});

test("what is written as CSV comes back, with its lines", () => {
  const field = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "é", "b"), minLength: 1 });
  const prompt = field.map((text) => `x${text}x`);
  fc.assert(
    fc.property(fc.array(prompt, { minLength: 1 }), fc.constantFrom("\n", "\r\n"), (texts, end) => {
      const rows = texts.map((text) => `"${text.replaceAll('"', '""')}"`);
      expect(textsOf(["prompt", ...rows].join(end), "x.csv")).toEqual(texts);
    }),
  );
});
