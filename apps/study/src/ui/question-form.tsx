"use client";

import { useEffect, useRef } from "react";

export interface AskedQuestion {
  /** Name of the form's field. */
  name: string;
  text: string;
  options: readonly string[];
}

interface Props {
  studyId: string;
  /** What its button is called where it is sent to. */
  move: "screen" | "judge";
  questions: readonly AskedQuestion[];
  label: string;
  /** What to say of a form that came back because something wasn't chosen; undefined for a new one. */
  problem: { title: string; body: string } | undefined;
}

/** Questions with one answer each, nothing pre-selected; a plain form that works without scripts. */
export function QuestionForm({ studyId, move, questions, label, problem }: Props) {
  const [first] = questions;
  return (
    <form method="post" action={`/s/${studyId}/steps`} className="questions-form" noValidate>
      {problem !== undefined && <ProblemSummary {...problem} href={`#${first?.name}-0`} />}
      {questions.map(({ name, text, options }) => (
        <fieldset key={name}>
          <legend>{text}</legend>
          {options.map((option, index) => (
            <label key={option} className="option">
              <input type="radio" id={`${name}-${index}`} name={name} value={index} required />
              {option}
            </label>
          ))}
        </fieldset>
      ))}
      <p className="actions">
        <button type="submit" name="move" value={move} className="button primary">
          {label}
        </button>
      </p>
    </form>
  );
}

/** Says what is missing, leads to it, and takes the focus. */
function ProblemSummary({ title, body, href }: { title: string; body: string; href: string }) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => summary.current?.focus(), []);
  return (
    <div ref={summary} className="notice" role="alert" tabIndex={-1}>
      <h2>{title}</h2>
      <p>
        <a href={href}>{body}</a>
      </p>
    </div>
  );
}
