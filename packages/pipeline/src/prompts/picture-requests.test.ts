import { expect, test } from "vitest";
import { pictureRequests } from "./picture-requests.ts";

const prompts = [
  { id: "p1", text: "a star" },
  { id: "p2", text: "a moon" },
];

test("without arms there is a request a prompt and seed, in a folder to be named", () => {
  expect(pictureRequests(prompts, [3, 4], [])).toEqual([
    { file: "MODEL/p1-3.png", promptId: "p1", prompt: "a star", seed: 3 },
    { file: "MODEL/p1-4.png", promptId: "p1", prompt: "a star", seed: 4 },
    { file: "MODEL/p2-3.png", promptId: "p2", prompt: "a moon", seed: 3 },
    { file: "MODEL/p2-4.png", promptId: "p2", prompt: "a moon", seed: 4 },
  ]);
});

test("an arm's own settings go with each request, and nothing that it leaves open", () => {
  const arm = { id: "quick", model: "m", steps: 1, size: { height: 64, width: 128 } };
  expect(pictureRequests(prompts, [0], [arm])[0]).toEqual({
    file: "quick/p1-0.png",
    promptId: "p1",
    prompt: "a star",
    seed: 0,
    model: "m",
    steps: 1,
    height: 64,
    width: 128,
  });
});

test("ids that differ in capitals only are refused: some file systems would mix them up", () => {
  expect(() => pictureRequests([...prompts, { id: "P1", text: "a ring" }], [0], [])).toThrow(
    "duplicate file name: prompts p1 and P1",
  );
});
