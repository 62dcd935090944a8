import { useEffect, useState } from "react";
import type { PlaceReply } from "../core/trial-view.ts";
import { useWords } from "./words-context.tsx";

/** The part of the idle time after which somebody is asked: time enough to see it and to press. */
const askedAfter = 5 / 6;

interface Props {
  url: string;
  idleMs: number;
  /** Changes with each sign of life that the server has heard. */
  lastSign: number;
  onPlace: (place: PlaceReply["place"]) => void;
}

/** Before a silence costs somebody their place, they are asked, and one press keeps it. */
export function StillThere({ url, idleMs, lastSign, onPlace }: Props) {
  const words = useWords();
  const [kept, setKept] = useState(0);
  const sign = `${lastSign} ${kept}`;
  const [askedAt, setAskedAt] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setAskedAt(sign), askedAfter * idleMs);
    return () => clearTimeout(timer);
  }, [sign, idleMs]);

  const keep = async () => {
    const reply = await placeReply(url);
    if (reply === undefined) return; // no connection: the question stays, and so does the button
    onPlace(reply.place);
    setKept((times) => times + 1);
  };
  return (
    <p className="saving" role="status">
      {askedAt === sign && (
        <>
          {words.trial.stillThere}{" "}
          <button type="button" className="button" onClick={() => void keep()}>
            {words.trial.moreTime}
          </button>
        </>
      )}
    </p>
  );
}

async function placeReply(url: string): Promise<PlaceReply | undefined> {
  try {
    const response = await fetch(url, { method: "POST" });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
