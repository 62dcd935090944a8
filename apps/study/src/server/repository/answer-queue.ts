import { appendEntries, type NewEntry } from "@pairlab/db/append-entries";
import type { Database } from "@pairlab/db/client";
import { isDuplicate } from "@pairlab/db/is-duplicate";
import type { Readable } from "@pairlab/db/snapshot";
import type { AnswerSubmission } from "../../core/answer-submission.ts";
import { type LeaseClock, renewLease } from "./forms.ts";

/** A checked answer on its way into the database. */
export interface QueuedAnswer {
  row: AnswerSubmission & { sessionId: string; payloadSha256: string; receivedAt: Date };
  studyId: string;
  formIndex: number;
  isPreview: boolean;
  clock: LeaseClock;
}

interface Waiting {
  answer: QueuedAnswer;
  /** Whether the form is its session's from now on. */
  done: (isHeld: boolean) => void;
  failed: (error: unknown) => void;
}

interface Queue {
  waiting: Waiting[];
  isWriting: boolean;
}

const queues = new WeakMap<Database, Queue>();
/** As many answers share a commit; the rest wait for the next one. */
const answersPerCommit = 64;
// The queue is the process's only writer of answers; other processes are waited for.
const limits = { maxWait: 30_000, timeout: 30_000 };

/**
 * Writes an answer, its lease's renewal and its link of the study's chain in one transaction; settles after the commit.
 *
 * Answers that arrive while another commit is under way share the next one: a commit costs one write to the
 * disk, however many answers are in it. Each is recorded or refused for itself.
 *
 * Result: whether the form is the session's from now on. Throws: Prisma's P2002 for an answer that is there already.
 */
export function enqueueAnswer(database: Database, answer: QueuedAnswer): Promise<boolean> {
  const queue = queues.get(database) ?? { waiting: [], isWriting: false };
  queues.set(database, queue);
  return new Promise((done, failed) => {
    queue.waiting.push({ answer, done, failed });
    if (!queue.isWriting) void writeAll(database, queue);
  });
}

async function writeAll(database: Database, queue: Queue): Promise<void> {
  queue.isWriting = true;
  while (queue.waiting.length > 0)
    await writeTogether(database, queue.waiting.splice(0, answersPerCommit));
  queue.isWriting = false;
}

/** One commit for all; where one of them is there already, one for each. Never throws. */
async function writeTogether(database: Database, together: readonly Waiting[]): Promise<void> {
  try {
    const held = await database.$transaction(
      (inside) =>
        write(
          inside,
          together.map(({ answer }) => answer),
        ),
      limits,
    );
    for (const [index, { done }] of together.entries()) done(held[index] === true);
  } catch (error) {
    if (together.length === 1 || !isDuplicate(error))
      for (const { failed } of together) failed(error);
    else for (const one of together) await writeTogether(database, [one]);
  }
}

async function write(inside: Readable, answers: readonly QueuedAnswer[]): Promise<boolean[]> {
  // Written first: from here on nobody else writes, and what is read is what stays.
  await inside.answer.createMany({ data: answers.map(({ row }) => row) });
  const held: boolean[] = [];
  for (const { row, studyId, formIndex, clock } of answers) {
    const { count } = await renewLease(inside, { id: row.sessionId, studyId, formIndex }, clock);
    held.push(count === 1);
  }
  const counted = answers.filter(({ isPreview }) => !isPreview);
  for (const id of new Set(counted.map(({ studyId }) => studyId)))
    await appendEntries(inside, id, counted.filter(({ studyId }) => studyId === id).map(entryOf));
  return held;
}

function entryOf({ row }: QueuedAnswer): NewEntry {
  const { receivedAt } = row;
  return {
    kind: "answer",
    at: receivedAt,
    payload: { ...row, receivedAt: receivedAt.toISOString() },
  };
}
