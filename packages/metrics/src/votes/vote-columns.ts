import { KnownError } from "@pairlab/domain/errors";

/** What a column of a vote file may hold. `losses`: wins of the second item, in a file of counts. */
export type FieldName =
  | "left"
  | "right"
  | "winner"
  | "rater"
  | "prompt"
  | "question"
  | "role"
  | "tie_kind"
  | "weight"
  | "losses"
  | "ties";

export type FileShape = "sides" | "arena" | "counts";

/** Which column of a file holds which field. */
export interface VoteColumns {
  shape: FileShape;
  /** The column of a field; −1 when the file has none. */
  of: (name: FieldName) => number;
  /** How many columns there are, read or not. */
  count: number;
  /** Further columns that were asked for by name. */
  extras: readonly { name: string; at: number }[];
}

const required = {
  sides: { left: "left", right: "right", winner: "winner" },
  arena: { model_a: "left", model_b: "right", winner: "winner" },
  counts: { item_i: "left", item_j: "right", wins_i: "winner", wins_j: "losses" },
} as const satisfies Record<FileShape, Record<string, FieldName>>;
const optional = {
  sides: ["rater", "prompt", "question", "role", "tie_kind", "weight"],
  arena: ["rater", "prompt", "question", "role", "tie_kind", "weight"],
  counts: ["question", "ties"],
} as const satisfies Record<FileShape, readonly FieldName[]>;

/** Columns by other names: `{ rater: "worker" }` reads raters from the column `worker`. */
export type ColumnNames = Readonly<Partial<Record<string, string>>>;

/**
 * The columns of a vote file by its header. Further columns are ignored.
 *
 * Throws: KnownError (input) for a header of no known shape, a column named twice, or a name in `names` that
 *         no column has; the same for `extras`, which are kept as they are.
 */
export function voteColumns(
  header: readonly string[],
  source: string,
  names: ColumnNames = {},
  extras: readonly string[] = [],
): VoteColumns {
  const place = (name: string): number => header.indexOf(names[name] ?? name);
  for (const [name, column] of Object.entries(names))
    if (column !== undefined && !header.includes(column))
      throw new KnownError("input", `missing column: ${column} (${source} line 1)`, {
        hint: `--column ${name}=${column} names a column of the file`,
      });
  const shape = shapes.find((one) => Object.keys(required[one]).every((name) => place(name) >= 0));
  if (shape === undefined)
    throw new KnownError("input", `missing columns: no votes by this header (${source} line 1)`, {
      hint: "the first line names left,right,winner, or model_a,model_b,winner, or item_i,item_j,wins_i,wins_j",
    });
  const columns = new Map<FieldName, number>();
  const wanted = [
    ...Object.entries(required[shape]),
    ...optional[shape].map((name) => [name, name] as const),
  ];
  for (const [name, role] of wanted) {
    const column = place(name);
    if (column < 0) continue;
    if (header.indexOf(names[name] ?? name, column + 1) >= 0)
      throw new KnownError("input", `duplicate column: ${name} (${source} line 1)`, {
        hint: "each column is named once",
      });
    columns.set(role, column);
  }
  return {
    shape,
    of: (name) => columns.get(name) ?? -1,
    count: header.length,
    extras: extras.map((name) => ({ name, at: extraPlace(header, name, source) })),
  };
}

function extraPlace(header: readonly string[], name: string, source: string): number {
  const place = header.indexOf(name);
  if (place >= 0) return place;
  throw new KnownError("input", `missing column: ${name} (${source} line 1)`, {
    hint: `the file has ${header.slice(0, 8).join(", ")}${header.length > 8 ? ", …" : ""}`,
  });
}

const shapes = ["sides", "arena", "counts"] as const;
