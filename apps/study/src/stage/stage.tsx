import { createRoot } from "react-dom/client";
import { wordsIn } from "../texts/words-in.ts";
import { PracticeRunner } from "../ui/practice-runner.tsx";
import { TrialRunner } from "../ui/trial-runner.tsx";
import { InLanguage } from "../ui/words-context.tsx";
import { ProblemBoundary } from "./problem-boundary.tsx";
import { type StagePage, stagePageId } from "./stage-page.ts";

/** The pages with pictures, without the router that other pages have: nothing on them leads to another page but a form. */
function Stage(page: StagePage) {
  return (
    <InLanguage language={page.language}>
      <ProblemBoundary>
        {page.place === "trial" ? (
          <TrialRunner {...page.props} />
        ) : (
          <PracticeRunner {...page.props} />
        )}
      </ProblemBoundary>
      {page.isPreview && <p className="preview-strip">{wordsIn(page.language).preview}</p>}
    </InLanguage>
  );
}

const page: StagePage = JSON.parse(document.getElementById(stagePageId)?.textContent ?? "");
createRoot(document.body).render(<Stage {...page} />);
