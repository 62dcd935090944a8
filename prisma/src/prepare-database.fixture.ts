// A process that prepares the database of its first argument and says how many studies are in it.
import { prepareDatabase } from "./prepare-database.ts";

const [, , file] = process.argv;
if (file === undefined) throw new RangeError("name a database file");
const database = await prepareDatabase(file);
process.stdout.write(String(await database.study.count()));
await database.$disconnect();
