// A process that erases a session: asked for by a line in, so that it can be killed in the midst of it.
import { once } from "node:events";
import { createInterface } from "node:readline";
import { openDatabase } from "@pairlab/db/client";
import { databaseUrl } from "@pairlab/db/database-url";
import { eraseSession } from "@pairlab/db/erase-session";

const [, , file = "", sessionId = ""] = process.argv;
const database = openDatabase(databaseUrl(file));
await database.study.count(); // everything is loaded before it is asked
process.stdout.write("ready\n");
await once(createInterface(process.stdin), "line");
process.stdout.write("begins\n");
await eraseSession(database, { studyId: "s", sessionId, now: new Date() });
process.stdout.write("done\n");
process.exit(0);
