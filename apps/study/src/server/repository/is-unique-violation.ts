/** Whether the database refused a row because its key is taken: Prisma's code P2002. */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "P2002";
}
