/**
 * The shell commands a text tells its reader to run: lines of ```sh blocks, and `npx pairlab …` anywhere else
 * up to the end of the line, a backtick, or two spaces.
 *
 * Result: without comments, in order, each once. Lines with a placeholder in <angle brackets> are left out.
 */
export function documentedCommands(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, body = ""]) =>
    body.split("\n"),
  );
  const prose = text.replace(/^```.*?^```/gms, "");
  const inline = [...prose.matchAll(/npx pairlab [^\n`]+?(?= {2}|[\n`]|$)/g)].map(
    ([found]) => found,
  );
  const commands = [...blocks, ...inline]
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("#") && !/<[a-z]/.test(line));
  return [...new Set(commands)];
}
