"use client";

import { instructionScreens } from "../core/instruction-screens.ts";
import { ExamplePair } from "./example-pair.tsx";
import { KeyCap } from "./key-cap.tsx";
import { MoveForm } from "./move-form.tsx";
import { useWords } from "./words-context.tsx";

interface Props {
  studyId: string;
  questions: readonly { text: string; showPrompt: boolean }[];
  allowsTies: boolean;
  /** 1-based. */
  screen: number;
  /** After a wrong answer to what was understood. */
  isAgain: boolean;
  /** Whether that is asked after the last screen; otherwise practice comes at once. */
  isAsked: boolean;
}

/** The instructions: one idea and one picture a screen. */
export function InstructionScreens(props: Props) {
  const words = useWords();
  const { studyId, screen, isAgain, isAsked } = props;
  const text = words.instructions;
  return (
    <>
      {isAgain && (
        <p className="notice" role="status">
          {text.again}
        </p>
      )}
      <p className="quiet">{text.place(screen, instructionScreens)}</p>
      {screen === 1 && <PicturesScreen />}
      {screen === 2 && <QuestionsScreen {...props} />}
      {screen === 3 && <KeysScreen {...props} />}
      <div className="actions">
        {screen === instructionScreens ? (
          <MoveForm
            studyId={studyId}
            move="practise"
            label={isAsked ? text.check : text.practise}
            primary
          />
        ) : (
          <a className="button primary" href={`?screen=${screen + 1}`}>
            {text.continue}
          </a>
        )}
        {screen > 1 && (
          <a className="button" href={`?screen=${screen - 1}`}>
            {text.back}
          </a>
        )}
      </div>
    </>
  );
}

function PicturesScreen() {
  const words = useWords();
  const text = words.instructions.pictures;
  return (
    <>
      <h1>{text.title}</h1>
      <ExamplePair />
      <p>{text.body}</p>
    </>
  );
}

function QuestionsScreen({ questions, allowsTies }: Props) {
  const words = useWords();
  const said = words.instructions.questions;
  const several = questions.length === 2 ? said.halves : said.parts;
  return (
    <>
      <h1>{questions.length === 1 ? said.one : several}</h1>
      <ul className="questions">
        {questions.map(({ text, showPrompt }) => (
          <li key={text}>
            {text} {showPrompt && <small>{said.withPrompt}</small>}
          </li>
        ))}
      </ul>
      {!allowsTies && <p>{said.forced}</p>}
    </>
  );
}

function KeysScreen({ allowsTies }: Props) {
  const words = useWords();
  const text = words.instructions.keys;
  return (
    <>
      <h1>{text.title}</h1>
      <ul className="keys">
        <li>
          <KeyCap name="←" /> {text.left}
        </li>
        {allowsTies && (
          <li>
            <KeyCap name="↓" /> {text.tie}
          </li>
        )}
        <li>
          <KeyCap name="→" /> {text.right}
        </li>
      </ul>
      <p>{text.body}</p>
    </>
  );
}
