import { titled } from "../server/participant-page.ts";
import { NoSuchPage } from "../ui/no-such-page.tsx";

export const generateMetadata = titled((words) => words.unknown.heading);

export default function NotFoundPage() {
  return <NoSuchPage />;
}
