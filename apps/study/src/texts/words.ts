import type { words } from "./en.ts";

type Translated<Message> = Message extends (...given: infer Given) => string
  ? (...given: Given) => string
  : Message extends string
    ? string
    : { readonly [Key in keyof Message]: Translated<Message[Key]> };

/** Every sentence of the app that participants read, in any one language: what English has, all have. */
export type Words = Translated<typeof words>;
