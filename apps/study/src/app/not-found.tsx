import { words } from "../texts/en.ts";
import { StopSheet } from "../ui/stop-sheet.tsx";

export const metadata = { title: "No such page" };

export default function NotFoundPage() {
  return <StopSheet {...words.unknown} href="/" />;
}
