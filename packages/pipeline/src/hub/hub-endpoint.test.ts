import { expect, test } from "vitest";
import { hubEndpoint } from "./hub-endpoint.ts";

test("the public server is asked where none is named, and slashes at the end don't count", () => {
  expect(hubEndpoint(undefined, undefined)).toMatchObject({ url: "https://huggingface.co" });
  expect(hubEndpoint("", "")).not.toHaveProperty("token");
  expect(hubEndpoint("https://hub.example.org/models//", "t")).toMatchObject({
    url: "https://hub.example.org/models",
    token: "t",
  });
});

test.each([
  "hub.example.org",
  "ftp://hub.example.org",
  "https://me:pass@hub.example.org",
  "nonsense",
])("%s is no endpoint", (named) => {
  expect(() => hubEndpoint(named, undefined)).toThrow("invalid HF_ENDPOINT: not a web address");
});

test("a token goes over an unencrypted connection to this machine only", () => {
  expect(hubEndpoint("http://127.0.0.1:8080", "t")).toMatchObject({ token: "t" });
  expect(hubEndpoint("http://hub.example.org", undefined)).toMatchObject({
    url: "http://hub.example.org",
  });
  expect(() => hubEndpoint("http://hub.example.org", "t")).toThrow(
    /would get HF_TOKEN in the clear/,
  );
});
