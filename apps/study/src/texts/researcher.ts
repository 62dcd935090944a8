/** Sentences that participants never read; English alone. */
export const researcherWords = {
  title: "This page needs the researcher's link.",
  body: "It holds a key and opens the dashboard for twelve hours. If you have just used it, check the name of the study in the address. To print it, on the computer that runs the study:",
  command: "npx pairlab study link <study> --researcher",
  action: "Go to the first page",
};
