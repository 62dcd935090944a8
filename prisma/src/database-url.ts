import path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The URL of a database file; absolute, since servers run in other working directories.
 *
 * Names are percent-encoded: libsql reads `%`, `#` and `?` as parts of a URL, and would open another file.
 */
export const databaseUrl = (file: string): string => pathToFileURL(path.resolve(file)).href;
