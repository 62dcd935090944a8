import type { Database } from "@pairlab/db/client";
import { openWriter, type Write } from "@pairlab/db/writer";
import { type QueuedAnswer, type Written, writeAnswers } from "./write-answers.ts";

interface Waiting {
  answer: QueuedAnswer;
  done: (written: Written) => void;
  failed: (error: unknown) => void;
}

interface Queue {
  waiting: Waiting[];
  isWriting: boolean;
  writer: Promise<Write>;
}

const queues = new WeakMap<Database, Queue>();
/** As many answers share a commit; the rest wait for the next one. */
const answersPerCommit = 64;

/**
 * Writes an answer, its lease's renewal and its link of the study's chain in one transaction; settles after the commit.
 *
 * Answers that arrive while another commit is under way share the next one: a commit costs one write to the
 * disk, however many answers are in it. Each is recorded or refused for itself.
 */
export function enqueueAnswer(database: Database, answer: QueuedAnswer): Promise<Written> {
  const queue = queues.get(database) ?? newQueue(database);
  queues.set(database, queue);
  return new Promise((done, failed) => {
    queue.waiting.push({ answer, done, failed });
    if (!queue.isWriting) void writeAll(queue);
  });
}

const newQueue = (database: Database): Queue => ({
  ...{ waiting: [], isWriting: false },
  writer: openWriter(database),
});

async function writeAll(queue: Queue): Promise<void> {
  queue.isWriting = true;
  // Those whose requests are read in this turn of the event loop belong to the first commit, too.
  await new Promise(setImmediate);
  while (queue.waiting.length > 0)
    await writeTogether(queue, queue.waiting.splice(0, answersPerCommit));
  queue.isWriting = false;
}

/** One commit for all. Never throws. */
async function writeTogether({ writer }: Queue, together: readonly Waiting[]): Promise<void> {
  try {
    const write = await writer;
    const written = await write((inside) =>
      writeAnswers(
        inside,
        together.map(({ answer }) => answer),
      ),
    );
    for (const [index, { done }] of together.entries()) done(written[index] ?? "not written");
  } catch (error) {
    for (const { failed } of together) failed(error);
  }
}
