/** Every sentence a participant reads that isn't the study's own, in English. */
export const words = {
  consent: {
    title: "Taking part in a study of generated pictures",
    runBy: "Who runs it and why",
    task: "What you do",
    minutesTitle: "How long",
    minutes: (minutes: number) =>
      minutes === 1 ? "About one minute." : `About ${minutes} minutes. There is no time limit.`,
    breaks: (minutes: number) =>
      `After ${minutes} minutes without an answer your place may go to somebody else. You can still come back and finish.`,
    pay: "Pay",
    ageTitle: "Who can take part",
    age: "You must be 18 or over.",
    content: "What you may see",
    storage: "What we store",
    publication: "What is published",
    leavingTitle: "Leaving",
    leaving: "Close the tab at any time. Answers are deleted on request; no reason needed.",
    ethics: "Ethics",
    contact: "Contact",
    smallWindow: (width: number, height: number) =>
      `Your window is too small for this study: it must be at least ${width} × ${height}. Please use a computer or a large tablet.`,
    agree: "I agree, continue",
    decline: "I don't want to take part",
  },
  instructions: {
    pictures: {
      title: "You'll see two pictures made from the same text.",
      body: "They stand side by side. Both are made by a computer. There is no right answer: we want to know what you see.",
    },
    questions: {
      one: "You'll answer this question:",
      several: (parts: string) => `You'll answer a different question in each ${parts}:`,
      withPrompt: "The text stands above the pictures.",
      forced: "If they seem equal, choose the one you lean towards.",
    },
    keys: {
      title: "Use the arrow keys.",
      left: "left",
      right: "right",
      tie: "no preference",
      body: "Mouse and touch work too. Take the time you need: nothing here is timed against you.",
    },
    exampleLeft: "Left picture",
    exampleRight: "Right picture",
    continue: "Continue",
    back: "Back",
    place: (screen: number, screens: number) => `${screen} of ${screens}`,
    practise: "Try two pairs",
  },
  practice: {
    title: "Practice",
    notice: "Practice: this isn't counted.",
    over: "That's all.",
    follow: (pairs: number, blocks: number) =>
      blocks === 1
        ? `${pairs} pairs follow.`
        : `${pairs} pairs follow, in ${blocks === 2 ? "two halves" : `${blocks} parts`}.`,
    start: "Start",
    none: "There is nothing to practise in this study.",
  },
  trial: {
    title: "Pictures",
    progress: (pair: number, pairs: number) => `${pair} of ${pairs}`,
    announce: (pair: number, pairs: number) => `Pair ${pair} of ${pairs}`,
    left: "Left",
    right: "Right",
    tie: "No preference",
    leftPicture: "Left picture",
    rightPicture: "Right picture",
    loading: "Loading…",
    loadFailed: "We couldn't load this pair.",
    tryAgain: "Try again",
    skip: "Skip",
    saving: (waiting: number) =>
      `Saving… ${waiting} ${waiting === 1 ? "answer" : "answers"} waiting`,
    stillThere: "Still there? We're keeping your place.",
    moreTime: "I need more time",
    stuck: "Waiting for the connection. Your answers are kept.",
    windowTooSmall: (width: number, height: number) => `Your window is ${width} × ${height}.`,
    windowNeeded: (width: number, height: number) =>
      `Please make it at least ${width} × ${height}.`,
    windowWaits: "This page goes on by itself when it is large enough.",
    windowStays: "I can't make it larger",
  },
  block: {
    first: (blocks: number) => (blocks === 2 ? "First half" : "First part"),
    halfway: "Half-way.",
    part: (part: number, parts: number) => `Part ${part} of ${parts}.`,
    rest: "Rest as long as you like; your answers are saved.",
    stillSaving: (waiting: number) =>
      `Rest as long as you like; we're still saving ${waiting} ${waiting === 1 ? "answer" : "answers"}.`,
    question: "In each pair, answer this question:",
    newQuestion: "The question changes. In each pair, you now answer:",
    continue: "Continue",
  },
  shared: {
    title: "Somebody else has the same pairs.",
    body: "A place goes to a second person when it has been quiet for a while, or when all places are taken. You can go on: every answer is kept, and the code at the end is yours as promised. For the result, the first of you to finish counts.",
    continue: "Continue",
  },
  last: {
    title: "That was the last pair.",
    body: "Press Finish, and you are done.",
    finish: "Finish",
  },
  done: {
    title: "Thank you, your answers are saved.",
    about:
      "You compared pictures that different computer programs made from the same text. Their names were hidden, so that only the pictures count. When all answers are in, they are put together in a report.",
    code: "Your completion code",
    copy: "Copy",
    copied: "Copied",
    reference: "Your reference",
    referenceUse: "Quote it if you want your answers deleted.",
  },
  stops: {
    device: {
      title: "This study needs a larger screen.",
      body: "Both pictures must fit side by side. You can open the same link on a computer or a large tablet.",
      action: "Go back to the study",
    },
    declined: {
      title: "You chose not to take part.",
      body: "Nothing about you was stored. You can close this page.",
      action: "Go back to the study",
    },
    full: {
      title: "All places have been taken.",
      body: "Thank you for your interest. You can close this page; nothing is counted against you.",
      action: "Other studies",
    },
    closed: {
      title: "This study is closed.",
      body: "If you had started, the answers you gave are kept. Message us if you have questions.",
      action: "Other studies",
    },
    draft: {
      title: "This study isn't open yet.",
      body: "Please come back later.",
      action: "Other studies",
    },
  },
  problem: {
    title: "Sorry, something went wrong on our side.",
    saved: (answers: number) =>
      answers === 0
        ? "Nothing you did was lost."
        : `Your first ${answers} ${answers === 1 ? "answer is" : "answers are"} saved.`,
    tryAgain: "Try again",
    reference: "Reference",
  },
  researcher: {
    title: "This page needs the researcher's link.",
    body: "It holds a key and opens the dashboard for twelve hours. If you have just used it, check the name of the study in the address. To print it, on the computer that runs the study:",
    command: "npx pairlab study link <study> --researcher",
    action: "Go to the first page",
  },
  unknown: {
    title: "There is no such page.",
    body: "Check the link you were given, or choose a study from the first page.",
    action: "Go to the first page",
  },
  help: {
    open: "Help",
    contact: "Contact",
    keys: "Keys",
    keysText: "← chooses the left picture, → the right one.",
    keysTie: "↓ means no preference.",
    reference: "Your reference",
  },
} as const;
