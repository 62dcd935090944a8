// The words of MiniScenes, the pictures that the embedded models were trained on: `tools/mini-sdxl/mini_sdxl/miniscenes`
// holds the same tables.
export const colors = [
  "red",
  "orange",
  "yellow",
  "green",
  "blue",
  "purple",
  "pink",
  "brown",
  "white",
  "black",
  "gray",
] as const;
export const backgrounds = ["white", "black", "gray", "yellow", "green", "blue", "pink"] as const;
export const shapes = [
  "circle",
  "square",
  "triangle",
  "star",
  "heart",
  "diamond",
  "ring",
  "cross",
] as const;
export const numbers = ["two", "three", "four", "five"] as const;
export const relations = ["to the left of", "to the right of", "above", "below"] as const;
export const signWords = [
  "open",
  "stop",
  "exit",
  "cafe",
  "sale",
  "hello",
  "book",
  "taxi",
  "bank",
  "park",
  "fish",
  "map",
] as const;
export const signColors = ["red", "blue", "green", "black", "orange"] as const;
/** Colours that no sign of the training pictures has. */
export const strangeSignColors = ["purple", "pink", "brown", "yellow", "white", "gray"] as const;
export const professions = [
  "doctor",
  "nurse",
  "chef",
  "firefighter",
  "farmer",
  "teacher",
  "builder",
  "judge",
  "pilot",
  "cleaner",
] as const;
export const moods = ["smiling", "looking serious"] as const;
export const media = ["portrait", "photo", "picture"] as const;
export const places = [
  "by the sea",
  "by a lake",
  "in a green field",
  "in the desert",
  "in the mountains",
  "in the city",
] as const;
export const times = ["by day", "at sunset", "at night"] as const;
export const weathers = ["in the rain", "in the snow"] as const;
export const things = ["house", "tree", "boat", "castle", "cactus", "tent"] as const;
/** Their colour is always green and never named. */
export const greenThings: readonly string[] = ["tree", "cactus"];
export const thingColors = ["red", "white", "blue", "yellow", "purple", "brown"] as const;
/** Colours that no thing of the training pictures has. */
export const strangeThingColors = ["pink", "orange", "black", "gray", "green"] as const;
export const animals = ["cat", "fish", "bird", "dog"] as const;
export const animalColors = [
  "red",
  "orange",
  "blue",
  "black",
  "white",
  "gray",
  "pink",
  "brown",
  "yellow",
] as const;
/** Colours that no animal of the training pictures has. */
export const strangeAnimalColors = ["green", "purple"] as const;
export const animalBackgrounds = ["green", "blue", "gray", "pink", "yellow"] as const;
