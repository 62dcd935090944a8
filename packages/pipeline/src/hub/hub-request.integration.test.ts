import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { downloadFile } from "./download-file.ts";
import { callTo, fileDownload, hubServer, someBytes } from "./hub.fixture.ts";
import { answers, commit, dropsAfter, repository } from "./hub-server.fixture.ts";
import { hubRevision, listHubFiles } from "./list-hub-files.ts";

const name = "unet/model.onnx";
const bytes = someBytes(50_000);
const token = "hf_secret";

test("the token goes to the endpoint and doesn't follow a redirect to another origin, the range does", async () => {
  const storage = await hubServer({ [name]: bytes });
  const server = await hubServer({ [name]: bytes });
  const away = answers(302, { location: `${storage.url}/storage/${name}?signature=x` });
  server.misbehave(name, away, away);
  storage.misbehave(name, dropsAfter(20_000));
  const { download, file, folder } = fileDownload(server, name, bytes, undefined, token);
  await downloadFile(download, file);
  expect(readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
  expect(server.asked.map(({ authorization }) => authorization)).toEqual([
    `Bearer ${token}`,
    `Bearer ${token}`,
  ]);
  expect(storage.asked).toMatchObject([
    { authorization: undefined, range: undefined },
    { authorization: undefined, range: "bytes=20000-" },
  ]);
  expect(download.remarks.join()).not.toMatch(/hf_secret|signature/);
});

test("a redirect on the same origin keeps the token", async () => {
  const server = await hubServer({ [name]: bytes });
  server.misbehave(name, answers(307, { location: `/storage/${name}` }));
  const { download, file } = fileDownload(server, name, bytes, undefined, token);
  await downloadFile(download, file);
  expect(server.asked.map(({ authorization }) => authorization)).toEqual([
    `Bearer ${token}`,
    `Bearer ${token}`,
  ]);
});

test("redirects in a circle, and to nowhere, are refused", async () => {
  const server = await hubServer({ [name]: bytes });
  const { download, file } = fileDownload(server, name, bytes);
  const circle = Array.from({ length: 8 }, () => answers(302, { location: `/storage/${name}` }));
  server.misbehave(name, ...circle);
  await expect(downloadFile(download, file)).rejects.toThrow(/more than 5 redirects/);
  const other = await hubServer({ [name]: bytes });
  other.misbehave(name, answers(302, { location: "ftp://elsewhere/" }));
  const nowhere = fileDownload(other, name, bytes);
  await expect(downloadFile(nowhere.download, file)).rejects.toThrow(/^invalid redirect from/);
});

test.each([
  [401, "refused", "HUB_DENIED", /^missing permission: 401/],
  [403, "refused", "HUB_DENIED", /^missing permission: 403/],
  [404, "missing", "HUB_UNKNOWN", /^unknown model, revision or file: 404/],
  [418, "missing", "HUB_ANSWER", /^invalid answer: 418/],
])(
  "a %i is %s, once, with a next step and without the token",
  async (status, kind, code, message) => {
    const server = await hubServer({});
    server.misbehave("revision", answers(status));
    const call = callTo(server, token);
    const failed = await hubRevision(call, repository, "main").catch((error: unknown) => error);
    expect(failed).toMatchObject({ kind, code, message: expect.stringMatching(message) });
    expect(JSON.stringify(failed) + String(failed)).not.toContain(token);
    if (code === "HUB_DENIED")
      expect(failed).toMatchObject({ hint: expect.stringMatching(/HF_TOKEN/) });
    expect(server.asked).toHaveLength(1);
  },
);

test("a 429 is asked again after what Retry-After says, a 503 after a pause of its own", async () => {
  const server = await hubServer({});
  server.misbehave("revision", answers(429, { "retry-after": "1" }), answers(503));
  const call = callTo(server);
  const started = performance.now();
  expect(await hubRevision(call, repository, "main")).toEqual({ commit });
  expect(performance.now() - started).toBeGreaterThanOrEqual(1000);
  expect(server.asked).toHaveLength(3);
  expect(call.remarks[0]).toMatch(/^429 from .*; trying again in 1 s$/);
});

test("a server that asks to wait for hours is left to the person", async () => {
  const server = await hubServer({});
  server.misbehave("revision", answers(429, { "retry-after": "7200" }));
  const failed = await hubRevision(callTo(server), repository, "main").catch((e: unknown) => e);
  expect(failed).toMatchObject({
    code: "HUB_UNREACHABLE",
    hint: expect.stringMatching(/wait 120 minutes/),
  });
});

test("a server that isn't there is named after every attempt", async () => {
  const server = await hubServer({});
  const call = callTo(server);
  const gone = await hubServer({});
  await gone.close();
  const failed = hubRevision(
    { ...call, endpoint: { ...call.endpoint, url: gone.url } },
    repository,
    "main",
  );
  await expect(failed).rejects.toThrow(
    /^missing answer after 3 attempts: no connection to .*ECONNREFUSED/,
  );
});

test("a branch with a slash is asked for as one word, and its licence is read from the card", async () => {
  const server = await hubServer({}, { cardData: { license: "other", license_name: "tiny-nc" } });
  const found = await hubRevision(callTo(server), repository, "refs/pr/15");
  expect(found).toEqual({ commit, licence: "tiny-nc" });
  expect(server.asked[0]?.path).toBe(`/api/models/${repository}/revision/refs%2Fpr%2F15`);
});

test("a listing of several pages is read whole", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 25 }, (_, i) => [`unet/part${i}.json`, Buffer.from(`{"i":${i}}`)]),
  );
  const server = await hubServer(files);
  const listed = await listHubFiles(callTo(server), repository, commit);
  expect(listed.map((file) => file.path)).toEqual(Object.keys(files));
  expect(server.asked).toHaveLength(3);
});

test("a listing that breaks off is asked for again; one that never ends whole is refused", async () => {
  const server = await hubServer({ "a.json": Buffer.from("{}") });
  const torn = answers(200, {}, Buffer.from('[{"type":"file","pa'));
  server.misbehave("tree", torn, dropsAfter(5));
  expect(await listHubFiles(callTo(server), repository, commit)).toHaveLength(1);
  server.misbehave("tree", torn, torn, torn);
  await expect(listHubFiles(callTo(server), repository, commit)).rejects.toMatchObject({
    code: "HUB_UNREACHABLE",
  });
});

test.each([
  [
    "leads to itself",
    (url: string) => `${url}/api/models/${repository}/tree/${commit}?recursive=true`,
    /goes round in circles/,
  ],
  ["leads elsewhere", () => "https://elsewhere.example/tree", /next page is elsewhere/],
])("a listing whose next page %s is refused", async (_, next, message) => {
  const server = await hubServer({ "a.json": Buffer.from("{}") });
  server.misbehave(
    "tree",
    answers(200, { link: `<${next(server.url)}>; rel="next"` }, Buffer.from("[]")),
  );
  await expect(listHubFiles(callTo(server), repository, commit)).rejects.toThrow(message);
});
