// A process in which people take part: a line in says who does what and when, a line out says that it is done.
import { createInterface } from "node:readline";
import { openDatabase } from "@pairlab/db/client";
import { databaseUrl } from "@pairlab/db/database-url";
import { asParticipant } from "./small-study.fixture.ts";

const [, , file = ""] = process.argv;
const database = openDatabase(databaseUrl(file));
await database.study.count(); // everything is loaded before the first race
process.stdout.write("ready\n");
for await (const line of createInterface(process.stdin)) {
  const { id, act, atMs } = JSON.parse(line);
  const person = asParticipant(database, id);
  const now = new Date(atMs);
  const acts = { start: person.start, answer: person.answer, finish: person.finish };
  const found = await acts[act as keyof typeof acts](now);
  process.stdout.write(`${JSON.stringify(found ?? null)}\n`);
}
await database.$disconnect();
