import { Manifest } from "@pairlab/domain/manifest";
import { parseDocument } from "@pairlab/domain/parse-document";
import { Study } from "@pairlab/domain/study";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { renderPicture } from "@pairlab/metrics/adapters/render";
import type { Picture } from "@pairlab/metrics/charts/picture";
import { questionPictures, studyPictures } from "@pairlab/metrics/charts/pictures";
import { sourceFiles } from "../analyse-files.ts";
import { parseJson } from "../read-document.ts";
import { reportPage } from "../report-page.ts";
import { sha256 } from "../sha256.ts";
import { documentText } from "../study-files.ts";
import type { FolderContent, FolderTree } from "../write-new-folder.ts";
import { exampleChoice } from "./example-choice.ts";
import { exampleFile } from "./example-pictures.ts";
import type { Example, Figure, QuestionFigures, StudyFigures } from "./report-input.ts";

/** Files of a report by path. */
export type ReportContent = FolderTree;

export interface ReportSource {
  summary: Summary;
  /** The analysed files by name: documents, votes and missing votes. */
  files: FolderContent;
  /** None when the run's pictures aren't at hand. */
  examples: readonly Example[];
}

/** Every file of a report: a function of its source, in the order in which a check compares them. */
export async function reportFiles({
  summary,
  files,
  examples,
}: ReportSource): Promise<ReportContent> {
  const text = (name: string): string => files.get(name) ?? "";
  const { completionCode: _secret, ...study } = parseDocument(
    Study,
    parseJson(text("study.json"), "study.json"),
    "study.json",
  );
  const manifest = parseDocument(
    Manifest,
    parseJson(text("manifest.json"), "manifest.json"),
    "manifest.json",
  );
  const figures: QuestionFigures[] = [];
  for (const question of summary.questions) figures.push(await drawnQuestion(summary, question));
  const studyFigures = await drawnStudy(summary);
  const { rule } = exampleChoice(summary, manifest);
  const content: [string, string | Uint8Array][] = [
    ...sourceFiles
      .filter((name) => files.has(name))
      .map((name): [string, string] => [
        name,
        name === "study.json" ? documentText(study) : text(name),
      ]),
    ["summary.json", documentText(summary)],
    ...figures.flatMap(({ forest, winMatrix, elo, latency }) =>
      figureFiles([forest, winMatrix, elo, latency]),
    ),
    ...figureFiles(Object.values(studyFigures)),
    ...examples.flatMap(exampleFiles),
    [
      "index.html",
      reportPage({ summary, study, figures, studyFigures, examples, examplesRule: rule }),
    ],
  ];
  const sums = content.map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join("");
  return new Map([...content, ["SHA256SUMS", sums]]);
}

const figure = async (picture: Picture): Promise<Figure> => ({
  picture,
  ...(await renderPicture(picture)),
});

async function drawnQuestion(summary: Summary, question: QuestionResult): Promise<QuestionFigures> {
  const { forest, winMatrix, elo, latency } = questionPictures(summary, question);
  return {
    questionId: question.id,
    forest: await figure(forest),
    winMatrix: await figure(winMatrix),
    ...(elo === undefined ? {} : { elo: await figure(elo) }),
    ...(latency === undefined ? {} : { latency: await figure(latency) }),
  };
}

async function drawnStudy(summary: Summary): Promise<StudyFigures> {
  const { flow, position, agreement, published } = studyPictures(summary);
  return {
    flow: await figure(flow),
    position: await figure(position),
    agreement: await figure(agreement),
    ...(published === undefined ? {} : { published: await figure(published) }),
  };
}

/** A figure's files; none of a figure that there isn't. */
const figureFiles = (figures: readonly (Figure | undefined)[]): [string, string | Uint8Array][] =>
  figures.flatMap((drawn): [string, string | Uint8Array][] => {
    if (drawn === undefined) return [];
    const { picture, png, svg, pdf } = drawn;
    return [
      [`figures/${picture.name}.png`, png],
      [`figures/${picture.name}.svg`, svg],
      [`figures/${picture.name}.pdf`, pdf],
    ];
  });

const exampleFiles = ({ promptId, pictures }: Example): [string, Uint8Array][] =>
  pictures.map(({ armId, png }) => [exampleFile({ promptId, armId }), png]);
