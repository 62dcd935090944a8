import { Prisma } from "./generated/sqlite/client.ts";

/** Whether a write failed because a row of that key is there: Prisma's P2002. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
