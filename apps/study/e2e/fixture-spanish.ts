/** The sentences of `fixture-german.ts` in Spanish. */
export const spanish = {
  title: "¿Cuál de dos imágenes gusta más?",
  consent: {
    runBy: "El proyecto Pairlab hace este estudio.",
    task: "Usted compara imágenes.",
    pay: "Ninguna.",
    content: "Dibujos inofensivos.",
    storage: "Sus respuestas, hasta que pida que se borren.",
    publication: "Sus respuestas, sin nada sobre usted.",
    ethics: "Una demostración no necesita aprobación.",
    contact: "la persona que le dio el enlace",
  },
  questions: {
    "q-quality": "¿Qué imagen es más bonita?",
    "q-prompt": "¿Qué imagen muestra mejor este texto?",
  },
  screening: [{ text: "¿Ve bien la pantalla?", options: ["Sí, bien", "No"] }],
  comprehension: {
    options: ["Cuál es más grande", "La pregunta sobre las imágenes", "Quién las pintó"],
  },
};
