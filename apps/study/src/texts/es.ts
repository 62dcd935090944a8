import type { Words } from "./words.ts";

/** Every sentence a participant reads that isn't the study's own, in Spanish. */
export const words: Words = {
  consent: {
    title: "Participar en un estudio sobre imágenes generadas por ordenador",
    runBy: "Quién hace el estudio y para qué",
    task: "Qué tiene que hacer",
    minutesTitle: "Cuánto dura",
    minutes: (minutes) =>
      minutes === 1
        ? "Alrededor de un minuto."
        : `Unos ${minutes} minutos. No hay límite de tiempo.`,
    breaks: (minutes) =>
      `Si pasan ${minutes} minutos sin ninguna respuesta, su plaza puede pasar a otra persona. Aun así podrá volver y terminar.`,
    pay: "Remuneración",
    ageTitle: "Quién puede participar",
    age: "Debe tener 18 años o más.",
    content: "Qué puede llegar a ver",
    storage: "Qué guardamos",
    publication: "Qué se publica",
    leavingTitle: "Abandonar",
    leaving:
      "Puede cerrar la página cuando quiera. Si lo pide, borramos sus respuestas; no hace falta dar ningún motivo.",
    comeBack:
      "Para seguir más tarde, abra el mismo enlace en el mismo navegador de este dispositivo.",
    comeBackById: "Para seguir más tarde, vuelva a abrir su enlace.",
    ethics: "Ética",
    contact: "Contacto",
    heading: "Participar",
    agree: "Acepto, continuar",
    decline: "No quiero participar",
  },
  screening: {
    title: "Antes, unas preguntas",
    one: "Antes, una pregunta",
    body: "Sirven para saber si este estudio es para usted. No le perjudicará en nada.",
    problem: "Falta algo",
    missing: "Elija una respuesta en cada pregunta.",
    continue: "Continuar",
  },
  comprehension: {
    title: "Una pregunta antes de empezar",
    question: "¿Qué tiene que valorar?",
    problem: "Falta algo",
    missing: "Elija una de las respuestas.",
    continue: "Continuar",
  },
  instructions: {
    heading: "Cómo funciona",
    again: "Vuelva a leer esto, por favor; después tendrá un segundo intento.",
    pictures: {
      title: "Verá dos imágenes hechas a partir del mismo texto.",
      body: "Aparecen una junto a otra. Las dos las ha hecho un ordenador. No hay respuestas correctas: queremos saber qué ve usted.",
    },
    questions: {
      one: "Responderá a esta pregunta:",
      halves: "En cada mitad responderá a una pregunta distinta:",
      parts: "En cada parte responderá a una pregunta distinta:",
      withPrompt: "El texto aparece encima de las imágenes.",
      forced: "Si le parecen iguales, elija aquella por la que se inclina.",
    },
    keys: {
      title: "Use las flechas del teclado.",
      left: "izquierda",
      right: "derecha",
      tie: "sin preferencia",
      body: "También puede usar el ratón o el dedo. Tómese el tiempo que necesite: aquí nadie le mide el tiempo.",
    },
    exampleLeft: "Imagen izquierda",
    exampleRight: "Imagen derecha",
    continue: "Continuar",
    back: "Atrás",
    place: (screen, screens) => `${screen} de ${screens}`,
    practise: "Probar con dos pares",
    check: "Continuar",
  },
  practice: {
    title: "Práctica",
    notice: "Práctica: esto no cuenta.",
    over: "Eso es todo.",
    follow: (pairs, blocks) =>
      blocks === 1
        ? `Ahora vienen ${pairs} pares.`
        : `Ahora vienen ${pairs} pares, en ${blocks === 2 ? "dos mitades" : `${blocks} partes`}.`,
    start: "Empezar",
    none: "En este estudio no hay nada que practicar.",
  },
  trial: {
    check: (side) =>
      side === "left"
        ? "Esto es una comprobación de atención. Elija la imagen de la izquierda."
        : "Esto es una comprobación de atención. Elija la imagen de la derecha.",
    title: "Imágenes",
    progress: (pair, pairs) => `${pair} de ${pairs}`,
    announce: (pair, pairs) => `Par ${pair} de ${pairs}`,
    left: "Izquierda",
    right: "Derecha",
    tie: "Sin preferencia",
    bothBad: "Las dos son malas",
    undo: "Deshacer la última",
    closer: "Mirar de cerca",
    wrong: "Algo va mal",
    stayHere: "No cierre esta página: este navegador no puede guardarlas.",
    stuckHere:
      "Esperando la conexión. No cierre esta página: este navegador no puede guardar sus respuestas.",
    leftPicture: "Imagen izquierda",
    rightPicture: "Imagen derecha",
    loading: "Cargando…",
    loadFailed: "No hemos podido cargar este par.",
    tryAgain: "Volver a intentarlo",
    skip: "Saltar",
    saving: (waiting) =>
      `Guardando… ${waiting} ${waiting === 1 ? "respuesta en espera" : "respuestas en espera"}`,
    stillThere: "¿Sigue ahí? Le guardamos su plaza.",
    moreTime: "Necesito más tiempo",
    stuck: "Esperando la conexión. Sus respuestas no se pierden.",
    fullScreen: "Pantalla completa",
    windowTooSmall: (width, height) => `Su ventana mide ${width} × ${height}.`,
    windowNeeded: (width, height) => `Agrándela, por favor, hasta ${width} × ${height} o más.`,
    windowWaits:
      "En cuanto sea lo bastante grande, la página continúa sola. También ayuda alejar el zoom.",
    windowStays: "No puedo agrandarla",
  },
  report: {
    title: "¿Qué le pasa a este par?",
    note: "Con sus palabras, si quiere (nada sobre usted)",
    notShown: "Una imagen no se ve",
    offensive: "Una imagen es ofensiva",
    other: "Otra cosa",
    leads: "Cualquiera de las tres salta este par y nos dice por qué.",
    back: "Volver al par",
  },
  block: {
    first: (blocks) => (blocks === 2 ? "Primera mitad" : "Primera parte"),
    pause: "Hora de descansar.",
    halfway: "Va por la mitad.",
    part: (part, parts) => `Parte ${part} de ${parts}.`,
    rest: "Descanse cuanto quiera; sus respuestas están guardadas.",
    stillSaving: (waiting) =>
      `Descanse cuanto quiera; aún estamos guardando ${waiting === 1 ? "una respuesta" : `${waiting} respuestas`}.`,
    question: "En cada par, responda a esta pregunta:",
    newQuestion: "La pregunta cambia. A partir de ahora responda, en cada par:",
    continue: "Continuar",
  },
  shared: {
    title: "Otra persona tiene los mismos pares.",
    body: "Una plaza pasa a una segunda persona cuando lleva un rato sin actividad o cuando ya no quedan plazas libres. Puede seguir: guardamos todas sus respuestas, y al final tendrá su código como le prometimos. Para el resultado cuenta quien termine primero.",
    continue: "Continuar",
  },
  last: {
    title: "Ese era el último par.",
    body: "Pulse «Terminar» y habrá acabado.",
    finish: "Terminar",
  },
  done: {
    heading: "Gracias",
    title: "Muchas gracias, sus respuestas están guardadas.",
    about:
      "Ha comparado imágenes que distintos programas de ordenador hicieron a partir del mismo texto. Sus nombres estaban ocultos para que solo cuenten las imágenes. Cuando estén todas las respuestas, se reunirán en un informe.",
    toProlific: "Volver a Prolific",
    toPanel: "Volver al sitio de donde vino",
    code: "Su código de finalización",
    codeOver:
      "Han pasado los treinta días durante los que esta página muestra el código. Escríbanos, por favor.",
    copy: "Copiar",
    copied: "Copiado",
    reference: "Su referencia",
    referenceUse: "Indíquela si quiere que borremos sus respuestas.",
    leaving: (seconds) => `Esta página continúa sola ${seconds} segundos después de abrirse.`,
    stay: "Quedarme aquí",
    stays: "Esta página se queda abierta.",
  },
  comments: {
    title: "Dos preguntas, si le apetece",
    open: "¿Hay algo que quiera decirnos?",
    difficulty: "¿Le ha resultado difícil elegir?",
    difficulties: ["muy fácil", "fácil", "ni fácil ni difícil", "difícil", "muy difícil"],
    send: "Enviar",
    sent: "Gracias, hemos recibido sus palabras.",
  },
  entry: {
    prolific: {
      title: "Abra este estudio desde Prolific.",
      body: "El enlace con el que ha llegado no lleva ningún identificador de participante. Inicie el estudio con su botón en Prolific.",
      action: "Ir a Prolific",
    },
    panel: {
      title: "Abra este estudio con su propio enlace.",
      body: "El enlace con el que ha llegado no lleva ningún identificador de participante. Use el enlace que le enviaron.",
      action: "Volver a intentarlo",
    },
    invitation: {
      title: "Para este estudio necesita una invitación.",
      body: "El enlace con el que ha llegado no lleva ninguna invitación, o lleva una que no conocemos. Use el enlace que le enviaron.",
      action: "Volver a intentarlo",
    },
  },
  stops: {
    heading: "Sin participación",
    code: "Su código",
    device: {
      title: "Este estudio necesita una pantalla más grande.",
      body: "Las dos imágenes tienen que caber una junto a otra. Puede abrir el mismo enlace en un ordenador o en una tableta grande.",
      prolific: "Devuélvalo en Prolific, por favor; no le perjudicará en nada.",
      action: "Volver al estudio",
    },
    declined: {
      title: "Ha decidido no participar.",
      body: "No hemos guardado nada sobre usted. Puede cerrar esta página.",
      prolific: "Devuelva el estudio en Prolific, por favor.",
      action: "Volver al estudio",
    },
    returned: {
      title: "Gracias por intentarlo.",
      body: "No hemos sabido explicar la tarea con suficiente claridad. Puede cerrar esta página; no le perjudicará en nada.",
      prolific:
        "No hemos sabido explicar la tarea con suficiente claridad. Devuelva el estudio en Prolific, por favor; no le perjudicará en nada.",
      action: "Otros estudios",
    },
    screened: {
      title: "Este estudio busca a otros participantes.",
      body: "Gracias por sus respuestas. Puede cerrar esta página; no le perjudicará en nada.",
      prolific: "Se le pagará el tiempo que ha dedicado.",
      action: "Otros estudios",
    },
    full: {
      title: "Ya no quedan plazas.",
      body: "Gracias por su interés. Puede cerrar esta página; no le perjudicará en nada.",
      prolific: "Devuelva el estudio en Prolific, por favor; no le perjudicará en nada.",
      action: "Otros estudios",
    },
    closed: {
      title: "Este estudio ha terminado.",
      body: "Si ya había empezado, conservamos las respuestas que dio. Escríbanos si tiene preguntas.",
      prolific: "Si ya había empezado, escríbanos y se le pagará su tiempo.",
      action: "Otros estudios",
    },
    erased: {
      title: "Sus respuestas se han borrado.",
      body: "Nos pidió que borráramos lo que aportó a este estudio, y ya no queda nada. No puede volver a participar en él. Si no lo pidió usted, escríbanos, por favor.",
      prolific:
        "Nos pidió que borráramos lo que aportó a este estudio, y ya no queda nada. No puede volver a participar en él. Si no lo pidió usted o no se le ha pagado, escríbanos, por favor.",
      action: "Otros estudios",
    },
    paused: {
      title: "Este estudio está en pausa.",
      body: "De momento nadie nuevo puede empezar. Vuelva más tarde, por favor.",
      prolific:
        "De momento nadie nuevo puede empezar. Vuelva más tarde o devuelva el estudio en Prolific, por favor.",
      action: "Volver a intentarlo",
    },
    draft: {
      title: "Este estudio aún no ha empezado.",
      body: "Vuelva más tarde, por favor.",
      prolific: "Devuelva el estudio en Prolific, por favor; no le perjudicará en nada.",
      action: "Otros estudios",
    },
    cookies: {
      title: "Este estudio necesita cookies.",
      body: "Su navegador no ha conservado la única cookie que recuerda su plaza. Permita las cookies en esta página o use otro navegador.",
      prolific: "Permita las cookies en esta página o devuelva el estudio en Prolific.",
      action: "Volver a intentarlo",
    },
    busy: {
      title: "Demasiadas personas han empezado desde su red.",
      body: "Inténtelo de nuevo dentro de una hora. No le perjudicará en nada.",
      prolific: "Inténtelo de nuevo dentro de una hora.",
      action: "Volver a intentarlo",
    },
  },
  problem: {
    withoutScript:
      "Esta página necesita JavaScript. Por favor, actívelo y vuelva a cargar la página.",
    error: "Error",
    title: "Lo sentimos, algo ha fallado por nuestra parte.",
    saved: (answers) => {
      if (answers === 0) return "No se ha perdido nada de lo que ha hecho.";
      return answers === 1
        ? "Su primera respuesta está guardada."
        : `Sus primeras ${answers} respuestas están guardadas.`;
    },
    tryAgain: "Volver a intentarlo",
    reference: "Referencia",
  },
  unknown: {
    heading: "Página no encontrada",
    title: "Esta página no existe.",
    body: "Compruebe el enlace que le dieron o elija un estudio en la primera página.",
    action: "Ir a la primera página",
  },
  home: {
    title: "Estudios sobre imágenes generadas por ordenador",
    body: "Verá pares de imágenes que unos programas de ordenador hicieron a partir del mismo texto y dirá cuál prefiere. No necesita ninguna cuenta.",
    none: "De momento no hay ningún estudio abierto.",
    minutes: (minutes) => (minutes === 1 ? "Alrededor de un minuto" : `Unos ${minutes} minutos`),
  },
  fit: {
    unreadable: "Este navegador no puede mostrar nuestras imágenes.",
    unreadableBody: "Inténtelo de nuevo, o use otro navegador u otro ordenador.",
    tryAgain: "Volver a intentarlo",
    leave: "Con este no puedo participar",
  },
  preview: "Vista previa, las respuestas se guardan aparte",
  languages: "Idioma",
  help: {
    open: "Ayuda",
    contact: "Contacto",
    keys: "Teclas",
    keysText: "← elige la imagen izquierda y → la derecha.",
    keysTie: "↓ significa «sin preferencia».",
    keysMore:
      "↑ acerca las imágenes y las vuelve a mostrar enteras; allí, Mayús con una flecha o el puntero mueve las dos. Retroceso deshace su última respuesta.",
    reference: "Su referencia",
  },
};
