/** Where participants enter a study. */
export const participantLink = (origin: string, studyId: string): string =>
  `${origin.replace(/\/+$/, "")}/s/${studyId}`;

/** Where the researcher enters a study's dashboard; whoever has the link has the key. */
export const researcherLink = (origin: string, studyId: string, key: string): string =>
  `${origin.replace(/\/+$/, "")}/dashboard/${studyId}?key=${key}`;

/** Where a report is served. */
export const reportLink = (origin: string, slug: string): string =>
  `${origin.replace(/\/+$/, "")}/reports/${slug}/`;
