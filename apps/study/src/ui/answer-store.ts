import type { AnswerSubmission } from "../core/answer-submission.ts";

/** Where a browser keeps the answers of one person that the server hasn't acknowledged. */
export interface AnswerStore {
  /** In the order of their trials. */
  waiting(): Promise<AnswerSubmission[]>;
  /** Returns when it is on the disk. Rejects when the browser has no room. */
  keep(answer: AnswerSubmission): Promise<void>;
  drop(answers: readonly AnswerSubmission[]): Promise<void>;
}

const name = "pairlab";
const table = "answers";
const patienceMs = 2000;

/**
 * The answers of one person in this browser, in IndexedDB: they outlive the page and the browser.
 *
 * Holds what is sent and nothing of the design. Rejects where a browser offers no storage; some never say so, so
 * it waits for two seconds at most.
 */
export async function openAnswerStore(owner: string): Promise<AnswerStore> {
  const database = await opened();
  // An array of keys sorts behind every text: these are all keys that begin with the owner.
  const own = IDBKeyRange.bound([owner], [owner, []]);
  const writing = (write: (answers: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(table, "readwrite", { durability: "strict" });
    write(transaction.objectStore(table));
    return committed(transaction);
  };
  return {
    async waiting() {
      const rows: { answer: AnswerSubmission }[] = await result(
        database.transaction(table).objectStore(table).getAll(own),
      );
      return rows
        .map(({ answer }) => answer)
        .toSorted(
          (one, other) => one.trialIndex - other.trialIndex || one.revision - other.revision,
        );
    },
    keep: (answer) => writing((answers) => answers.put({ owner, answer })),
    drop: (done) =>
      writing((answers) => {
        for (const { answerId } of done) answers.delete([owner, answerId]);
      }),
  };
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore(table, { keyPath: ["owner", "answer.answerId"] });
  return Promise.race([
    result(request),
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error("no word from the browser's storage")), patienceMs);
    }),
  ]);
}

const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** `abort` comes with a full disk too, after every single request has succeeded. */
const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
