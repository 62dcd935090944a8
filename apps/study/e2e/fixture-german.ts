/** A study that can be taken in German, with everything that is asked on the way. */
export const german = {
  screening: [
    {
      ...{ id: "sight", text: "Can you see the screen well?" },
      options: [
        { text: "Yes, well", passes: true },
        { text: "No, not well", passes: false },
      ],
    },
  ],
  comprehension: {
    options: ["Which picture is larger", "The question above the pictures", "Who painted them"],
    right: 1,
  },
  translations: {
    de: {
      title: "Welches von zwei Bildern gefällt?",
      consent: {
        runBy: "Das Projekt Pairlab führt diese Studie durch.",
        task: "Sie vergleichen Bilder.",
        pay: "Keine.",
        content: "Harmlose Zeichnungen.",
        storage: "Ihre Antworten, bis Sie sie löschen lassen.",
        publication: "Ihre Antworten, ohne etwas über Sie.",
        ethics: "Eine Vorführung braucht keine Genehmigung.",
        contact: "die Person, von der Sie den Link haben",
      },
      questions: {
        "q-quality": "Welches Bild ist schöner?",
        "q-prompt": "Welches Bild zeigt diesen Text besser?",
      },
      screening: [{ text: "Sehen Sie den Bildschirm gut?", options: ["Ja, gut", "Nein"] }],
      comprehension: {
        options: ["Welches größer ist", "Die Frage über den Bildern", "Wer sie gemalt hat"],
      },
    },
  },
};
