import type { Words } from "./words.ts";

/** Every sentence a participant reads that isn't the study's own, in German. */
export const words: Words = {
  consent: {
    title: "Teilnahme an einer Studie über computererzeugte Bilder",
    runBy: "Wer die Studie durchführt und warum",
    task: "Was Sie tun",
    minutesTitle: "Wie lange es dauert",
    minutes: (minutes) =>
      minutes === 1
        ? "Etwa eine Minute."
        : `Etwa ${minutes} Minuten. Es gibt keine Zeitbeschränkung.`,
    breaks: (minutes) =>
      `Wenn ${minutes} Minuten lang keine Antwort kommt, kann Ihr Platz an jemand anderen gehen. Sie können trotzdem zurückkommen und die Studie beenden.`,
    pay: "Vergütung",
    ageTitle: "Wer teilnehmen kann",
    age: "Sie müssen mindestens 18 Jahre alt sein.",
    content: "Was Sie zu sehen bekommen",
    storage: "Was wir speichern",
    publication: "Was veröffentlicht wird",
    leavingTitle: "Abbrechen",
    leaving:
      "Sie können die Seite jederzeit schließen. Auf Wunsch löschen wir Ihre Antworten; einen Grund brauchen Sie nicht zu nennen.",
    comeBack:
      "Um später weiterzumachen, öffnen Sie denselben Link im selben Browser auf diesem Gerät.",
    comeBackById: "Um später weiterzumachen, öffnen Sie Ihren Link noch einmal.",
    ethics: "Ethik",
    contact: "Kontakt",
    heading: "Teilnahme",
    agree: "Ich bin einverstanden, weiter",
    decline: "Ich möchte nicht teilnehmen",
  },
  screening: {
    title: "Zuerst einige Fragen",
    one: "Zuerst eine Frage",
    body: "Danach wissen wir, ob diese Studie für Sie gedacht ist. Nachteile entstehen Ihnen keine.",
    problem: "Etwas fehlt noch",
    missing: "Bitte wählen Sie bei jeder Frage eine Antwort.",
    continue: "Weiter",
  },
  comprehension: {
    title: "Eine Frage, bevor es losgeht",
    question: "Was sollen Sie beurteilen?",
    problem: "Etwas fehlt noch",
    missing: "Bitte wählen Sie eine der Antworten.",
    continue: "Weiter",
  },
  instructions: {
    heading: "So geht es",
    again: "Bitte lesen Sie das noch einmal; danach haben Sie einen zweiten Versuch.",
    pictures: {
      title: "Sie sehen zwei Bilder, die aus demselben Text entstanden sind.",
      body: "Sie stehen nebeneinander. Beide hat ein Computer gemacht. Richtig oder falsch gibt es nicht: Wir möchten wissen, was Sie sehen.",
    },
    questions: {
      one: "Sie beantworten diese Frage:",
      halves: "In jeder Hälfte beantworten Sie eine andere Frage:",
      parts: "In jedem Teil beantworten Sie eine andere Frage:",
      withPrompt: "Der Text steht über den Bildern.",
      forced: "Wenn Ihnen beide gleich gut scheinen, nehmen Sie das, zu dem Sie eher neigen.",
    },
    keys: {
      title: "Sie antworten mit den Pfeiltasten.",
      left: "links",
      right: "rechts",
      tie: "unentschieden",
      body: "Maus und Finger gehen auch. Nehmen Sie sich Zeit: Hier läuft keine Uhr gegen Sie.",
    },
    exampleLeft: "Linkes Bild",
    exampleRight: "Rechtes Bild",
    continue: "Weiter",
    back: "Zurück",
    place: (screen, screens) => `${screen} von ${screens}`,
    practise: "Zwei Paare ausprobieren",
    check: "Weiter",
  },
  practice: {
    title: "Übung",
    notice: "Übung: Das zählt noch nicht.",
    over: "Das war alles.",
    follow: (pairs, blocks) =>
      blocks === 1
        ? `Es folgen ${pairs} Paare.`
        : `Es folgen ${pairs} Paare in ${blocks === 2 ? "zwei Hälften" : `${blocks} Teilen`}.`,
    start: "Los geht’s",
    none: "In dieser Studie gibt es nichts zu üben.",
  },
  trial: {
    check: (side) =>
      side === "left"
        ? "Dies ist eine Aufmerksamkeitsprüfung. Bitte wählen Sie das linke Bild."
        : "Dies ist eine Aufmerksamkeitsprüfung. Bitte wählen Sie das rechte Bild.",
    title: "Bilder",
    progress: (pair, pairs) => `${pair} von ${pairs}`,
    announce: (pair, pairs) => `Paar ${pair} von ${pairs}`,
    left: "Links",
    right: "Rechts",
    tie: "Unentschieden",
    bothBad: "Beide schlecht",
    undo: "Letzte zurücknehmen",
    closer: "Näher ansehen",
    wrong: "Etwas stimmt nicht",
    stayHere: "Bitte lassen Sie diese Seite offen: Dieser Browser kann sie nicht aufheben.",
    stuckHere:
      "Wir warten auf die Verbindung. Bitte lassen Sie diese Seite offen: Dieser Browser kann Ihre Antworten nicht aufheben.",
    leftPicture: "Linkes Bild",
    rightPicture: "Rechtes Bild",
    loading: "Wird geladen…",
    loadFailed: "Dieses Paar ließ sich nicht laden.",
    tryAgain: "Noch einmal versuchen",
    skip: "Überspringen",
    saving: (waiting) =>
      `Wird gespeichert… ${waiting} ${waiting === 1 ? "Antwort wartet" : "Antworten warten"}`,
    stillThere: "Sind Sie noch da? Ihr Platz wird freigehalten.",
    moreTime: "Ich brauche mehr Zeit",
    stuck: "Wir warten auf die Verbindung. Ihre Antworten gehen nicht verloren.",
    fullScreen: "Vollbild",
    windowTooSmall: (width, height) => `Ihr Fenster ist ${width} × ${height} groß.`,
    windowNeeded: (width, height) => `Bitte vergrößern Sie es auf mindestens ${width} × ${height}.`,
    windowWaits: "Sobald es groß genug ist, geht es von selbst weiter. Auch Herauszoomen hilft.",
    windowStays: "Größer geht es nicht",
  },
  report: {
    title: "Was stimmt mit diesem Paar nicht?",
    note: "Mit eigenen Worten, wenn Sie möchten (nichts über sich selbst)",
    notShown: "Ein Bild wird nicht gezeigt",
    offensive: "Ein Bild ist anstößig",
    other: "Etwas anderes",
    leads: "Jede der drei Antworten überspringt dieses Paar und sagt uns, warum.",
    back: "Zurück zum Paar",
  },
  block: {
    first: (blocks) => (blocks === 2 ? "Erste Hälfte" : "Erster Teil"),
    pause: "Zeit für eine Pause.",
    halfway: "Die Hälfte ist geschafft.",
    part: (part, parts) => `Teil ${part} von ${parts}.`,
    rest: "Ruhen Sie sich aus, solange Sie möchten; Ihre Antworten sind gespeichert.",
    stillSaving: (waiting) =>
      `Ruhen Sie sich aus, solange Sie möchten; ${waiting === 1 ? "eine Antwort wird" : `${waiting} Antworten werden`} noch gespeichert.`,
    question: "Beantworten Sie bei jedem Paar diese Frage:",
    newQuestion: "Die Frage ändert sich. Von jetzt an beantworten Sie bei jedem Paar:",
    continue: "Weiter",
  },
  shared: {
    title: "Jemand anderes hat dieselben Paare.",
    body: "Ein Platz geht an eine zweite Person, wenn es dort eine Weile still war oder wenn alle Plätze vergeben sind. Sie können weitermachen: Jede Antwort wird aufbewahrt, und den Code am Ende bekommen Sie wie versprochen. Für das Ergebnis zählt, wer von Ihnen zuerst fertig ist.",
    continue: "Weiter",
  },
  last: {
    title: "Das war das letzte Paar.",
    body: "Noch ein Druck auf „Fertig“, dann sind Sie durch.",
    finish: "Fertig",
  },
  done: {
    heading: "Danke",
    title: "Vielen Dank, Ihre Antworten sind gespeichert.",
    about:
      "Sie haben Bilder verglichen, die verschiedene Computerprogramme aus demselben Text gemacht haben. Wie die Programme heißen, blieb verborgen, damit nur die Bilder zählen. Wenn alle Antworten da sind, werden sie in einem Bericht zusammengefasst.",
    toProlific: "Zurück zu Prolific",
    toPanel: "Zurück dorthin, wo Sie hergekommen sind",
    code: "Ihr Abschlusscode",
    codeOver:
      "Die dreißig Tage, in denen diese Seite den Code zeigt, sind vorbei. Bitte schreiben Sie uns.",
    copy: "Kopieren",
    copied: "Kopiert",
    reference: "Ihr Kennzeichen",
    referenceUse: "Nennen Sie es, wenn Ihre Antworten gelöscht werden sollen.",
    leaving: (seconds) =>
      `${seconds} Sekunden nach dem Öffnen geht es von dieser Seite aus von selbst weiter.`,
    stay: "Hierbleiben",
    stays: "Diese Seite bleibt offen.",
  },
  comments: {
    title: "Zwei Fragen, wenn Sie mögen",
    open: "Möchten Sie uns noch etwas sagen?",
    difficulty: "Wie schwer war die Wahl?",
    difficulties: ["sehr leicht", "leicht", "weder noch", "schwer", "sehr schwer"],
    send: "Abschicken",
    sent: "Danke, Ihre Worte sind angekommen.",
  },
  entry: {
    prolific: {
      title: "Bitte öffnen Sie diese Studie von Prolific aus.",
      body: "In dem Link, mit dem Sie gekommen sind, steht keine Teilnehmer-ID. Bitte starten Sie die Studie mit ihrer Schaltfläche auf Prolific.",
      action: "Zu Prolific",
    },
    panel: {
      title: "Bitte öffnen Sie diese Studie mit Ihrem eigenen Link.",
      body: "In dem Link, mit dem Sie gekommen sind, steht keine Teilnehmer-ID. Bitte nehmen Sie den Link, der Ihnen geschickt wurde.",
      action: "Noch einmal versuchen",
    },
    invitation: {
      title: "Für diese Studie brauchen Sie eine Einladung.",
      body: "In dem Link, mit dem Sie gekommen sind, steht keine Einladung oder eine, die wir nicht kennen. Bitte nehmen Sie den Link, der Ihnen geschickt wurde.",
      action: "Noch einmal versuchen",
    },
  },
  stops: {
    heading: "Keine Teilnahme",
    code: "Ihr Code",
    device: {
      title: "Diese Studie braucht einen größeren Bildschirm.",
      body: "Beide Bilder müssen nebeneinander Platz haben. Sie können denselben Link an einem Computer oder einem großen Tablet öffnen.",
      prolific: "Bitte geben Sie sie auf Prolific zurück; Nachteile entstehen Ihnen keine.",
      action: "Zurück zur Studie",
    },
    declined: {
      title: "Sie möchten nicht teilnehmen.",
      body: "Von Ihnen wurde nichts gespeichert. Sie können diese Seite schließen.",
      prolific: "Bitte geben Sie die Studie auf Prolific zurück.",
      action: "Zurück zur Studie",
    },
    returned: {
      title: "Danke, dass Sie es versucht haben.",
      body: "Wir haben die Aufgabe nicht verständlich genug erklärt. Sie können diese Seite schließen; Nachteile entstehen Ihnen keine.",
      prolific:
        "Wir haben die Aufgabe nicht verständlich genug erklärt. Bitte geben Sie die Studie auf Prolific zurück; Nachteile entstehen Ihnen keine.",
      action: "Andere Studien",
    },
    screened: {
      title: "Für diese Studie suchen wir andere Teilnehmende.",
      body: "Danke für Ihre Antworten. Sie können diese Seite schließen; Nachteile entstehen Ihnen keine.",
      prolific: "Die Zeit, die Sie aufgewendet haben, wird Ihnen vergütet.",
      action: "Andere Studien",
    },
    full: {
      title: "Alle Plätze sind vergeben.",
      body: "Danke für Ihr Interesse. Sie können diese Seite schließen; Nachteile entstehen Ihnen keine.",
      prolific: "Bitte geben Sie die Studie auf Prolific zurück; Nachteile entstehen Ihnen keine.",
      action: "Andere Studien",
    },
    closed: {
      title: "Diese Studie ist beendet.",
      body: "Falls Sie schon begonnen hatten, bleiben Ihre Antworten erhalten. Schreiben Sie uns, wenn Sie Fragen haben.",
      prolific:
        "Falls Sie schon begonnen hatten, schreiben Sie uns; Ihre Zeit wird Ihnen vergütet.",
      action: "Andere Studien",
    },
    erased: {
      title: "Ihre Antworten wurden gelöscht.",
      body: "Sie haben uns gebeten, zu löschen, was Sie zu dieser Studie beigetragen haben; nichts davon ist mehr da. Sie können nicht noch einmal teilnehmen. Wenn Sie nicht darum gebeten haben, schreiben Sie uns bitte.",
      prolific:
        "Sie haben uns gebeten, zu löschen, was Sie zu dieser Studie beigetragen haben; nichts davon ist mehr da. Sie können nicht noch einmal teilnehmen. Wenn Sie nicht darum gebeten haben oder nicht bezahlt wurden, schreiben Sie uns bitte.",
      action: "Andere Studien",
    },
    paused: {
      title: "Diese Studie macht gerade Pause.",
      body: "Im Augenblick kann niemand neu beginnen. Bitte kommen Sie später wieder.",
      prolific:
        "Im Augenblick kann niemand neu beginnen. Bitte kommen Sie später wieder, oder geben Sie die Studie auf Prolific zurück.",
      action: "Noch einmal versuchen",
    },
    draft: {
      title: "Diese Studie hat noch nicht begonnen.",
      body: "Bitte kommen Sie später wieder.",
      prolific: "Bitte geben Sie die Studie auf Prolific zurück; Nachteile entstehen Ihnen keine.",
      action: "Andere Studien",
    },
    cookies: {
      title: "Diese Studie braucht Cookies.",
      body: "Ihr Browser hat das eine Cookie nicht behalten, das sich Ihren Platz merkt. Bitte erlauben Sie Cookies für diese Seite, oder nehmen Sie einen anderen Browser.",
      prolific:
        "Bitte erlauben Sie Cookies für diese Seite, oder geben Sie die Studie auf Prolific zurück.",
      action: "Noch einmal versuchen",
    },
    busy: {
      title: "Aus Ihrem Netz haben zu viele Personen begonnen.",
      body: "Bitte versuchen Sie es in einer Stunde noch einmal. Nachteile entstehen Ihnen keine.",
      prolific: "Bitte versuchen Sie es in einer Stunde noch einmal.",
      action: "Noch einmal versuchen",
    },
  },
  problem: {
    withoutScript:
      "Diese Seite braucht JavaScript. Bitte schalten Sie es ein und laden Sie die Seite neu.",
    error: "Fehler",
    title: "Da ist bei uns leider etwas schiefgegangen.",
    saved: (answers) => {
      if (answers === 0) return "Von dem, was Sie getan haben, ist nichts verloren.";
      return answers === 1
        ? "Ihre erste Antwort ist gespeichert."
        : `Ihre ersten ${answers} Antworten sind gespeichert.`;
    },
    tryAgain: "Noch einmal versuchen",
    reference: "Kennzeichen",
  },
  unknown: {
    heading: "Seite nicht gefunden",
    title: "Diese Seite gibt es nicht.",
    body: "Prüfen Sie den Link, den Sie bekommen haben, oder wählen Sie auf der ersten Seite eine Studie aus.",
    action: "Zur ersten Seite",
  },
  home: {
    title: "Studien über computererzeugte Bilder",
    body: "Sie sehen Paare von Bildern, die Computerprogramme aus demselben Text gemacht haben, und sagen, welches Ihnen besser gefällt. Ein Konto brauchen Sie nicht.",
    none: "Im Augenblick läuft keine Studie.",
    minutes: (minutes) => (minutes === 1 ? "Etwa eine Minute" : `Etwa ${minutes} Minuten`),
  },
  fit: {
    unreadable: "Dieser Browser kann unsere Bilder nicht anzeigen.",
    unreadableBody:
      "Bitte versuchen Sie es noch einmal, oder nehmen Sie einen anderen Browser oder Computer.",
    tryAgain: "Noch einmal versuchen",
    leave: "Damit kann ich nicht teilnehmen",
  },
  preview: "Vorschau, Antworten bleiben getrennt",
  languages: "Sprache",
  help: {
    open: "Hilfe",
    contact: "Kontakt",
    keys: "Tasten",
    keysText: "← wählt das linke Bild, → das rechte.",
    keysTie: "↓ heißt: unentschieden.",
    keysMore:
      "↑ zeigt die Bilder näher und wieder ganz; dort bewegen die Umschalttaste mit einem Pfeil oder der Zeiger beide Bilder. Die Rücktaste nimmt Ihre letzte Antwort zurück.",
    reference: "Ihr Kennzeichen",
  },
};
